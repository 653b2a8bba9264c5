/** The hatch of what is past the target, for the rulers and charts drawn as SVG. */
import { svg } from "lit-html";

/** Diagonal lines for what is past the target; readable without colour. */
export function hatch(id) {
  return svg`<pattern id=${id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill="var(--paper)"/><rect width="3.4" height="6" fill="var(--late)"/></pattern>`;
}
