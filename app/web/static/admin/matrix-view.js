/** Draws the table of fields and counters. One cell is in the tab order; arrow keys go from cell to cell. */
import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "../shared/icon.js";
import { tied } from "../shared/names.js";
import { letter } from "../shared/staff.js";

/** `told`: from `table`; `page`: `{at: {row, column}, field, legend}`; `acts`: `{cell, key, counter, field, focus}`. */
export function matrixView(told, page, acts) {
  return html`<div class="matrix-scroll panel">
      <table class="matrix" role="grid" aria-label="Nhóm lĩnh vực và quầy" style=${styleMap({ "--counters": String(told.columns.length) })} @keydown=${acts.key}>
        <thead>
          <tr>
            <th scope="col" class="matrix-name">Nhóm lĩnh vực</th>
            <th scope="col" class="matrix-figure">đang<br />chờ</th>
            <th scope="col" class="matrix-figure">phục<br />vụ, ph</th>
            ${told.columns.map((column, index) => head(column, { row: -1, column: index }, page, acts))}
          </tr>
        </thead>
        <tbody>
          ${told.rows.map((row, index) => line(row, index, page, acts))}
        </tbody>
      </table>
    </div>
    <ul class="legend" aria-label="Chú giải">
      ${page.legend.map((entry) => html`<li>${mark(entry)} ${entry.words}</li>`)}
    </ul>`;
}

function head({ id, number, state, word, planned, editing }, place, page, acts) {
  const told = `Quầy số ${number}, ${word}${planned ? ", có thay đổi đã hẹn" : ""}`;
  return html`<th scope="col" class="matrix-counter is-${state} ${editing ? "is-editing" : ""}">
    <button
      aria-label=${told}
      title=${told}
      aria-pressed=${editing}
      tabindex=${tabbable(place, page)}
      data-place=${placed(place)}
      @click=${() => acts.counter(id)}
      @focus=${() => acts.focus(place)}
    >
      <span class="matrix-number">${number}</span>
      ${state === "closed" ? html`<span class="matrix-word">đóng</span>` : state === "paused" ? icon("circle-pause") : html`<i class="matrix-dot"></i>`}
      ${planned ? icon("calendar-clock", "matrix-plan") : nothing}
    </button>
  </th>`;
}

const tabbable = (place, { at }) => (at.row === place.row && at.column === place.column ? "0" : "-1");
const placed = ({ row, column }) => `${row}/${column}`;

function line(row, index, page, acts) {
  const place = { row: index, column: -1 };
  const chosen = page.field === row.id;
  return html`<tr class=${chosen ? "is-chosen" : ""}>
    <th scope="row" class="matrix-name">
      <button
        aria-pressed=${chosen}
        tabindex=${tabbable(place, page)}
        data-place=${placed(place)}
        @click=${() => acts.field(row.id)}
        @focus=${() => acts.focus(place)}
      >
        ${letter(row.prefix)}
        <span class="matrix-words">${tied(row.name)}${row.closed ? html`<small class="text-late">${icon("ban")} ngừng tiếp nhận</small>` : nothing}</span>
      </button>
    </th>
    <td class="matrix-figure matrix-waiting">${row.waiting}</td>
    <td class="matrix-figure text-quiet">${row.service}</td>
    ${row.cells.map((cell, column) => cellView(cell, { row: index, column }, page, acts))}
  </tr>`;
}

function cellView(cell, place, page, acts) {
  return html`<td
    role="gridcell"
    class="cell ${cell.editing ? "is-editing" : ""}"
    tabindex=${tabbable(place, page)}
    data-place=${placed(place)}
    aria-label=${cell.words}
    title=${cell.words}
    @click=${() => acts.cell(place)}
    @focus=${() => acts.focus(place)}
  >
    ${mark(cell)}
  </td>`;
}

// Heavier than the icon of that name: it has to be read among sixty others.
const tick = html`<svg class="tick" viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M20 6.5 9.5 17 4 11.5" fill="none" stroke="currentColor" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/>`}
</svg>`;

/** A cell's sign, also in the legend. */
export function mark({ duty, lag, changed }) {
  const fresh = changed ? "is-changed" : "";
  if (duty === "own") return html`<span class="mark mark-own ${fresh}">${tick}</span>`;
  if (duty === "help") return html`<span class="mark mark-help ${fresh}">${lag}</span>`;
  if (duty === "lent") return html`<span class="mark mark-lent ${fresh}">${icon("clock")}</span>`;
  if (duty === "dropped") return html`<span class="mark mark-dropped"></span>`;
  return html`<i class="mark-none"></i>`;
}
