/** Draws the calls that stand large: one as a sentence, or two and three as rows. */
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { repeat } from "lit-html/directives/repeat.js";
import { called } from "./words.js";

/** How many signs a number has, as far as sizes care: the styles know 1 to 6. */
export function signs(number) {
  return Math.min(6, Math.max(1, number.length));
}

/** A heading of several phrases, none of which breaks inside. */
export function phrases(parts) {
  return parts.map((part) => html`<span class="phrase">${part}</span> `);
}

/** The rows of the stage, newest on top. */
export function calls(rows, moving) {
  const card = rows.length === 1 ? alone : together;
  const drawn = (row) => card({ ...row, pulse: row.pulse && moving });
  return html`<section class="stage stage-${rows.length}">${repeat(rows, ({ ticket }) => ticket, drawn)}</section>`;
}

/** What was called before the connection went: it informs and does not invite. */
export function oldCall([row], zone) {
  if (!row) return html`<section class="stage stage-1"><div class="call call-old"><p class="call-none">Chưa gọi số nào</p></div></section>`;
  return html`<section class="stage stage-1">
    <article class="call call-old">
      <div class="call-who">
        <p class="call-words">${called(row.calledAt, zone)}</p>
        ${number(row)}
      </div>
      ${where("Quầy số", row)}
    </article>
  </section>`;
}

function alone(row) {
  return html`<article class="call call-alone ${row.gold ? "call-gold" : ""}">
    <div class="call-who">
      <p class="call-words">
        ${row.priority ? html`<span class="call-mark">Ưu tiên</span>` : nothing}
        ${row.last ? "Mời lần cuối" : "Xin mời công dân có số"}
      </p>
      ${number(row)}
    </div>
    ${where("đến quầy số", row)} ${pulse(row)}
  </article>`;
}

function together(row) {
  return html`<article class="call call-row ${row.gold ? "call-gold" : ""}">
    <div class="call-who">${number(row)}</div>
    ${where(row.last ? "Mời lần cuối, quầy số" : "Quầy số", row)} ${pulse(row)}
  </article>`;
}

function number(row) {
  return html`<p class="num call-number" data-signs=${signs(row.number)}><span class="cap" elementtiming="called">${row.number}</span></p>`;
}

function where(words, { counter }) {
  return html`<div class="call-where">
    <p class="call-to">${words}</p>
    <p class="num call-counter" data-signs=${signs(counter)}><span class="cap">${counter}</span></p>
  </div>`;
}

/** Drawn anew for every call of the ticket, so that a recall pulses from its beginning. */
function pulse({ id, pulse: pulses }) {
  return pulses ? keyed(id, html`<span class="call-pulse"></span>`) : nothing;
}
