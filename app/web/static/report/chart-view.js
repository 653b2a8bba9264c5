/** The distribution of waits as a chart, and as a table in the same place. */
import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { hatch } from "../shared/hatch.js";
import { icon } from "../shared/icon.js";
import { opened } from "./opened.js";

const HEIGHT = 214;
/** Room over the bars for the words beside the lines. */
const TOP = 40;
const FLOOR = 192;

/** `asTable`: the table is shown; otherwise only screen readers have it. */
export function chartPanel({ chart, chartRows }, { asTable, toggle }) {
  return html`<div class="chart-half">
    <div class="chart-head">
      <h2 class="panel-title">Phân bố thời gian chờ</h2>
      <span class="panel-note">số lượt theo từng phút</span>
      <button class="button button-small" aria-pressed=${asTable} @click=${toggle}>
        ${icon(asTable ? "chart-column-big" : "table-2")} ${asTable ? "Xem biểu đồ" : "Xem bảng"}
      </button>
    </div>
    ${asTable ? nothing : drawing(chart)}
    <div class=${asTable ? "chart-scroll" : "visually-hidden"} tabindex=${asTable ? 0 : nothing}>
      ${table(chartRows, chart.sentence, asTable)}
    </div>
  </div>`;
}

const pc = (n) => `${n}%`;
const y = (share) => FLOOR - share * (FLOOR - TOP);

function drawing(chart) {
  return html`<div class="chart-frame" style=${styleMap({ "--target": pc(chart.target) })}>
      <p class="chart-sides"><span>${opened(chart.sides.within)}</span><span>${opened(chart.sides.late)}</span></p>
      <svg class="chart" height=${HEIGHT} role="img" aria-labelledby="chart-title chart-says">
        <title id="chart-title">Phân bố thời gian chờ</title>
        <desc id="chart-says">${chart.sentence}</desc>
        <defs>${hatch("chart-late")}</defs>
        ${chart.grid.map(({ text, at }) => gridLine(text, y(at)))} ${chart.bars.map(bar)}
        <line class="chart-floor" x1="0" x2="100%" y1=${FLOOR} y2=${FLOOR} />
        <line class="chart-target" x1=${pc(chart.target)} x2=${pc(chart.target)} y1="0" y2=${FLOOR} />
        ${chart.lines.map(line)} ${chart.axis.map(axisMinute)}
      </svg>
      <div class="chart-presses" data-rove>${chart.bars.map(press)}</div>
    </div>`;
}

/** Over each bar a link as high as the drawing: a single turn is a thin line, and would be hard to hit. */
function press({ words, href }) {
  return href ? html`<a href=${href} aria-label=${words} title=${words}></a>` : html`<span></span>`;
}

function axisMinute({ text, at, bold }) {
  const looks = bold ? "chart-minute is-target" : "chart-minute";
  return svg`<text class=${looks} x=${pc(at)} y=${FLOOR + 16}>${text}</text>`;
}

function gridLine(text, at) {
  return svg`<line class="chart-grid" x1="0" x2="100%" y1=${at} y2=${at} />
    <text class="chart-count" x="0" dx="-6" y=${at + 4}>${text}</text>`;
}

function bar({ x, width, height, late }) {
  if (!height) return nothing;
  const top = y(height);
  const looks = late ? "chart-bar is-late" : "chart-bar";
  const fill = late ? "url(#chart-late)" : "var(--chart)";
  return svg`<svg x=${pc(x)} y=${top} width=${pc(width)} height=${FLOOR - top}>
    <rect class=${looks} x="1" y="0.5" width="100%" height="100%" fill=${fill} /></svg>`;
}

function line({ at, text, left, lower }) {
  const from = lower ? 36 : 22;
  const looks = left ? "chart-word is-left" : "chart-word";
  return svg`<line class="chart-dotted" x1=${pc(at)} x2=${pc(at)} y1=${from} y2=${FLOOR} />
    <text class=${looks} x=${pc(at)} dx=${left ? -6 : 6} y=${from + 10}>${text}</text>`;
}

/** Links only where they can be seen: the bars have them otherwise. */
function table(rows, sentence, shown) {
  return html`<table class="chart-table">
    <caption>
      Số lượt theo thời gian chờ. ${sentence}
    </caption>
    <thead>
      <tr>
        <th scope="col">Phút chờ</th>
        <th scope="col">Lượt</th>
        <th scope="col">Cộng dồn</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ minute, share, ...turns }) =>
          html`<tr>
            <th scope="row">${minute}</th>
            <td>${shown ? opened(turns) : turns.text}</td>
            <td>${share}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
