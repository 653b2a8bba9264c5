/** Pieces the three columns draw the same way: the sentence at a press, a box to type in, a toggle of many. */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { icon } from "../shared/icon.js";
import { pressWords } from "../shared/press-view.js";
import { octagon } from "../shared/staff.js";

/** The sentence at the thing pressed, where there is one. */
export function saidAt(at, { said }) {
  if (said?.at !== at) return nothing;
  const why = said.kind === "why";
  return html`<p class="answer ${why ? "answer-why" : ""}" role="alert">${why ? icon("info") : octagon()}<span>${said.words}</span></p>`;
}

/** A button that changes something. `at`: its press; `why`: a sentence why not now, said when it is pressed. */
export function pressButton({ at, label, kind = "", why = null, run, first = false, id }, page) {
  const press = page.presses.of(at);
  const off = why !== null || page.lost || press.busy;
  return html`<button
    type="button"
    id=${id ?? nothing}
    class="button ${kind}"
    aria-disabled=${off ? "true" : nothing}
    title=${why ?? nothing}
    ?data-first=${first}
    @click=${run}
  >
    ${pressWords(press, label)}
  </button>`;
}

/** A box to search in: its icon, what is typed, and a way to empty it. `title`: the id of the heading it stands under. */
export function box({ id, title, label, placeholder, value, max, kind = "", type, enter, clear }) {
  return html`<form class="box ${kind}" role="search" aria-labelledby=${title} @submit=${(event) => submitted(event, enter)}>
    ${icon("search")}
    <input
      id=${id}
      aria-label=${label}
      autocomplete="off"
      autocapitalize=${kind === "box-number" ? "characters" : "none"}
      enterkeyhint="search"
      spellcheck="false"
      maxlength=${max}
      placeholder=${placeholder}
      .value=${live(value)}
      @input=${(event) => type(event.target.value)}
    />
    ${value
      ? html`<button type="button" class="box-clear" aria-label="Xóa" @click=${(event) => cleared(event, clear)}>${icon("x")}</button>`
      : nothing}
  </form>`;
}

function submitted(event, enter) {
  event.preventDefault();
  enter();
}

/** The cross goes with what was typed; the hand goes on in the box. */
function cleared(event, clear) {
  event.currentTarget.form.querySelector("input").focus();
  clear();
}
