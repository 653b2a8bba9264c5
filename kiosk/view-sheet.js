/** The two sheets that rise from the foot: taking a number, and "do you need more time?". */
import { html, nothing } from "lit-html";
import { icon } from "#shared/icon.js";
import { styleMap } from "lit-html/directives/style-map.js";

export function sheet({ sheet: shown, words }, send) {
  const busy = shown.taking !== null;
  const close = () => send({ type: "closeSheet" });
  return html`<div class="veil" @click=${close}></div>
    <section class="sheet" role="dialog" aria-modal="true" aria-labelledby="sheet-name" tabindex="-1">
      <div class="sheet-head">
        <span class="badge">${shown.prefix}</span>
        <div>
          <h2 class="sheet-name" id="sheet-name">${shown.name}</h2>
          <p class="sheet-about">${shown.about}</p>
        </div>
      </div>
      <p class="facts">
        <span class="fact">
          <span class="fact-label">${words.waitingHeading}</span>
          <span class="fact-value"><span class="num">${shown.waiting}</span> ${words.turns}</span>
        </span>
      </p>
      <p class="sheet-notice ${shown.notice ? "speaking" : ""} ${shown.quiet ? "quiet" : ""}" role="alert">
        ${shown.notice ? html`${icon(shown.quiet ? "hourglass" : "circle-alert")}<span>${shown.notice}</span>` : nothing}
      </p>
      ${takeButton({ shown, words, priority: false }, send)}
      ${shown.priority ? priorityPart({ shown, words }, send) : nothing}
      <button class="sheet-back calm" ?disabled=${busy} @click=${close}>${icon("arrow-left")}<span>${words.back}</span></button>
    </section>`;
}

function takeButton({ shown, words, priority }, send) {
  const kind = priority ? "priority" : "plain";
  const off = shown.taking !== null || shown.closed || (shown.retry !== null && shown.retry !== kind);
  const word = shown.taking === kind ? words.taking : priority ? words.takePriority : words.take;
  return html`<button
    class="take ${priority ? "outlined" : "solid"} ${shown.taking === kind ? "sending" : ""}"
    ?disabled=${off}
    @click=${() => send({ type: "take", priority })}
  >
    ${icon(priority ? "chevrons-up" : "ticket")}<span>${word}</span>
  </button>`;
}

function priorityPart({ shown, words }, send) {
  // The centre's own sentence; what stands before its colon says whose rule it is.
  const [rule, ...who] = (shown.priority.note || words.priorityRule).split(/(?<=:)/);
  return html`${takeButton({ shown, words, priority: true }, send)}
    <p class="priority-note">${icon("info")}<span><strong>${rule}</strong>${who.join("")}</span></p>`;
}

export function moreTime({ asking, words }, send) {
  const more = () => send({ type: "moreTime" });
  return html`<div class="veil" @click=${more}></div>
    <section class="sheet more-time" role="alertdialog" aria-modal="true" aria-labelledby="more-time" tabindex="-1">
      <h2 class="more-time-title" id="more-time">${asking.title.map((line) => html`<span class="title-line">${line} </span>`)}</h2>
      <p class="more-time-text">${asking.text}</p>
      <div class="bar"><div class="bar-left" style=${styleMap({ transform: `scaleX(${asking.share})` })}></div></div>
      <button class="more-time-yes solid" @click=${more}>${words.needTime}</button>
      <button class="more-time-no calm" @click=${() => send({ type: "end" })}>${words.home}</button>
    </section>`;
}
