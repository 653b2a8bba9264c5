/** The grid of counters. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "../shared/icon.js";
import { octagon, triangle } from "../shared/staff.js";

const DUTIES = { own: "nhận chính", help: "hỗ trợ", lent: "tăng cường" };

/** `open(id)`, `lend()`, `release()`: what the presses do; `off`: why nothing may be changed now, or null. */
export function countersPanel({ cells, legend, columns }, { open, lend, release, off, mayAct }) {
  const lines = Math.ceil(cells.length / columns);
  return html`<section class="panel counters" aria-labelledby="counters-title">
    <div class="panel-head">
      <h2 class="panel-title" id="counters-title">${cells.length} quầy</h2>
      ${
        mayAct
          ? html`<div class="counters-acts">
              ${act("user-round-plus", "Tăng cường quầy…", lend, off)}
              ${act("lock-open", "Giải phóng quầy…", release, off)}
            </div>`
          : nothing
      }
    </div>
    <ul
      class="counters-grid ${lines > 4 ? "is-tight" : ""}"
      style=${styleMap({ "--columns": columns, "--lines": lines })}
    >
      ${repeat(
        cells,
        ({ id }) => id,
        (cell) => html`<li>${button(cell, open)}</li>`,
      )}
    </ul>
    <p class="counters-legend">${legend.map(legendWord)}</p>
  </section>`;
}

function act(name, words, press, off) {
  return html`<button
    class="button"
    aria-disabled=${off ? "true" : nothing}
    title=${off ?? nothing}
    @click=${() => off || press()}
  >
    ${icon(name)} ${words}
  </button>`;
}

function button(cell, open) {
  return html`<button class="cell is-${cell.is} ${cell.silent ? "is-silent" : ""}" aria-haspopup="dialog" @click=${() => open(cell.id)}>
    <span class="visually-hidden">${cell.label}</span>
    <span class="cell-face" aria-hidden="true">
      <span class="cell-head">
        <span class="cell-number num">${cell.number}</span>
        <span class="cell-fields">${cell.fields.map(fieldMark)}</span>
      </span>
      <span class="cell-doing">${doing(cell)}</span>
      <span class="cell-line">${line(cell)}</span>
      <span class="cell-clerk">${cell.clerk ?? ""}</span>
    </span>
  </button>`;
}

function fieldMark({ prefix, duty }) {
  return html`<span class="cell-field is-${duty}" title=${DUTIES[duty]}>${prefix || "–"}</span>`;
}

function doing(cell) {
  if (cell.is === "closed") return nothing;
  if (cell.is === "ready") return html`<span class="cell-ready">${cell.word}</span>`;
  const what = cell.ticket ?? cell.time;
  return html`<span class="cell-sign">${cell.silent ? octagon() : SIGNS[cell.is]()}</span><span class="num cell-ticket">${what}</span>`;
}

function line(cell) {
  if (cell.silent) return html`<span class="cell-silent">mất kết nối</span>`;
  if (cell.is === "closed") return cell.word;
  if (cell.is === "paused") return cell.note ?? cell.word;
  const called = cell.is === "called" || cell.is === "stalled";
  return html`${called ? "gọi " : ""}<span class="cell-time">${cell.time}</span>`;
}

const SIGNS = {
  serving: () => icon("user-round-check"),
  overlong: octagon,
  called: () => icon("megaphone"),
  stalled: triangle,
  paused: () => icon("circle-pause"),
};

function legendWord({ key, word, n }) {
  return html`<span>${SIGNS[key] ? SIGNS[key]() : nothing} ${word} ${n}</span>`;
}
