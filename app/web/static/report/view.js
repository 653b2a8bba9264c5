/** The report page as a whole. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { frame } from "../supervisor/frame.js";
import { chartPanel } from "./chart-view.js";
import { written } from "./range.js";
import { reportTable } from "./table-view.js";
import { tools } from "./tools-view.js";

/** `told`: the view model of the report shown, or null before the first; `page` and `acts` as in main.js. */
export function report(told, page, acts) {
  return html`${frame({ tab: "report", centre: page.centre, lost: page.lost, now: page.now })} ${tools(page, acts)}
    <div class="report ${page.loading && told ? "is-old" : ""}" aria-busy=${page.loading}>
      ${told ? body(told, page, acts) : nothing}
    </div>`;
}

function body(told, page, acts) {
  return html`<p class="report-printed">
      Thời gian chờ, ${written(page.shown)} · ${page.centre ? `${page.centre.kind} ${page.centre.name}` : ""}
    </p>
    ${
      told.empty
        ? empty(told, page)
        : html`<section class="panel report-head" aria-label="Số liệu chung">
              ${headline(told)} ${chartPanel(told, { asTable: page.chartAsTable, toggle: acts.toggleChart })}
            </section>
            <section class="panel report-scroll" aria-label="Theo ${told.table.heading}" tabindex="0">
              ${reportTable(told.table, told.target)}
            </section>`
    }
    ${foot(told, page)}`;
}

function headline({ headline: head, target, waits, times, notes, elapsed }) {
  return html`<div class="report-figures">
    <h2 class="head-title">Tỷ lệ chờ không quá ${target} phút</h2>
    <p class="head-figure">
      <span class="head-number figure">${head.share}</span><span class="head-percent figure">%</span>
      <span class="head-of"
        ><b>${head.within}</b> trong <b>${head.turns}</b> lượt đã phục
        vụ${head.withNoShows ? html`<br />kể cả vắng mặt: ${head.withNoShows}` : nothing}</span
      >
    </p>
    <dl class="report-waits">${waits.map(figure)}</dl>
    <dl class="report-times">${times.map(figure)}</dl>
    <p class="report-notes">${notes.map(({ label, text }, i) => html`${i ? " · " : ""}${label}: <b>${text}</b>`)}</p>
    ${elapsed ? html`<p class="report-notes">${elapsed}</p>` : nothing}
  </div>`;
}

function figure({ label, text, unit }) {
  return html`<div>
    <dt>${label}</dt>
    <dd class="figure">${text} <small>${unit}</small></dd>
  </div>`;
}

/** Nobody was served: said in the middle of the page, with what there was instead. */
function empty({ times, notes }, { shown }) {
  const [noShows, cancelled] = times.slice(-2);
  const others = [noShows, cancelled, ...notes.slice(0, 1)].filter(({ text }) => text !== "0" && text !== "–");
  const told = others.map(({ label, text }) => `${label}: ${text}`).join(" · ");
  return html`<section class="panel report-empty">
    ${icon("calendar-x-2")}
    <h2>Không có lượt nào được phục vụ trong khoảng này</h2>
    <p>${written(shown)}. ${told || "Xin chọn khoảng ngày khác ở trên."}</p>
  </section>`;
}

function foot({ definitions, made }, { centre }) {
  return html`<footer class="report-foot">
    <dl>
      ${definitions.map(
        ({ term, text }) =>
          html`<div>
            <dt>${term}:</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    <p>${made}${centre?.sample ? " Dữ liệu mẫu, không phải số liệu thật." : ""}</p>
  </footer>`;
}
