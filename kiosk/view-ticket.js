/** The number that was given: on its slip, or large enough for a photograph when there is no slip. */
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "#shared/icon.js";
import { qr } from "#shared/qr.js";

export function ticketScreen({ ticket, words }, send) {
  return html`
    ${ticket.noPaper ? noPaperBand(ticket, words) : nothing}
    <section class="ticket" role="status" aria-live="assertive">
      <div class="ticket-main">
        <p class="ticket-label">${words.number}</p>
        <p class="ticket-number num size-${ticket.size}">${ticket.number}</p>
        <p class="ticket-field">
          <span class="badge">${ticket.prefix}</span><span>${ticket.field}</span>
          ${ticket.priority ? html`<span class="ticket-priority">${icon("chevrons-up")}${words.priority}</span>` : nothing}
        </p>
      </div>
      ${ticket.facts.length ? facts(ticket.facts) : nothing}
      <div class="ticket-foot">
        <p class="ticket-note">${words.honest}</p>
        ${follow(ticket, words)}
      </div>
    </section>
    ${ticket.said ? said(ticket.said) : ticket.paper ? slot(ticket.paper) : nothing}
    <div class="ticket-actions">
      ${ticket.change
        ? html`<button class="outlined" @click=${() => send({ type: "change" })}>${icon("arrow-left-right")}<span>${words.wrong}</span></button>`
        : nothing}
      <button class="solid ticket-home" @click=${() => send({ type: "end" })}>
        <span>${words.home}</span><span class="closes-in">${ticket.closing.text}</span>
        <span class="closing" style=${styleMap({ transform: `scaleX(${ticket.closing.share})` })}></span>
      </button>
    </div>
  `;
}

function noPaperBand(ticket, words) {
  return html`<section class="no-paper" role="alert">
    ${icon("camera")}
    <div>
      <h1 class="no-paper-title">${ticket.noPaper}</h1>
      <p class="no-paper-text">${words.stillValid.map((line) => html`<span class="title-line">${line} </span>`)}</p>
    </div>
  </section>`;
}

function facts(shown) {
  return html`<p class="ticket-facts">
    ${shown.map(
      ({ label, figure, unit }) => html`<span class="ticket-fact">
        <span class="fact-label">${label}</span>
        <span class="fact-value"><span class="num">${figure}</span> ${unit}</span>
      </span>`,
    )}
  </p>`;
}

function follow(ticket, words) {
  const [title, texts] = ticket.noPaper ? [words.snap, [words.snapWhy, words.noPhone]] : [words.scan, [words.scanWhy]];
  return html`<div class="follow">
    ${ticket.url ? html`<div class="follow-code">${guard([ticket.url], () => qr(ticket.url, words.scan.join(" "), 2))}</div>` : nothing}
    <div>
      <p class="follow-title">${title.map((line) => html`<span class="title-line">${line} </span>`)}</p>
      ${texts.map((text) => html`<p class="follow-text">${text}</p>`)}
    </div>
  </div>`;
}

function slot(text) {
  return html`<p class="slot"><span class="slot-arrow">${icon("arrow-down")}</span><span>${text}</span></p>`;
}

function said({ text, refused }) {
  return html`<p class="said ${refused ? "refused" : ""}" role="alert">${icon(refused ? "circle-alert" : "check")}<span>${text}</span></p>`;
}
