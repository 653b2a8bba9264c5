/** A public screen is for touching its buttons: no menus, no selecting, no dragging, no zooming. */

const REFUSED = ["contextmenu", "selectstart", "dragstart", "gesturestart"];

/** Keep a document as it is under curious fingers. */
export function holdStill(target) {
  for (const name of REFUSED) target.addEventListener(name, (event) => event.preventDefault());
  target.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  target.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  target.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && ["+", "-", "=", "0"].includes(event.key)) event.preventDefault();
  });
}
