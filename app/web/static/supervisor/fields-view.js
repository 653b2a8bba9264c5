/** The table of fields with its sparklines, and the same figures as a table. */
import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "../shared/icon.js";
import { letter, octagon, triangle } from "../shared/staff.js";
import { tinted } from "./motion.js";

/** `asTable`: the twelve counts instead of the lines. `toggle()` changes between the two. */
export function fieldsPanel({ fields, times }, { asTable, toggle }) {
  return html`<section class="panel fields" aria-labelledby="fields-title">
    <div class="panel-head">
      <h2 class="panel-title" id="fields-title">Đang chờ theo nhóm lĩnh vực</h2>
      <span class="panel-note">2 giờ qua</span>
      <button class="button button-small" aria-pressed=${asTable} @click=${toggle}>
        ${icon(asTable ? "chart-spline" : "table-2")} ${asTable ? "Xem biểu đồ" : "Xem bảng"}
      </button>
    </div>
    <div
      class="fields-scroll"
      tabindex=${fields.length > 12 ? 0 : nothing}
      style=${styleMap({ "--rows": fields.length })}
    >
      ${asTable ? history(fields, times) : lines(fields)}
    </div>
  </section>`;
}

function lines(fields) {
  return html`<table class="fields-table">
    <caption class="visually-hidden">
      Số người đang chờ theo nhóm lĩnh vực
    </caption>
    <thead>
      <tr>
        <th scope="col">Nhóm lĩnh vực</th>
        <th scope="col" class="is-number">Quầy</th>
        <th scope="col">Số người chờ</th>
        <th scope="col" class="is-number">Nay</th>
        <th scope="col" class="is-number">Lâu nhất</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(row)}
    </tbody>
  </table>`;
}

function row(field) {
  return html`<tr>
    <th scope="row">
      <span class="field-name"
        >${letter(field.prefix)}
        <span>${field.name.vi} ${field.stopped ? stopped() : nothing}</span></span
      >
    </th>
    <td class="is-number ${field.uncovered ? "text-late" : "text-quiet"}">${field.open}</td>
    <td>${sparkline(field.spark)}</td>
    <td class="is-number fields-now figure"><span ${tinted(field.waiting)}>${field.waiting}</span></td>
    <td class="is-number fields-longest is-${field.longest.grade}">
      ${sign(field.longest.grade)} ${field.longest.text}
    </td>
  </tr>`;
}

/** Small, so that a row keeps its height; the right column says it in full. */
function stopped() {
  return html`<span class="field-stopped" title="Đã dừng lấy số">${icon("ticket-x")}</span
    ><span class="visually-hidden">, đã dừng lấy số</span>`;
}

function sign(grade) {
  if (grade === "past") return octagon();
  return grade === "soon" ? triangle() : nothing;
}

const WIDTH = 76;
const HEIGHT = 22;

function sparkline({ points, last, sentence }) {
  if (!last) return nothing;
  const at = ({ x, y }) => `${(x * WIDTH) / 100 + 2},${(y * HEIGHT + 3).toFixed(1)}`;
  const line = points.map(at).join(" ");
  const floor = HEIGHT + 3;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH + 6} ${HEIGHT + 6}" role="img" aria-label=${sentence}>
    <title>${sentence}</title>
    <polygon class="spark-area" points="2,${floor} ${line} ${WIDTH + 2},${floor}" />
    <polyline class="spark-line" points=${line} />
    <circle class="spark-now" cx=${at(last).split(",")[0]} cy=${at(last).split(",")[1]} r="2.6" />
  </svg>`;
}

function history(fields, times) {
  return html`<table class="fields-table fields-history">
    <caption class="visually-hidden">
      Số người đang chờ, mười phút một lần, hai giờ qua
    </caption>
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">Nhóm lĩnh vực</span></th>
        ${times.map((time) => html`<th scope="col" class="is-number">${time}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        (field) =>
          html`<tr>
            <th scope="row" title=${field.name.vi}>
              ${letter(field.prefix)}<span class="visually-hidden">${field.name.vi}</span>
            </th>
            ${field.history.map((n) => html`<td class="is-number">${n}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
