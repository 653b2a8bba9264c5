/** The report's one table: figures on the left; on the right the map of hours, or the period before. */
import { html, nothing } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { letter } from "../shared/staff.js";
import { opened } from "./opened.js";

/** `told` as made in table.js; `target` in minutes. */
export function reportTable(told, target) {
  return html`<table class="report-table" data-rove>
    <caption class="visually-hidden">
      Thời gian chờ theo ${told.heading}, phút. Phím mũi tên đi từ số này sang số khác.
    </caption>
    <thead>
      ${over(told)}
      <tr>
        <th scope="col">${told.heading}</th>
        <th scope="col" class="is-number">Lượt</th>
        <th scope="col" class="report-share">Chờ không quá<br />${target} phút (%)</th>
        ${HEADINGS.map(stacked)} ${rightHeadings(told)}
      </tr>
    </thead>
    <tbody>
      ${told.rows.map(row)}
    </tbody>
    <tfoot>
      <tr>
        ${figures(told.total)} ${told.heat ? legend(told.heat, target) : nothing} ${right(told.total)}
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

/** What the right half is about, over its columns. */
function over({ heat, compared }) {
  if (!heat && !compared) return nothing;
  const words = heat
    ? "Chờ trung bình theo giờ lấy số, phút; trong ngoặc: dưới 3 lượt"
    : `So với ${compared.period}: số khi đó, tăng hay giảm`;
  return html`<tr class="report-over">
    <td colspan="9" class="report-hint"><span>Bấm vào một con số để xem các lượt làm nên nó.</span></td>
    <th scope="colgroup" colspan=${heat ? heat.columns.length : 2 * compared.headings.length}>${words}</th>
  </tr>`;
}

function rightHeadings({ heat, compared, extra }) {
  if (heat) return heat.columns.map(hourHeading);
  if (compared) return compared.headings.map((words) => html`<th scope="col" colspan="2" class="is-before">${words}</th>`);
  return extra.map((words) => html`<th scope="col" class="is-number">${words}</th>`);
}

function stacked([above, below]) {
  return html`<th scope="col" class="is-number">${above}<br />${below}</th>`;
}

function hourHeading({ text, gap }) {
  return html`<th scope="col" class="heat-hour ${gap ? "is-after-gap" : ""}">${text}</th>`;
}

function row(group) {
  return html`<tr>
    ${figures(group)} ${right(group)}
  </tr>`;
}

const number = (cell) => html`<td class="is-number">${opened(cell)}</td>`;
const right = ({ hours, before, extra }) => [hours.map(heat), before.map(changed), extra.map(number)];

function figures(group) {
  const [mean, ...rest] = group.figures;
  return html`<th scope="row">
      <span class="report-name">${group.prefix == null ? nothing : letter(group.prefix)}${group.label}</span>
    </th>
    <td class="is-number">${opened(group.turns)}</td>
    <td class="report-share">${shareBar(group)}</td>
    <td class="is-number report-mean">${opened(mean)}</td>
    ${rest.map(number)}`;
}

/** Within plain, past hatched: readable without colour. */
function shareBar({ within, share }) {
  const bar =
    within === null
      ? nothing
      : html`<span class="share-bar" aria-hidden="true" style=${styleMap({ "--share": `${100 * within}%` })}></span>`;
  const text = html`<span class="share">${bar}<span class="share-text">${share.text}</span></span>`;
  return opened({ text, href: share.href });
}

function heat({ gap, cell, href }) {
  const place = gap ? "is-after-gap" : "";
  if (!cell) return html`<td class="heat ${place}"></td>`;
  return html`<td class="heat heat-${cell.step} ${place} ${cell.few ? "is-few" : ""} ${cell.past ? "is-past" : ""}">
    ${opened({ text: cell.text, href })}
  </td>`;
}

function changed(before) {
  return html`<td class="is-number is-before">${opened(before)}</td>
    <td class="report-changed">${before.change}</td>`;
}

function legend({ columns, legend: steps }, target) {
  return html`<td class="report-legend" colspan=${columns.length}>
    <span class="legend">
      ${steps.map(({ text, step }) => html`<span><i class="heat-${step}"></i>${text}</span>`)}
      <span><i class="is-corner"></i>góc vàng: quá ${target}</span>
    </span>
  </td>`;
}
