/** Draws the phone page from its view model. `acts` is what a touch does: notify, assist, ask, keep, kept, cancel, undo. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { mark } from "../shared/mark.js";
import { assistButton, buttons, confirm, notifyButton, refused, undoButton } from "./buttons-view.js";
import { quietly } from "./state.js";

/** The whole page. */
export function phone(vm, acts) {
  return html`<div class="phone at-${vm.screen} ${vm.stale ? "stale" : ""} ${vm.over ? "over" : ""}" lang=${vm.language}>
    <p class="visually-hidden" role="alert">${vm.screen === "called" ? `${vm.number}. ${vm.invitation}. ${vm.calledAt}` : nothing}</p>
    <main>${SCREENS[vm.screen](vm, acts)}</main>
    <footer class="foot">
      ${vm.foot ? connection(vm.foot) : nothing}
      <a class="other-language" lang=${vm.other.language} href="?language=${vm.other.language}">${vm.other.name}</a>
    </footer>
    <p class="visually-hidden" role="status">${quietly(vm)}</p>
    ${vm.cancel?.asking ? confirm(vm, acts) : nothing}
  </div>`;
}

const SCREENS = {
  waiting: (vm, acts) => html`${slip(vm)}
    <div class="cards">
      ${aheadCard(vm)} ${vm.lastCall ? lastCall(vm) : nothing} ${vm.notify ? notifyButton(vm, acts) : nothing} ${buttons(vm, acts)}
    </div>`,
  called: (vm, acts) => html`${brand(vm)}
    <div class="call">
      <p class="call-number"><span class="call-label">${vm.words.number}</span><strong class="num size-${vm.size}">${vm.number}</strong></p>
      <h1 class="call-invitation size-${vm.counterSize}">${vm.invitation}</h1>
      <p class="call-counter num size-${vm.counterSize}" aria-hidden="true">${vm.counter}</p>
      <p class="call-at">${vm.calledAt}</p>
      <p class="call-late">${vm.words.tooLate}</p>
      ${vm.assist ? html`<div class="call-assist">${assistButton(vm, acts)}</div>` : nothing}
    </div>`,
  told: (vm, acts) => html`${slip(vm)}
    <div class="cards">${toldCard(vm, acts)} ${buttons(vm, acts)}</div>`,
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
    <p class="fact">
      <span class="fact-label">${words.ahead}</span>
      <span class="fact-value"><span class="num">${vm.ahead}</span> ${words.turns}</span>
    </p>
    ${line(vm)} ${vm.moved ? html`<p class="note note-now">${vm.moved}</p>` : nothing}
    ${vm.notes.map((note) => html`<p class="note note-now">${note}</p>`)}
    ${vm.moved || vm.notes.length ? nothing : html`<p class="note">${words.honest.map((part) => html`<span>${part} </span>`)}</p>`}
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

function toldCard(vm, acts) {
  const { icon: name, kind, title, text, undo, link } = vm.told;
  return html`<section class="card told is-${kind}" role="status">
      ${icon(name)}
      <h2 class="told-title">${title}</h2>
      <p class="told-text">${text}</p>
      ${vm.day ? html`<p class="told-text">${vm.day}</p>` : nothing}
      ${link ? html`<a class="button button-main told-link" href=${link.href}>${link.name}</a>` : nothing}
    </section>
    ${undo ? undoButton(vm, acts) : refused(vm.undoing)}`;
}

function connection({ lost, text }) {
  return html`<p class="connection ${lost ? "lost" : ""}"><span class="dot"></span>${text}</p>`;
}
