/** Knows when a call is before people's eyes, and tells whoever measures: `<html data-shown="CALL">`. */

let wanted = null;

/**
 * The page has drawn call `id` (or none); say so once the frame that holds it has been presented, and then do
 * `then()`: what moves or costs anything else can begin now.
 */
export function markShown(id = null, then = () => {}) {
  if (id === wanted) return;
  wanted = id;
  afterPaint(() => {
    if (wanted !== id) return;
    say(id);
    then();
  });
}

/** Whether the latest drawn call has been presented. */
export function isShown() {
  return (document.documentElement.dataset.shown ?? null) === wanted;
}

/** Do `act()` when what has been drawn now is on the screen. */
export function afterPaint(act) {
  // The first callback runs before the frame is painted, the second after.
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function say(id) {
  if (id === null) delete document.documentElement.dataset.shown;
  else document.documentElement.dataset.shown = id;
}
