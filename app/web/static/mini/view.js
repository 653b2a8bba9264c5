/** Draws the small window from its view model. What may be pressed comes in as `hands`, the counter page's own. */
import { html, nothing } from "lit-html";
import { pageOf } from "../counter/choices.js";
import { icon } from "../shared/icon.js";
import { key, octagon, priorityChip } from "../shared/staff.js";

/** @param {object} page from `miniPage` @param {object} hands from `deskHands` */
export function miniView(page, hands) {
  return html`${barView(page.bar)}
    ${page.panel ? panelView(page, hands) : html`${slipView(page)} ${keysView(page, hands)}`}
    <p class="visually-hidden" role="status">${page.said}</p>`;
}

/** Instead of a counter: why there is none, and what to do. */
export function awayView(words) {
  return html`<p class="mini-away">${icon("door-closed")} ${words}</p>`;
}

function barView({ counter, waiting, late, away }) {
  if (away) return html`<header class="mini-bar is-away" role="alert"><b>${counter}</b> ${octagon()} <span>${away}</span></header>`;
  return html`<header class="mini-bar">
    <b>${counter}</b>
    <span class="mini-waiting">${icon("users-round")} ${waiting}</span>
    ${late ? html`<span class="mini-late">${octagon()} ${late}</span>` : nothing}
  </header>`;
}

/** There is no room at the thing pressed: what is to be said stands in the timer's place, until the next press or Esc. */
function slipView({ slip, answer }) {
  const beside = answer ? answerView(answer) : timerView(slip);
  if (slip.kind === "free") {
    return html`<section class="mini-slip mini-free">
      <div>
        <h1>${slip.title}</h1>
        <p class="mini-line">${slip.line}</p>
      </div>
      ${beside}
    </section>`;
  }
  return html`<section class="mini-slip" aria-label=${`Phiếu ${slip.number}`}>
    <p class="num mini-number" data-signs=${slip.number.length}>${slip.number}</p>
    ${beside}
  </section>`;
}

function timerView({ kind, timer, priority, line }) {
  const figure = html`<p class="figure mini-timer" data-signs=${timer.length}>${timer}</p>`;
  if (kind === "free") return figure;
  return html`<div class="mini-facts">
    ${priority ? priorityChip() : nothing} ${figure}
    <p class="mini-line">${icon(line.sign)} ${line.words}</p>
  </div>`;
}

function keysView({ main, keys, busy }, hands) {
  return html`<div class="mini-keys" aria-busy=${busy ? "true" : "false"}>
    <button
      type="button"
      id="main-button"
      class="mini-main ${main.off ? "is-off" : ""}"
      aria-disabled=${main.off ? "true" : "false"}
      aria-keyshortcuts="Enter"
      @click=${hands.main}
    >
      <span>${main.sending ? "đang gửi…" : main.label}</span> ${icon("corner-down-left")}
    </button>
    ${keys.map((one) => keyView(one, hands))}
  </div>`;
}

function keyView({ cap, name, sign, label, active, quiet, sending }, hands) {
  return html`<button
    type="button"
    class="mini-key ${quiet ? "is-quiet" : ""}"
    aria-disabled=${active ? "false" : "true"}
    aria-keyshortcuts=${cap}
    @click=${() => hands.key(name)}
  >
    ${icon(sign)} <span>${sending ? "đang gửi…" : label}</span>
  </button>`;
}

function answerView(answer) {
  const why = answer.kind === "why";
  return html`<p class="answer mini-answer ${why ? "answer-why" : ""}" role="alert">${why ? icon("info") : octagon()}<span>${answer.words}</span></p>`;
}

// A choice that is open -------------------------------------------------------------------------------------

function panelView({ panel, answer, busy }, hands) {
  return html`<section class="mini-panel" aria-labelledby="mini-title" aria-busy=${busy ? "true" : "false"}>
    <header class="mini-head">
      <h1 id="mini-title">${panel.question ?? panel.title}</h1>
      <button type="button" class="button" @click=${hands.close} aria-label="Trở lại">${key("Esc")}</button>
    </header>
    ${answer?.at === "panel" ? answerView(answer) : nothing} ${choicesView(panel, hands)}
  </section>`;
}

function choicesView(panel, hands) {
  if (panel.kind === "ask") return html`<div class="mini-asked">${panel.answers.map((one, place) => answerButton(one, place, panel, hands))}</div>`;
  if (panel.kind === "list") return html`<ul class="mini-list">${pageOf(panel).shown.map((item) => itemView(item, hands))}</ul>`;
  return html`<p class="mini-line">Xin chọn ở trang Quầy.</p>`;
}

function answerButton(one, place, { first }, hands) {
  return html`<button type="button" class="option mini-choice" ?data-first=${place === first} aria-keyshortcuts=${place + 1} @click=${() => hands.choose(one)}>
    ${key(String(place + 1))}<span><b>${one.label}</b><small>${one.line}</small></span>
  </button>`;
}

function itemView(item, hands) {
  return html`<li>
    <button
      type="button"
      class="option mini-choice"
      ?data-first=${item.first}
      aria-disabled=${item.why ? "true" : "false"}
      aria-keyshortcuts=${item.cap}
      @click=${() => hands.choose(item)}
    >
      ${key(item.cap, { off: Boolean(item.why) })}<span>${item.label}</span>
    </button>
  </li>`;
}
