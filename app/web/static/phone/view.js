/** Draws the phone page from its view model. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { mark } from "../shared/mark.js";

/** The whole page; `onNotify` is called when "tell me" is touched. */
export function phone(vm, onNotify) {
  return html`<div class="phone at-${vm.screen} ${vm.stale ? "stale" : ""} ${vm.ended ? "ended" : ""}" lang=${vm.language}>
    ${SCREENS[vm.screen](vm, onNotify)}
    <footer class="foot">
      ${vm.foot ? foot(vm.foot) : nothing}
      <a class="other-language" lang=${vm.other.language} href="?language=${vm.other.language}">${vm.other.name}</a>
    </footer>
    <p class="visually-hidden" role="alert">${vm.screen === "called" ? `${vm.number}. ${vm.invitation}` : nothing}</p>
  </div>`;
}

const SCREENS = {
  starting: ({ words }) => html`<p class="starting" role="status">${words.starting}</p>`,
  waiting: (vm, onNotify) => html`<main>
    ${slip(vm)}
    <div class="cards">${aheadCard(vm)} ${vm.lastCall ? lastCall(vm) : nothing} ${notify(vm.notify, onNotify)}</div>
  </main>`,
  called: (vm) => html`<main class="call-page">
    ${brand(vm)}
    <div class="call">
      <p class="call-number"><span class="call-label">${vm.words.number}</span><strong class="num size-${vm.size}">${vm.number}</strong></p>
      <h1 class="call-invitation size-${vm.counterSize}">${vm.invitation}</h1>
      <p class="call-counter num size-${vm.counterSize}" aria-hidden="true">${vm.counter}</p>
      <p class="call-at">${vm.calledAt}</p>
      <p class="call-late">${vm.words.tooLate}</p>
    </div>
  </main>`,
  told: (vm) => html`<main>
    ${slip(vm)}
    <div class="cards">
      <section class="card told is-${vm.told.state}" role="status">
        ${icon(vm.told.icon)}
        <h2 class="told-title">${vm.told.title}</h2>
        <p class="told-text">${vm.told.text}</p>
      </section>
    </div>
  </main>`,
};

function brand({ centre, words }) {
  return html`<div class="brand">
    ${mark()}
    <p><span class="centre-kind">${centre.kind}</span><strong class="centre-name">${centre.name} ${centre.sample ? html`<span class="sample-mark">${words.sample}</span>` : nothing}</strong></p>
  </div>`;
}

function slip(vm) {
  return html`<div class="slip">
    ${brand(vm)}
    <p class="slip-label">${vm.words.number}</p>
    <h1 class="slip-number num size-${vm.size}">${vm.number}</h1>
    <p class="slip-field"><span class="badge">${vm.prefix}</span><span>${vm.field}</span></p>
    ${vm.priority ? html`<p class="slip-priority">${icon("chevrons-up")}${vm.words.priority}</p>` : nothing}
  </div>`;
}

function aheadCard(vm) {
  const { words } = vm;
  return html`<section class="card">
    ${vm.ahead === null
      ? nothing
      : html`<p class="fact">
            <span class="fact-label">${words.ahead}</span>
            <span class="fact-value"><span class="num">${vm.ahead}</span> ${words.turns}</span>
          </p>
          ${line(vm)}`}
    <p class="note">
      ${vm.closed ?? vm.soon ?? words.honest.map((part) => html`<span>${part} </span>`)}
    </p>
  </section>`;
}

/** One dot for one turn, from the counter to this number. */
function line({ dots, number, words }) {
  return html`<div class="line" aria-hidden="true">
    <span class="line-counter">${words.counter}</span>
    <span class="line-rail"></span>
    ${Array.from({ length: dots.shown }, () => html`<span class="line-dot"></span>`)}
    ${dots.more ? html`<span class="line-more num">${dots.more}</span>` : nothing}
    <span class="line-own num">${number}</span>
  </div>`;
}

function lastCall({ lastCall: { number, counter }, words }) {
  return html`<p class="card last-call">
    <span class="last-label">${words.lastCall}</span>
    <span class="last-number num">${number}</span>${icon("arrow-right")}<strong>${counter}</strong>
  </p>`;
}

function notify({ armed, name, how }, onNotify) {
  return html`<button class="notify" aria-pressed=${String(armed)} @click=${onNotify}>
      ${icon(armed ? "check" : "bell-ring")}<span>${name}</span>
    </button>
    ${how ? html`<p class="notify-how">${how}</p>` : nothing}`;
}

function foot({ lost, text }) {
  return html`<p class="connection ${lost ? "lost" : ""}" role="status"><span class="dot"></span>${text}</p>`;
}
