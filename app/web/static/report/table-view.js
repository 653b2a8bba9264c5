/** The report's one table: figures on the left, the map of hours on the right, in the same rows. */
import { html, nothing } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { letter } from "../shared/staff.js";

/** `table` as made in state.js; `target` in minutes. */
export function reportTable(table, target) {
  return html`<table class="report-table">
    <caption class="visually-hidden">
      Thời gian chờ theo ${table.heading}, phút
    </caption>
    <thead>
      ${
        table.heat
          ? html`<tr class="report-over">
              <td colspan="9"></td>
              <th scope="colgroup" colspan=${table.heat.columns.length}>
                Chờ trung bình theo giờ lấy số, phút; trong ngoặc: dưới 3 lượt
              </th>
            </tr>`
          : nothing
      }
      <tr>
        <th scope="col">${table.heading}</th>
        <th scope="col" class="is-number">Lượt</th>
        <th scope="col" class="report-share">Chờ không quá<br />${target} phút (%)</th>
        ${HEADINGS.map(stacked)} ${table.heat ? table.heat.columns.map(hourHeading) : table.extra.map(extraHeading)}
      </tr>
    </thead>
    <tbody>
      ${table.rows.map(row)}
    </tbody>
    <tfoot>
      <tr>
        ${figures(table.total)} ${table.heat ? legend(table.heat, target) : extras(table.total)}
      </tr>
    </tfoot>
  </table>`;
}

const HEADINGS = [
  ["Trung", "bình"],
  ["Trung", "vị"],
  ["90 %", "không quá"],
  ["Lâu", "nhất"],
  ["Phục", "vụ"],
  ["Vắng", "mặt"],
];

const extraHeading = (words) => html`<th scope="col" class="is-number">${words}</th>`;

function stacked([above, below]) {
  return html`<th scope="col" class="is-number">${above}<br />${below}</th>`;
}

function hourHeading({ text, gap }) {
  return html`<th scope="col" class="heat-hour ${gap ? "is-after-gap" : ""}">${text}</th>`;
}

function row(group) {
  return html`<tr>
    ${figures(group)} ${group.hours.map(heat)} ${extras(group)}
  </tr>`;
}

const number = (text) => html`<td class="is-number">${text}</td>`;
const extras = (group) => group.extra.map(number);

function figures(group) {
  return html`<th scope="row">
      <span class="report-name">${group.prefix == null ? nothing : letter(group.prefix)}${group.label}</span>
    </th>
    <td class="is-number">${group.turns}</td>
    <td class="report-share">${shareBar(group)}</td>
    <td class="is-number report-mean">${group.mean}</td>
    ${[group.median, group.p90, group.max, group.service, group.noShows].map(number)}`;
}

/** Within plain, past hatched: readable without colour. */
function shareBar({ within, share }) {
  const bar =
    within === null
      ? nothing
      : html`<span class="share-bar" aria-hidden="true" style=${styleMap({ "--share": `${100 * within}%` })}></span>`;
  return html`<span class="share">${bar}<span class="share-text">${share}</span></span>`;
}

function heat({ gap, cell }) {
  const place = gap ? "is-after-gap" : "";
  if (!cell) return html`<td class="heat ${place}"></td>`;
  return html`<td class="heat heat-${cell.step} ${place} ${cell.few ? "is-few" : ""} ${cell.past ? "is-past" : ""}">
    ${cell.text}
  </td>`;
}

function legend({ columns, legend: steps }, target) {
  return html`<td class="report-legend" colspan=${columns.length}>
    <span class="legend">
      ${steps.map(({ text, step }) => html`<span><i class="heat-${step}"></i>${text}</span>`)}
      <span><i class="is-corner"></i>góc vàng: quá ${target}</span>
    </span>
  </td>`;
}
