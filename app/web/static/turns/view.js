/** The list of turns behind a figure. */
import { html, nothing } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { foot } from "../report/foot-view.js";
import { opened } from "../report/opened.js";
import { errors, files } from "../report/tools-view.js";
import { icon } from "../shared/icon.js";
import { key, letter, octagon } from "../shared/staff.js";
import { frame } from "../supervisor/frame.js";

/** `told`: the view model, or null before the answer; `page` and `acts` as in main.js, with `back` and `now`. */
export function list(told, page, acts) {
  return html`${frame({ tab: "report", centre: page.centre, lost: page.lost, now: page.now })} ${tools(told, page, acts)}
    <div class="turns" aria-busy=${page.loading}>${told ? body(told, page) : nothing}</div>`;
}

function tools(told, page, acts) {
  return html`<div class="tools">
      <a class="button" href=${page.back}>${icon("chevron-left")} Báo cáo ${key("Esc")}</a>
      <h2 class="tools-title">Các lượt</h2>
      ${told ? html`<p class="turns-range">${icon("calendar-days")} ${told.range}</p>` : nothing}
      ${files(page, acts)}
    </div>
    ${errors(page)}`;
}

function body(told, { centre }) {
  const printed = [told.title, told.pager.page, centre && `${centre.kind} ${centre.name}`].filter(Boolean);
  return html`<p class="report-printed">${printed.join(" · ")}</p>
    ${head(told)} ${told.rows.length ? panel(told) : none(told)} ${foot(told, centre)}`;
}

function head({ total, filters, served, facts, late }) {
  return html`<section class="panel turns-head" aria-label="Những lượt nào">
    <p class="turns-total"><span class="figure">${total}</span> lượt</p>
    <ul class="turns-filters" aria-label="Đang lọc">
      ${filters.map(filter)}
    </ul>
    ${served ? html`<p class="turns-served">${served}</p>` : nothing}
    <dl class="turns-facts">
      ${facts.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd class="figure">${text} <small>phút</small></dd>
          </div>`,
      )}
    </dl>
    ${late ? html`<p class="chip chip-late turns-late">${octagon()} ${opened(late)}</p>` : nothing}
  </section>`;
}

function filter({ words, prefix, without }) {
  return html`<li>
    ${prefix == null ? nothing : letter(prefix)} ${words}
    <a class="turns-without" href=${without} aria-label="Bỏ: ${words}" title="Bỏ">${icon("x")}</a>
  </li>`;
}

function panel(told) {
  return html`<section class="panel turns-panel" aria-label="Danh sách lượt">
    <div class="turns-bar">
      <nav class="turns-sorts" aria-label="Thứ tự">
        ${told.sorts.map(
          ({ words, href, current }) =>
            html`<a class="button button-small" href=${href} aria-current=${current ? "true" : nothing}>${words}</a>`,
        )}
      </nav>
      ${pager(told.pager, "trên")}
    </div>
    <div class="turns-scroll">${table(told)}</div>
    ${told.pager.page ? html`<div class="turns-bar turns-bar-end">${pager(told.pager, "dưới")}</div>` : nothing}
  </section>`;
}

function pager({ words, page, previous, next }, where) {
  return html`<nav class="turns-pager" aria-label="Trang danh sách, ${where}">
    <span>${words}${page ? html` · ${page}` : nothing}</span>
    ${page ? html`${turn(previous, "chevron-left", "Trang trước")} ${turn(next, "chevron-right", "Trang sau")}` : nothing}
  </nav>`;
}

function turn(href, sign, words) {
  return href
    ? html`<a class="button button-small" href=${href} aria-label=${words}>${icon(sign)}</a>`
    : html`<span class="button button-small" aria-disabled="true">${icon(sign)}</span>`;
}

function table({ rows, several }) {
  return html`<table class="turns-table" data-rove>
    <caption class="visually-hidden">
      Mỗi dòng một lượt; số thứ tự mở diễn biến của phiếu. Phím mũi tên đi từ dòng này sang dòng khác.
    </caption>
    <thead>
      <tr>
        <th scope="col">Số</th>
        ${several ? html`<th scope="col">Ngày</th>` : nothing}
        <th scope="col">Nhóm lĩnh vực</th>
        ${["Lấy số", "Gọi", "Bắt đầu", "Kết thúc"].map((words) => html`<th scope="col" class="is-number">${words}</th>`)}
        <th scope="col" class="turns-wait">Chờ<br />phút:giây</th>
        <th scope="col" class="is-number">Đến<br />quầy</th>
        <th scope="col" class="is-number">Phục<br />vụ</th>
        <th scope="col">Kết thúc thế nào</th>
        <th scope="col" class="is-number">Quầy</th>
        <th scope="col" class="turns-marks">Ghi chú</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => line(row, several))}
    </tbody>
  </table>`;
}

function line(row, several) {
  return html`<tr>
    <th scope="row"><a class="num turns-number" href=${row.href}>${row.number}</a></th>
    ${several ? html`<td>${row.day}</td>` : nothing}
    <td><span class="turns-field">${letter(row.prefix)} ${row.field}</span></td>
    ${[row.arrived, row.called, row.started, row.ended].map((text) => html`<td class="is-number">${text}</td>`)}
    <td class="turns-wait">${wait(row)}</td>
    <td class="is-number">${row.way}</td>
    <td class="is-number">${row.service}</td>
    <td><span class="chip chip-${row.outcome.key}">${icon(row.outcome.icon)} ${row.outcome.word}</span></td>
    <td class="is-number">${row.counter}</td>
    <td class="turns-marks">
      ${row.priority ? html`<b>${icon("chevrons-up")} Ưu tiên</b>` : nothing} ${row.marks.join(" · ")}
    </td>
  </tr>`;
}

/** Towards the target: full and hatched is past it, and says so beside the time. */
function wait({ wait: text, share, late }) {
  return html`<span class="turns-waited ${late ? "text-late" : ""}">
    <span class="meter ${late ? "is-late" : ""}" aria-hidden="true"
      ><span class="meter-fill" style=${styleMap({ "--share": `${100 * share}%` })}></span
    ></span>
    <b>${text}</b> ${late ? html`<span class="visually-hidden">quá mức chờ</span>${octagon()}` : html`<span></span>`}
  </span>`;
}

function none({ filters, everything }) {
  return html`<section class="panel report-empty">
    ${icon("search-x")}
    <h2>Không có lượt nào như vậy</h2>
    ${filters.length ? html`<p><a class="button" href=${everything}>Bỏ mọi điều kiện lọc</a></p>` : nothing}
  </section>`;
}
