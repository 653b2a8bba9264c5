/** What the sign-in page does beyond its plain form: announces Caps Lock, and shows the password while asked to. */
import { revealed } from "./state.js";

const password = document.getElementById("password");
const reveal = document.getElementById("reveal");
const capsLock = document.querySelector("#caps-lock > span");

for (const kind of ["keydown", "keyup", "pointerdown"]) {
  document.addEventListener(kind, (event) => {
    // Password managers send key events that know nothing of modifiers.
    if (event.getModifierState) capsLock.hidden = !event.getModifierState("CapsLock");
  });
}

reveal.hidden = false;
reveal.addEventListener("click", () => {
  const { type, pressed } = revealed(password.type);
  password.type = type;
  reveal.setAttribute("aria-pressed", pressed);
  password.focus();
});

/** A form sent with the password in the clear would be remembered by the browser as ordinary text. */
password.form.addEventListener("submit", () => {
  password.type = "password";
});
