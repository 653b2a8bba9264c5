/** Draws a choice that is open: in the slip's place a list, the counters or the out-of-order call; a question in the main button's. */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { icon } from "../shared/icon.js";
import { key, letter, octagon } from "../shared/staff.js";
import { fittingRows, pageOf } from "./choices.js";

const FITTING = 8;

/** The panel in the slip's place. */
export function choiceView(page, desk, hands) {
  const { panel, answer, sending } = page;
  return html`<section class="panel choice" aria-labelledby="choice-title">
    <header class="choice-head">
      <h2 id="choice-title">${panel.title}</h2>
      <p class="choice-note">${noteView(answer?.at === "panel" ? answer : null, sending === "panel")}</p>
      <button type="button" class="button" @click=${hands.close}>Trở lại ${key("Esc")}</button>
    </header>
    ${bodyView(panel, desk, hands)}
  </section>`;
}

function noteView(answer, sending) {
  if (sending) return html`<span class="text-quiet">đang gửi…</span>`;
  if (!answer) return nothing;
  const why = answer.kind === "why";
  return html`<span class="answer ${why ? "answer-why" : ""}" role="alert">${why ? icon("info") : octagon()}${answer.words}</span>`;
}

function bodyView(panel, desk, hands) {
  if (panel.kind === "counters") return countersView(panel, hands);
  return panel.kind === "call" ? callView(panel, desk, hands) : listView(panel, hands);
}

function listView(panel, hands) {
  const { shown, pages, next } = pageOf(panel);
  return html`<ul class="choice-grid">
      ${shown.map((item) => html`<li>${choiceButton(item, hands)}</li>`)}
    </ul>
    ${pages > 1
      ? html`<p class="choice-foot">
          Trang ${panel.page + 1}/${pages}
          <button type="button" class="button" @click=${() => hands.open({ ...panel, page: next })}>Trang khác ${key("0")}</button>
          ${panel.items.some(({ prefix }) => prefix) ? "Bấm chữ của lĩnh vực cũng được." : nothing}
        </p>`
      : nothing}`;
}

function choiceButton(item, hands) {
  return html`<button
    type="button"
    class="choice-item"
    aria-disabled=${item.why ? "true" : "false"}
    ?data-first=${item.first}
    @click=${() => hands.choose(item)}
  >
    ${key(item.cap, { off: Boolean(item.why) })} ${item.prefix ? letter(item.prefix) : nothing}
    <span class="action-words">${item.label}${item.sub ? html`<small>${item.sub}</small>` : nothing}</span>
  </button>`;
}

function countersView(panel, hands) {
  return html`<ul class="number-grid">
      ${panel.items.map((item, place) => html`<li>${numberButton(item, place === 0, panel.typed, hands)}</li>`)}
    </ul>
    <p class="choice-foot">Gõ số quầy${panel.typed ? html`: <b class="num">${panel.typed}</b>, rồi Enter` : nothing}</p>`;
}

function numberButton(item, first, typed, hands) {
  return html`<button
    type="button"
    class="number-item ${typed && item.number === typed ? "is-typed" : ""}"
    aria-disabled=${item.why ? "true" : "false"}
    aria-label=${`Quầy số ${item.number}, ${item.sub}`}
    ?data-first=${first}
    @click=${() => hands.choose(item)}
  >
    <span class="num">${item.number}</span><small>${item.sub}</small>
  </button>`;
}

// Out of order ---------------------------------------------------------------------------------------------

function callView(panel, desk, hands) {
  return html`<div class="call-out">
    <form class="call-number" @submit=${hands.findNumber}>
      <label for="call-number">Số cần gọi</label>
      <input
        id="call-number"
        autocomplete="off"
        maxlength="8"
        ?data-first=${panel.chosen === null}
        .value=${live(panel.typed)}
        @input=${(event) => hands.open({ ...panel, typed: event.target.value, chosen: null })}
      />
      <ul class="call-fitting" aria-label="Chọn từ hàng chờ">
        ${fittingRows(desk.snapshot.queue.rows, panel.typed)
          .slice(0, FITTING)
          .map((row) => html`<li>${rowButton(row, panel, hands)}</li>`)}
      </ul>
    </form>
    <form class="call-reason" @submit=${hands.callOut}>
      <p class="call-title">${panel.chosen ? html`Gọi <b class="num call-chosen">${panel.chosen.number}</b>` : "Chưa chọn số"}</p>
      <label for="call-reason">Lý do (ghi vào báo cáo)</label>
      <textarea id="call-reason" name="reason" rows="2" maxlength="200" ?data-first=${panel.chosen !== null} @keydown=${submitOnEnter}></textarea>
      <button class="button button-primary" ?disabled=${panel.chosen === null}>Gọi chỉ định ${icon("corner-down-left")}</button>
    </form>
  </div>`;
}

function rowButton(row, panel, hands) {
  const chosen = panel.chosen?.id === row.id;
  return html`<button type="button" class="button call-row" aria-pressed=${chosen ? "true" : "false"} @click=${() => hands.chooseRow(row)}>
    <span class="num">${row.number}</span>${row.priority ? icon("chevrons-up") : nothing}
  </button>`;
}

function submitOnEnter(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) event.target.form.requestSubmit();
}

// Questions ------------------------------------------------------------------------------------------------

/** A question with numbered answers, where the main button stands. */
export function askView({ panel, answer, sending }, hands) {
  return html`<div class="main-row ask" role="group" aria-labelledby="ask-question">
    <div class="ask-words">
      <p id="ask-question" class="ask-question">${panel.question}</p>
      <p class="ask-note">${noteView(answer?.at === "panel" ? answer : null, sending === "panel")}</p>
    </div>
    ${panel.answers.map(
      (one, place) => html`<button
        type="button"
        class="ask-answer"
        ?data-first=${place === panel.first}
        aria-keyshortcuts=${place + 1}
        @click=${() => hands.choose(one)}
      >
        ${key(String(place + 1))}
        <span class="action-words">${one.label}<small>${one.line}</small></span>
      </button>`,
    )}
    <button type="button" class="button ask-back" @click=${hands.close} aria-label="Trở lại">${key("Esc")}</button>
  </div>`;
}
