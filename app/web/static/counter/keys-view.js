/** Draws the main button, the second one beside it, the ten action keys, and the sentence at whichever was pressed. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { key, octagon } from "../shared/staff.js";

const IN_GRID = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "/"];

// What the second line says while Enter is not the main button's.
const LOST = { line: "Mất kết nối, chưa bấm được" };
const SIGNED_OUT = { line: "Đăng nhập lại rồi bấm" };
const CHOOSING = { line: "Xin chọn ở trên, hoặc Esc để trở lại" };

/** The row of the main button: the button, and beside it Xong or Tự gọi where they belong. */
export function mainRow(page, hands) {
  return html`<div class="main-row">${mainButton(page, hands)} ${secondButton(page, hands)}</div>`;
}

function mainButton({ main, answer, sending, lost, signedOut, panel }, hands) {
  const because = signedOut ? SIGNED_OUT : lost ? LOST : panel ? CHOOSING : main;
  const off = main.quiet || lost || panel !== null;
  return html`<button
    type="button"
    id="main-button"
    class="main-button ${off ? "is-quiet" : ""}"
    aria-disabled=${off ? "true" : "false"}
    aria-keyshortcuts="Enter"
    @click=${hands.main}
  >
    <span class="main-words">
      <span class="main-label">${main.label}</span>
      ${mainLine(because, answer?.at === "main" ? answer : null, sending === "main")}
    </span>
    <kbd class="enter-key">Enter ${icon("corner-down-left")}</kbd>
  </button>`;
}

function mainLine({ line }, answer, sending) {
  if (answer) {
    const sign = answer.kind === "refused" ? octagon() : icon("info");
    return html`<span class="answer main-answer ${answer.kind === "why" ? "answer-why" : ""}" role="alert">${sign}${answer.words}</span>`;
  }
  return html`<span class="main-line">${sending ? "đang gửi…" : line}</span>`;
}

function secondButton(page, hands) {
  if (page.stands === "serving") return finishButton(page, hands);
  return page.stands === "idle" && page.main.quiet ? autoButton(page.auto, hands) : nothing;
}

function finishButton(page, hands) {
  const finish = page.keys.find(({ name }) => name === "finish");
  return html`<div class="key-place second-place">
    <button
      type="button"
      class="second-button"
      aria-disabled=${finish.active ? "false" : "true"}
      aria-keyshortcuts="+"
      @click=${() => hands.key("finish")}
    >
      <span class="second-label">Xong</span> ${key("+", { off: !finish.active })}
      <span class="second-line">${page.sending === "finish" ? "đang gửi…" : "không gọi tiếp"}</span>
    </button>
    ${answerAt("finish", page.answer)}
  </div>`;
}

function autoButton({ armed, minutesLeft }, hands) {
  return html`<button
    type="button"
    class="second-button ${armed ? "is-armed" : ""}"
    role="switch"
    aria-checked=${armed ? "true" : "false"}
    @click=${hands.toggleAuto}
  >
    <span class="second-label">Tự gọi</span>
    <span class="second-line">${armed ? `đang bật, còn ${minutesLeft} phút` : "khi có người chờ"}</span>
  </button>`;
}

/** The ten action keys, each in its place all day. */
export function keyGrid(page, hands) {
  const keys = page.keys.filter(({ cap }) => IN_GRID.includes(cap));
  return html`<div class="key-grid" role="group" aria-label="Phím thao tác">${keys.map((one) => actionKey(one, page, hands))}</div>`;
}

function actionKey({ cap, name, sign, label, sub, active }, { answer, sending }, hands) {
  const line = sending === name ? "đang gửi…" : sub;
  return html`<div class="key-place">
    <button
      type="button"
      class="action-key"
      aria-disabled=${active ? "false" : "true"}
      aria-keyshortcuts=${cap}
      @click=${() => hands.key(name)}
    >
      ${key(cap, { off: !active })} ${icon(sign)}
      <span class="action-words">${label}${line ? html`<small>${line}</small>` : nothing}</span>
    </button>
    ${answerAt(name, answer)}
  </div>`;
}

/** The sentence at the thing pressed; it stays until the next press. */
export function answerAt(name, answer) {
  if (answer?.at !== name) return nothing;
  const why = answer.kind === "why";
  return html`<p class="answer key-answer ${why ? "answer-why" : ""}" role="alert">
    ${why ? icon("info") : octagon()}<span>${answer.words}</span>
  </p>`;
}
