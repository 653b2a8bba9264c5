/** Tells whoever measures that a call is before people's eyes: `<html data-shown="CALL">`. */

let wanted = null;

/** The page has drawn call `id` (or none); say so once the frame that holds it has been presented. */
export function markShown(id = null) {
  if (id === wanted) return;
  wanted = id;
  // The first callback runs before the frame is painted, the second after.
  requestAnimationFrame(() => requestAnimationFrame(() => wanted === id && say(id)));
}

function say(id) {
  if (id === null) delete document.documentElement.dataset.shown;
  else document.documentElement.dataset.shown = id;
}
