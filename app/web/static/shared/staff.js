/** Pieces every staff page draws the same way: the top bar, the lost band, marks and key caps. Styles: staff.css. */
import { html, nothing, svg } from "lit-html";
import { clockTime } from "./format.js";
import { icon } from "./icon.js";

/**
 * The top bar. `title` and `line` say where one is; `sample` shows the chip; `tabs` are
 * `[{label, href, current}]`; `lost` is null, or since when (Date); `connected: false` leaves the
 * connection out (nothing is followed yet); `actions` are templates; `now` a Date, or null for no clock.
 */
export function topbar({ title, line, sample = false, tabs = [], lost = null, connected = true, actions = nothing, now, low }) {
  return html`<header class="topbar ${low ? "topbar-low" : ""}">
    <a class="topbar-mark" href="/"><img src="/static/shared/mark.svg" width="27" height="19" alt="" />Lượt</a>
    <div class="topbar-where">
      <h1 class="topbar-title">${title}</h1>
      ${line ? html`<p class="topbar-line" title=${line}>${line}</p>` : nothing}
    </div>
    ${sample ? sampleChip() : nothing} ${tabs.length ? tabBar(tabs) : nothing}
    <div class="topbar-rest">
      ${connected ? connection(lost) : nothing} ${actions}
      ${now ? html`<time class="topbar-clock">${clockTime(now)}</time>` : nothing}
    </div>
  </header>`;
}

function tabBar(tabs) {
  return html`<nav class="topbar-tabs" aria-label="Trang">
    ${tabs.map(
      ({ label, href, current }) =>
        html`<a class="topbar-tab" href=${href} aria-current=${current ? "page" : nothing}>${label}</a>`,
    )}
  </nav>`;
}

export function sampleChip() {
  return html`<span class="sample-chip">Dữ liệu mẫu</span>`;
}

function connection(lost) {
  return lost
    ? html`<span class="connection is-lost">Mất kết nối</span>`
    : html`<span class="connection">Đã kết nối</span>`;
}

/** The band under the top bar. `since`: null (connected), or the Date of what is shown. Announced once. */
export function lostBand(since) {
  const words = since ? html`${octagon()} Mất kết nối. Số liệu lúc ${clockTime(since)}` : nothing;
  return html`<div role="status">${since ? html`<p class="lost-band">${words}</p>` : nothing}</div>`;
}

/** Instead of the page, until the hall has spoken for the first time. `never`: it was asked, and did not answer. */
export function waitingForHall(never) {
  const words = never
    ? "Chưa kết nối được với máy chủ. Trang tự thử lại, không cần tải lại."
    : "Đang kết nối với máy chủ…";
  return html`<p class="no-hall" role="status">${words}</p>`;
}

/** A key cap. `off`: the key does nothing now. `dark`: it stands on night or blue. */
export function key(cap, { off = false, dark = false } = {}) {
  return html`<kbd class="key ${off ? "key-off" : ""} ${dark ? "key-dark" : ""}">${cap}</kbd>`;
}

/** The field's letter in its tile. `kind`: "", "big" or "pale". */
export function letter(prefix, kind = "") {
  return html`<span class="letter ${kind ? `letter-${kind}` : ""}">${prefix || "–"}</span>`;
}

/** A word with its icon; `kind` is one of the .chip-… classes. */
export function chip(kind, sign, words) {
  return html`<span class="chip chip-${kind}">${sign}${words}</span>`;
}

export function priorityChip() {
  return chip("priority", icon("chevrons-up"), "Ưu tiên");
}

export function assistChip() {
  return chip("assist", icon("hand-helping"), "Cần hỗ trợ");
}

/** A ticket's state at a counter: "called", "serving" or "held". */
export function stateChip(state) {
  if (state === "called") return chip("called", icon("megaphone"), "Đã gọi");
  if (state === "serving") return chip("serving", icon("user-round-check"), "Đang phục vụ");
  return chip("hold", icon("hourglass"), "Tạm chờ");
}

/** "Quá 15 phút: 4" and "Sắp quá 15 phút: 2". */
export function pastChip(minutes, count) {
  return chip("late", octagon(), `Quá ${minutes} phút: ${count}`);
}

export function soonChip(minutes, count) {
  return chip("soon", triangle(), `Sắp quá ${minutes} phút: ${count}`);
}

/** A filled octagon: past, or broken. */
export function octagon() {
  return sign(svg`<path fill="currentColor" d="M7 1h10l6 6v10l-6 6H7l-6-6V7z"/>${exclamation(6.5, 17.2)}`);
}

/** A filled triangle: about to pass. */
export function triangle() {
  return sign(svg`<path fill="currentColor" d="M12 1.5 23.5 22H.5z"/>${exclamation(9, 18.3)}`);
}

function exclamation(top, dot) {
  return svg`<path stroke="#fff" stroke-width="2.6" stroke-linecap="round" d=${`M12 ${top}v5.2`}/>
    <circle fill="#fff" cx="12" cy=${dot} r="1.6"/>`;
}

function sign(shape) {
  return html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;
}
