/** The report page as a whole. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { frame } from "../supervisor/frame.js";
import { chartPanel } from "./chart-view.js";
import { foot } from "./foot-view.js";
import { opened } from "./opened.js";
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
            <section class="panel report-scroll" aria-label="Theo ${told.table.heading}">
              ${reportTable(told.table, told.target)}
            </section>`
    }
    ${foot(told, page.centre)}`;
}

function headline({ headline: head, target, waits, times, notes, elapsed, compared }) {
  return html`<div class="report-figures">
    <h2 class="head-title">Tỷ lệ chờ không quá ${target} phút</h2>
    <p class="head-figure">
      <a class="behind report-share-link" href=${head.href}
        ><span class="head-number figure">${head.share}</span><span class="head-percent figure">%</span></a
      >
      <span class="head-of">
        <b>${opened(head.within)}</b> trong <b>${opened(head.turns)}</b> lượt đã phục vụ
        ${head.withNoShows ? html`<br />kể cả vắng mặt: ${opened(head.withNoShows)}` : nothing}
        ${head.change ? html`<br /><b>${head.change}</b>` : nothing}
      </span>
    </p>
    <dl class="report-waits">${waits.map(figure)}</dl>
    <dl class="report-times">${times.map(figure)}</dl>
    <p class="report-notes">
      ${notes.map(({ label, ...note }, i) => html`${i ? " · " : ""}${label}: <b>${opened(note)}</b>`)}
    </p>
    ${elapsed ? html`<p class="report-notes">${opened(elapsed)}</p>` : nothing}
    ${compared ? html`<p class="report-notes">${compared}</p>` : nothing}
  </div>`;
}

function figure({ label, text, unit, href, change }) {
  return html`<div>
    <dt>${label}</dt>
    <dd><span class="figure">${opened({ text, href })} <small>${unit}</small></span></dd>
    ${change ? html`<dd class="report-change">${change}</dd>` : nothing}
  </div>`;
}

/** Nobody was served: said in the middle of the page, with what there was instead. */
function empty({ times, notes }, { shown }) {
  const [noShows, cancelled] = times.slice(-2);
  const others = [noShows, cancelled, ...notes.slice(0, 1)].filter(({ text }) => text !== "0" && text !== "–");
  const told = others.map(({ label, ...other }, i) => html`${i ? " · " : ""}${label}: ${opened(other)}`);
  return html`<section class="panel report-empty">
    ${icon("calendar-x-2")}
    <h2>Không có lượt nào được phục vụ trong khoảng này</h2>
    <p>${written(shown)}. ${told.length ? told : "Xin chọn khoảng ngày khác ở trên."}</p>
  </section>`;
}
