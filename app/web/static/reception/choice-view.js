/** Draws the choice that is open in the place of the actions: another field, a class of priority, or the question of cancelling. */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { icon } from "../shared/icon.js";
import { key, letter } from "../shared/staff.js";
import { pressButton, saidAt } from "./parts.js";

export function choiceView(panel, page, hands) {
  return html`<section class="choice" aria-labelledby="choice-title">
    <header class="choice-head">
      <h3 id="choice-title">${panel.title}</h3>
      <button type="button" class="button" ?data-first=${panel.kind === "cancel"} @click=${hands.close}>Trở lại ${key("Esc")}</button>
    </header>
    <p class="choice-means">${icon("info")} <span>${panel.means}</span></p>
    ${BODIES[panel.kind](panel, hands)} ${saidAt("panel", page)}
    <div class="choice-foot">${confirmView(panel, page, hands)}</div>
  </section>`;
}

function confirmView({ kind, label, ready }, page, hands) {
  const look = kind === "cancel" ? "button-danger" : "button-primary";
  // What is still missing is said when it is pressed.
  return pressButton({ at: "panel", kind: `${look} confirm`, label, why: ready ? null : "Chưa chọn đủ.", run: hands.confirm }, page);
}

const BODIES = { transfer: fieldsView, priority: priorityView, cancel: () => nothing };

function fieldsView({ items }, hands) {
  return html`<ul class="choice-fields">
    ${items.map(
      (item, place) => html`<li>
        <button
          type="button"
          class="option choice-field"
          aria-pressed=${item.chosen ? "true" : "false"}
          aria-disabled=${item.why ? "true" : nothing}
          ?data-first=${place === 0}
          @click=${() => hands.chooseTarget(item)}
        >
          ${letter(item.prefix, item.why ? "pale" : "")}<span>${item.name} <small>${item.line}</small></span>
        </button>
      </li>`,
    )}
  </ul>`;
}

function priorityView({ items, reasons, reason }, hands) {
  return html`<div class="choice-classes" role="group" aria-label="Diện ưu tiên">
      ${items.map(
        (item, place) => html`<button
          type="button"
          class="button"
          aria-pressed=${item.chosen ? "true" : "false"}
          ?data-first=${place === 0}
          @click=${() => hands.choosePanel({ code: item.code })}
        >
          ${item.label}
        </button>`,
      )}
    </div>
    <div class="choice-reason">
      <label for="priority-reason">Lý do</label>
      <input
        id="priority-reason"
        maxlength="200"
        autocomplete="off"
        .value=${live(reason)}
        @input=${(event) => hands.choosePanel({ reason: event.target.value })}
        @keydown=${(event) => event.key === "Enter" && !event.isComposing && hands.confirm()}
      />
      <p class="choice-reasons">
        ${reasons.map(
          (words) => html`<button type="button" class="button" @click=${() => hands.choosePanel({ reason: words })}>${words}</button>`,
        )}
      </p>
    </div>`;
}
