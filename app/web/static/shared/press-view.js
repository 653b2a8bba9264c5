/** How a press shows: its words, "đang gửi…", and the sentence when it was refused. */
import { html, nothing } from "lit-html";
import { octagon } from "./staff.js";

/** The button keeps its label; "đang gửi…" joins it when the answer is slow. */
export function pressWords({ slow }, label) {
  return slow ? html`${label} <span class="sending">đang gửi…</span>` : label;
}

/** Why something could not be done, in the server's words or our own. */
export function said(error) {
  return html`<p class="answer">${octagon()} <span>${error}</span></p>`;
}

/** The sentence at the thing pressed. The empty region is there from the start, so that it is read out. */
export function answerOf({ error }) {
  return html`<div class="answer-place" role="alert">
    ${error ? said(error) : nothing}
  </div>`;
}
