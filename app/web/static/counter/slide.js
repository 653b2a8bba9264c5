/** A row that changes place slides there in 150 ms, unless motion is unwelcome. */

const SLIDE_MS = 150;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Draw with `draw()`, sliding every `[data-row]` inside `root` from where it was to where it is. */
export function sliding(root, draw) {
  const before = tops(root);
  draw();
  if (still.matches) return;
  for (const row of root.querySelectorAll("[data-row]")) {
    const moved = (before.get(row.dataset.row) ?? row.offsetTop) - row.offsetTop;
    if (moved) row.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], SLIDE_MS);
  }
}

function tops(root) {
  return new Map([...root.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row.offsetTop]));
}
