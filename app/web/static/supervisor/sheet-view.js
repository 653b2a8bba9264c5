/** What every dialog of the live page is made of: its frame, its presses, its list of times. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { pressWords } from "../shared/press-view.js";

/** A dialog's inside: heading, body, and the row of presses at its foot. */
export function sheet({ title, line = nothing, close, body, foot }) {
  return html`<header class="sheet-head">
      <div>
        <h2 class="sheet-title" id="sheet-title">${title}</h2>
        <p class="sheet-line">${line}</p>
      </div>
      <button class="button button-quiet sheet-close" aria-label="Đóng" @click=${close}>${icon("x")}</button>
    </header>
    <div class="sheet-body">${body}</div>
    <footer class="sheet-foot">${foot}</footer>`;
}

/** One press at the foot of a dialog. `off`: a sentence why not now, or null. */
export function sheetPress({ label, press, off, kind = "primary", run }) {
  const still = off || press.busy;
  return html`<button
    class="button button-${kind}"
    aria-disabled=${still ? "true" : nothing}
    title=${off ?? nothing}
    @click=${() => still || run()}
  >
    ${pressWords(press, label)}
  </button>`;
}

/** A list of times rather than a time field: browsers write those in their own language, with AM and PM. */
export function untilSelect(times, chosen, choose) {
  const all = !chosen || times.includes(chosen) ? times : [chosen, ...times];
  return html`<select @change=${(event) => choose(event.target.value)}>
    ${all.map((time) => html`<option value=${time} .selected=${time === chosen}>đến ${time}</option>`)}
  </select>`;
}
