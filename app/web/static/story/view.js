/** The story of one ticket: its slip, the answer, the steps. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { key, lostBand, octagon, priorityChip, topbar } from "../shared/staff.js";

/** `told`: the view model or null; `page`: `{sample, lost, error, whole}`; `acts`: `{print, close, showAll}`. */
export function story(told, page, acts) {
  return html`${bar(page, acts)} ${lostBand(page.lost)}
    <div class="story">
      ${page.error ? failure(page.error) : nothing} ${told ? html`${slip(told)} ${account(told, acts)}` : nothing}
    </div>`;
}

function failure(words) {
  return html`<p class="answer story-error" role="alert">${octagon()} <span>${words}</span></p>`;
}

function bar({ sample }, acts) {
  return topbar({
    title: "Diễn biến của phiếu",
    sample,
    low: true,
    connected: false,
    actions: html`<button class="topbar-button" @click=${acts.print}>${icon("printer")} In</button>
      <button class="topbar-button" @click=${acts.close}>${icon("x")} Đóng ${key("Esc", { dark: true })}</button>`,
  });
}

function slip(told) {
  return html`<aside class="story-aside">
    <div class="slip story-slip">
      <div class="slip-part">
        <p class="slip-marks">
          <span class="chip chip-${told.state.key}">${icon(told.state.icon)} ${told.state.word}</span>
          ${told.priority ? priorityChip() : nothing}
        </p>
        <p class="num slip-number">${told.number}</p>
        <p class="slip-field">${told.field}</p>
        ${told.procedure ? html`<p class="slip-procedure">${told.procedure}</p>` : nothing}
        <p class="slip-day">${told.day}</p>
      </div>
      <div class="slip-tear slip-tear-across"></div>
      <div class="slip-part">
        ${told.turns > 1 ? html`<p class="slip-turn">Lượt thứ ${told.turns} của số này</p>` : nothing}
        <p class="slip-label">Thời gian chờ</p>
        <p class="figure slip-wait">${told.wait ?? "–"}</p>
        ${told.rest ? html`<p class="slip-label">${told.rest}</p>` : nothing}
        ${told.target ? mark(told.target) : nothing}
        <dl class="slip-times">
          ${told.times.map(
            ({ label, text }) =>
              html`<div>
                <dt>${label}</dt>
                <dd>${text}</dd>
              </div>`,
          )}
        </dl>
      </div>
    </div>
    <p class="story-fine">Ghi tự động, không sửa được. Mỗi dòng là một bước của hệ thống.</p>
  </aside>`;
}

function mark({ past, text }) {
  return past
    ? html`<p><span class="chip chip-late">${octagon()} ${text}</span></p>`
    : html`<p><span class="chip chip-within">${icon("check")} ${text}</span></p>`;
}

function account({ answer, steps }, acts) {
  return html`<section class="story-account" aria-labelledby="story-answer">
    <h2 class="story-answer" id="story-answer">${answer[0]}<br />${answer[1]}</h2>
    <ol class="story-steps">
      ${steps.map((row) => (row.kind === "wait" ? wait(row, acts) : step(row)))}
    </ol>
  </section>`;
}

function step({ at, lead, rest, detail, moves }) {
  return html`<li class="story-step">
    <time>${at}</time>
    <span class="story-point ${moves ? "is-filled" : ""}"></span>
    <div>
      <p><b>${lead}</b>${rest}</p>
      ${detail ? html`<p class="story-detail">${detail}</p>` : nothing}
    </div>
  </li>`;
}

function wait({ words, calls, hidden, all }, acts) {
  return html`<li class="story-step is-wait">
    <span></span>
    <span class="story-point"></span>
    <div>
      <p><b>${words}</b></p>
      ${
        calls.length
          ? html`<ol class="story-calls">
              ${calls.map((call) => (call.gap ? gap(call.gap) : before(call)))}
            </ol>`
          : nothing
      }
      ${hidden ? showAll(all, acts) : nothing}
    </div>
  </li>`;
}

function showAll(n, acts) {
  return html`<button class="button button-quiet story-all" @click=${acts.showAll}>xem cả ${n}</button>`;
}

function gap(n) {
  return html`<li class="story-gap">và ${n} lượt khác, đều lấy số sớm hơn</li>`;
}

function before({ number, counter, at, later, priority, reason }) {
  return html`<li class=${later ? "is-later" : ""}>
    <span class="num">${number}</span><span>Quầy số ${counter}</span><span>gọi ${at}</span>
    <span class="story-reason">
      ${priority ? icon("chevrons-up") : nothing} ${reason} ${later ? html`<b>Lấy số sau.</b>` : nothing}
    </span>
  </li>`;
}
