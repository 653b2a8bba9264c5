/** The sign-in page's one state: whether the password is shown. Pure. */

/** What pressing the eye leads to from an input of this type: `{type, pressed}`. */
export function revealed(type) {
  return type === "password" ? { type: "text", pressed: "true" } : { type: "password", pressed: "false" };
}
