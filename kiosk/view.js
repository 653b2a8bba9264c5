/** Draws the kiosk from its view model; every touch goes out as an event through `send`. */
import { html, nothing } from "lit-html";
import { icon } from "#shared/icon.js";
import { mark } from "#shared/mark.js";
import { cardScreen } from "./view-card.js";
import { homeScreen } from "./view-home.js";
import { searchScreen } from "./view-search.js";
import { moreTime, sheet } from "./view-sheet.js";
import { ticketScreen } from "./view-ticket.js";

const BODIES = {
  home: homeScreen,
  change: homeScreen,
  search: searchScreen,
  ticket: ticketScreen,
  help: cardScreen,
  closed: cardScreen,
  lost: cardScreen,
  starting: cardScreen,
};
const MODE_ICONS = { big: "a-large-small", contrast: "contrast", low: "accessibility" };
const TOOLS_SHOWN = new Set(["home", "closed", "lost", "starting"]);

/** The whole screen. */
export function kiosk(vm, send) {
  const behind = Boolean(vm.sheet || vm.asking);
  return html`<div class=${classesOf(vm)} lang=${vm.language}>
    <header class="top" ?inert=${behind}>${top(vm, send)}</header>
    <main class="body" ?inert=${behind}>${BODIES[vm.screen](vm, send, foot(vm, send))}</main>
    ${vm.asking ? moreTime(vm, send) : vm.sheet ? sheet(vm, send) : nothing}
  </div>`;
}

function classesOf({ screen, wide, modes, layout, ticket }) {
  return [
    "kiosk",
    `at-${screen}`,
    wide ? "wide" : "tall",
    modes.big && "big",
    modes.contrast && "contrast",
    modes.low && "low",
    layout?.crowded && "crowded",
    ticket?.noPaper && "paperless",
  ]
    .filter(Boolean)
    .join(" ");
}

function top(vm, send) {
  const { head, title, screen, words, wide, ticket } = vm;
  return html`
    <div class="decoration">${decoration()}</div>
    <div class="brand">
      ${mark()}
      <p class="centre"><span class="centre-kind">${head.kind}</span><strong class="centre-name">${head.name} ${head.sample ? html`<span class="sample-mark">${words.sample}</span>` : nothing}</strong></p>
    </div>
    <div class="clock"><span class="clock-time num">${head.time}</span><span class="clock-date">${head.date}</span></div>
    ${ticket?.noPaper
      ? nothing
      : html`<h1 class="title">${title.map((line) => html`<span class="title-line">${line} </span>`)}</h1>`}
    ${screen === "home" ? steps(words) : nothing} ${wide && TOOLS_SHOWN.has(screen) ? tools(vm, send) : nothing}
  `;
}

function steps(words) {
  return html`<ol class="steps">
    ${words.steps.map(
      (step, at) => html`<li class="step" aria-current=${at === 0 ? "step" : nothing}>
        <span class="step-number num">${at + 1}</span><span class="step-name">${step}</span>
      </li>`,
    )}
  </ol>`;
}

/** A large ticket behind the heading: only read as a shape, never as a message. */
function decoration() {
  return html`<svg viewBox="0 0 580 425" aria-hidden="true">
    <path
      fill="currentColor"
      d="M60 0h460a60 60 0 0 1 60 60v86a66 66 0 0 0 0 132v87a60 60 0 0 1-60 60H60a60 60 0 0 1-60-60v-87a66 66 0 0 0 0-132V60a60 60 0 0 1 60-60z"
    ></path>
    <path class="perforation" d="M420 22v400" stroke-width="15" stroke-dasharray="20 27"></path>
  </svg>`;
}

/** What stands at the foot of home and of every notice: help, and how the screen speaks. */
function foot(vm, send) {
  return html`
    ${vm.helpOffered && vm.screen !== "help"
      ? html`<button class="help solid" @click=${() => send({ type: "help" })}>
          ${icon("circle-question-mark")}<span>${vm.words.helpMe}</span>
        </button>`
      : nothing}
    ${vm.wide ? nothing : tools(vm, send)}
  `;
}

function tools({ words, language, modes }, send) {
  return html`<div class="tools">
    <div class="languages" role="group" aria-label=${words.language}>
      ${languageButton("vi", "Tiếng Việt", language, send)} ${languageButton("en", "English", language, send)}
    </div>
    ${["big", "contrast", "low"].map(
      (mode) => html`<button class="tool" aria-pressed=${String(modes[mode])} @click=${() => send({ type: "mode", mode })}>
        ${icon(MODE_ICONS[mode])}<span>${words[mode]}</span>
      </button>`,
    )}
  </div>`;
}

function languageButton(code, name, language, send) {
  return html`<button
    class="language"
    lang=${code}
    aria-pressed=${String(language === code)}
    @click=${() => send({ type: "language", language: code })}
  >
    ${name}
  </button>`;
}
