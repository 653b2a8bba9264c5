/** Draws the page of fields and counters: heading, table, legend, and the panel beside them. */
import { html, nothing } from "lit-html";
import { said } from "../shared/press-view.js";
import { matrixView } from "./matrix-view.js";

export function fieldsPage(told, page, acts, panel) {
  return html`<main class="content">
      <header class="content-head">
        <div>
          <h2 class="content-title">Nhóm lĩnh vực và quầy</h2>
          <p class="content-line">Hàng là nhóm lĩnh vực, cột là quầy. Bấm một ô để đổi.</p>
        </div>
        <div role="alert">${page.note ? said(page.note) : nothing}</div>
      </header>
      ${matrixView(told, page, acts)}
    </main>
    ${panel}`;
}
