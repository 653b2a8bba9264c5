/** What moves on the page: rows that change place slide, figures that change are tinted. */
import { noChange } from "lit-html";
import { Directive, directive } from "lit-html/directive.js";

const SLIDE_MS = 150;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Draw, and let every `[data-slide]` whose place changed slide there. */
export function sliding(root, draw) {
  if (calm()) return draw();
  const before = places(root);
  draw();
  for (const [id, { row, top }] of places(root)) {
    const was = before.get(id)?.top;
    if (was !== undefined && Math.abs(was - top) > 1) slide(row, was - top);
  }
}

function places(root) {
  const rows = root.querySelectorAll("[data-slide]");
  return new Map(Array.from(rows, (row) => [row.dataset.slide, { row, top: row.offsetTop }]));
}

function slide(row, from) {
  const frames = [{ transform: `translateY(${from}px)` }, { transform: "none" }];
  row.animate(frames, { duration: SLIDE_MS, easing: "ease-out" });
}

class Tinted extends Directive {
  #shown;

  render() {
    return noChange;
  }

  update({ element }, [value]) {
    if (this.#shown !== undefined && this.#shown !== value) this.#tint(element);
    this.#shown = value;
    return noChange;
  }

  /** Taken off and put on again, so that a second change starts the tint anew. */
  #tint(element) {
    element.classList.remove("tint");
    void element.offsetWidth;
    element.classList.add("tint");
  }
}

/** On an element with a figure: a soft tint when `value` is another than before. */
export const tinted = directive(Tinted);
