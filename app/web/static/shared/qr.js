/** QR codes as SVG, in whole modules, with the quiet zone a camera needs. */
import { html } from "lit-html";
import { encode } from "uqr";

/**
 * A template of the code for `text`; `label` says to a screen reader what it is for. A camera wants four
 * modules of white around it; pass a smaller `border` only where the ground itself is white.
 */
export function qr(text, label, border = 4) {
  const { data, size } = encode(text, { ecc: "M", border });
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect class="qr-ground" width=${size} height=${size} fill="#ffffff"></rect>
    <path class="qr-modules" d=${outline(data)} fill="#000000"></path>
  </svg>`;
}

/** One path of horizontal bars: fewer shapes than a square per module, and no seams between them. */
function outline(rows) {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      const start = x;
      while (row[x]) x += 1;
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
    }
  });
  return path;
}
