/** Draws what stands in the slip's place: the ticket, the free counter, the pause. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { assistChip, chip, key, letter, octagon, priorityChip, stateChip } from "../shared/staff.js";

const OUTCOMES = [
  ["received", "Tiếp nhận"],
  ["returned", "Trả kết quả"],
  ["guided", "Hướng dẫn"],
];

/** @param {object} page from `deskPage` @param {object} hands what may be pressed */
export function slipView(page, desk, hands) {
  if (page.slip.kind === "paused") return pausedView(page.slip);
  return page.slip.kind === "ticket" ? ticketView(page, desk, hands) : freeView(page, hands);
}

function ticketView({ slip }, desk, hands) {
  return html`<section class="slip stage-slip" aria-label=${`Phiếu ${slip.number}`}>
    <div class="stub">
      <p class="marks">${stateChip(slip.state)} ${slip.priority ? priorityChip() : nothing}</p>
      <p class="num stub-number" data-signs=${slip.number.length}>${slip.number}</p>
      <p class="marks">${slip.assist ? html`${assistChip()} <span class="text-quiet">xin đón hoặc vẫy tay mời</span>` : nothing}</p>
    </div>
    <div class="slip-tear"></div>
    <div class="slip-body">
      <div class="slip-field">
        ${letter(slip.prefix, "big")}
        <div>
          <h2>${slip.field}</h2>
          ${slip.procedure ? html`<p class="slip-procedure" title=${slip.procedure}>${slip.procedure}</p>` : nothing}
        </div>
      </div>
      <div class="slip-times">
        <p class="slip-caption">${slip.timerName}</p>
        <p class="figure slip-timer" data-signs=${slip.timer.length}>${slip.timer}</p>
        <ul class="slip-facts">
          ${slip.facts.map(factView)}
        </ul>
      </div>
      ${stepsView(slip.steps)} ${slip.serving ? resultView(desk, hands) : reasonView(slip.reason)}
    </div>
  </section>`;
}

function factView({ before, value, after, late }) {
  return html`<li class=${late ? "text-late" : ""}>${late ? octagon() : nothing}${before}<b>${value}</b>${after}</li>`;
}

function stepsView(steps) {
  return html`<ol class="steps">
    ${steps.map(
      ({ words, sign, state }) => html`<li class="step step-${state}">${sign ? icon(sign) : nothing}<span>${words}</span></li>`,
    )}
  </ol>`;
}

function reasonView(reason) {
  return html`<p class="slip-reason"><b>Vì sao số này:</b> ${reason}</p>`;
}

function resultView({ dossiers, outcome, snapshot, lost }, hands) {
  const off = lost !== null;
  return html`<div class="result">
    <span id="dossiers">Số hồ sơ</span>
    <div class="stepper" role="group" aria-labelledby="dossiers">
      <button type="button" aria-label="Bớt một hồ sơ" ?disabled=${off || dossiers <= 0} @click=${(event) => hands.dossiers(-1, event)}>
        ${icon("minus")}
      </button>
      <output class="stepper-count" aria-live="polite">${dossiers}</output>
      <button type="button" aria-label="Thêm một hồ sơ" ?disabled=${off || dossiers >= 99} @click=${(event) => hands.dossiers(1, event)}>
        ${icon("plus")}
      </button>
    </div>
    ${snapshot.outcomes ? outcomesView(outcome, off, hands) : nothing}
  </div>`;
}

function outcomesView(chosen, off, hands) {
  return html`<fieldset class="outcomes" ?disabled=${off}>
    <legend class="visually-hidden">Kết quả của lượt</legend>
    ${OUTCOMES.map(
      ([code, words]) => html`<label>
        <input
          class="visually-hidden"
          type="radio"
          name="outcome"
          value=${code}
          .checked=${chosen === code}
          @change=${(event) => hands.outcome(code, event)}
        /><span>${words}</span>
      </label>`,
    )}
  </fieldset>`;
}

// Nobody at the counter ------------------------------------------------------------------------------------

function freeView({ slip, auto, queue }, hands) {
  return html`<section class="stage-slip stage-free" aria-label="Quầy đang trống">
    <div class="stub stub-free">
      <p>${chip("ready", icon("circle-check"), "Sẵn sàng")}</p>
      <h2>Chưa có công\u00a0dân tại\u00a0quầy</h2>
      <p class="text-quiet">${slip.since.words} <b class="ticking">${slip.since.timer}</b></p>
    </div>
    <div class="free-body">
      ${slip.last ? lastView(slip.last, hands) : html`<p class="text-quiet free-none">Hôm nay quầy chưa có lượt nào.</p>`}
      ${autoSwitch(auto, queue.total, hands)}
    </div>
  </section>`;
}

function lastView(last, hands) {
  return html`<div class="last">
    <p class="slip-caption">${last.title}</p>
    <div class="last-turn">
      <span class="num last-number">${last.number}</span>
      <div>
        ${last.field ? html`<p class="last-field">${last.field}</p>` : nothing}
        ${last.line ? html`<p class="text-quiet">${last.line}</p>` : nothing}
      </div>
    </div>
    <p class="last-undo">${last.undoSeconds === null ? nothing : undoButton(last.undoSeconds, hands)}</p>
  </div>`;
}

function undoButton(seconds, hands) {
  return html`<button type="button" class="button" @click=${() => hands.key("undo")}>
      ${icon("undo-2")} Hoàn tác ${key("5")}
    </button>
    <span class="text-quiet">còn ${seconds} giây</span>`;
}

function autoSwitch({ armed, minutesLeft }, waiting, hands) {
  const rule = "Tự tắt sau 3 phút không bấm phím, khi tạm dừng hoặc khóa máy.";
  return html`<button
    type="button"
    class="auto ${armed ? "is-armed" : ""}"
    role="switch"
    aria-checked=${armed ? "true" : "false"}
    @click=${hands.toggleAuto}
  >
    <span class="auto-track"></span>
    <span class="auto-words">
      <b>Tự gọi khi có người chờ</b>
      <span>${armed ? `Đang bật, còn ${minutesLeft} phút.` : "Đang tắt."} ${rule}</span>
    </span>
  </button>`;
}

function pausedView({ reason, from, timer }) {
  return html`<section class="stage-slip stage-free" aria-label="Quầy đang tạm dừng">
    <div class="stub stub-free">
      <p>${chip("hold", icon("circle-pause"), "Tạm dừng")}</p>
      <h2 class="paused-reason">${reason}</h2>
      <p class="text-quiet">Không gọi số trong lúc này.</p>
    </div>
    <div class="free-body paused-body">
      <p class="slip-caption">Tạm dừng từ ${from}</p>
      <p class="figure slip-timer" data-signs=${timer.length}>${timer}</p>
      <p class="text-quiet">Người chờ riêng quầy này được quầy khác cùng lĩnh vực gọi.</p>
    </div>
  </section>`;
}
