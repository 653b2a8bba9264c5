/** Draws what can be touched on the phone page; an answer of "no" appears at the thing touched. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";

/** "Tell me when it is my turn", and how the phone will. */
export function notifyButton({ notify: { armed, how }, words }, acts) {
  return html`<div>
    <button class="button button-main" aria-pressed=${String(armed)} @click=${acts.notify}>
      ${icon(armed ? "check" : "bell-ring")}<span>${words.notify}</span>
    </button>
    <p class="button-note" role="status">${how ?? nothing}</p>
  </div>`;
}

/** Help and cancelling, side by side; nothing where neither may be asked for. */
export function buttons(vm, acts) {
  if (!vm.assist) return nothing;
  return html`<div class="buttons">
    ${assistButton(vm, acts)}
    ${vm.cancel
      ? html`<button class="button button-late" aria-haspopup="dialog" @click=${acts.ask}>${icon("x")}<span>${vm.words.cancel}</span></button>`
      : nothing}
  </div>`;
}

/** "I need help", pressed while the hall knows. */
export function assistButton({ assist, words }, acts) {
  return html`<button class="button" aria-pressed=${String(assist.on)} @click=${acts.assist}>
      ${icon(assist.on ? "check" : "hand-helping")}<span>${said(assist, words.assist, words)}</span>
    </button>
    <p class="button-note" role="status">${assist.on ? words.assistOn : nothing}</p>
    ${refused(assist)}`;
}

/** A cancellation may be taken back while the seconds last; they are seen, not read out one by one. */
export function undoButton({ told: { undo }, undoing, words }, acts) {
  return html`<div>
    <button class="button button-main" @click=${acts.undo}>
      ${icon("undo-2")}<span>${said(undoing, undo.name, words)}</span><span class="button-count" aria-hidden="true">${undo.left}</span>
    </button>
    ${refused(undoing)}
  </div>`;
}

/** "Cancel number H042?" The way back comes first under the finger that asked. */
export function confirm({ cancel, number, words }, acts) {
  const outside = ({ target, currentTarget }) => target === currentTarget && acts.keep();
  return html`<dialog class="confirm" aria-labelledby="confirm-title" @close=${acts.kept} @click=${outside}>
    <div class="confirm-sheet">
      <h2 id="confirm-title" class="confirm-title">${words.confirm.title(number)}</h2>
      <p class="confirm-text">${words.confirm.text}</p>
      <button class="button button-late" @click=${acts.cancel}>${icon("x")}<span>${said(cancel, words.confirm.go, words)}</span></button>
      ${refused(cancel)}
      <button class="button button-main" autofocus @click=${acts.keep}>${words.confirm.keep}</button>
    </div>
  </dialog>`;
}

function said({ slow }, label, words) {
  return slow ? words.sending : label;
}

/** Why not, in words. The empty region is there from the start, so that what comes into it is read out. */
export function refused({ error }) {
  return html`<p class="button-refused" role="alert">${error ?? nothing}</p>`;
}
