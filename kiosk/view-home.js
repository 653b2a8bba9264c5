/** The home screen: search, the fields, help; and the same fields again for who chose a wrong one. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "#shared/icon.js";

export function homeScreen(vm, send, foot) {
  const { layout, modes, words, screen } = vm;
  const press = (id) => send({ type: screen === "change" ? "pick" : "tile", field: id });
  return html`
    ${screen === "change" ? keepButton(vm, send) : searchButton(words, send)}
    ${modes.big
      ? html`<div class="list-heading" aria-hidden="true"><span>${words.fieldHeading}</span><span>${words.waitingHeading}</span></div>`
      : nothing}
    <ul class="tiles columns-${layout.columns} rows-${layout.rows} ${modes.big ? "list" : ""}">
      ${repeat(
        vm.tiles,
        ({ id }) => id,
        (tile) => html`<li>${tileButton(tile, vm, press)}</li>`,
      )}
    </ul>
    ${layout.to - layout.from < vm.total ? scrollButtons(vm, send) : nothing} ${screen === "change" ? nothing : foot}
  `;
}

function searchButton(words, send) {
  return html`<button class="search-open" @click=${() => send({ type: "openSearch" })}>
    ${icon("search")}<span class="search-open-name">${words.searchFor}</span><span class="search-open-hint">${words.searchHint}</span>
  </button>`;
}

function keepButton(vm, send) {
  return html`<button class="keep" @click=${() => send({ type: "keep" })}>${icon("arrow-left")}<span>${vm.keep}</span></button>`;
}

function tileButton(tile, { layout, modes, words }, press) {
  return html`<button class="tile" ?disabled=${!tile.open} @click=${() => press(tile.id)}>
    <span class="tile-head">
      <span class="badge">${tile.prefix}</span>
      ${modes.big || !tile.pictured ? nothing : icon(tile.icon, "tile-icon")}
    </span>
    ${tile.reason ? html`<span class="tile-reason">${tile.reason}</span>` : count(tile, words)}
    <span class="tile-name">${tile.name}</span>
    ${layout.examples ? html`<span class="tile-examples">${tile.examples}</span>` : nothing}
  </button>`;
}

function count({ waiting }, words) {
  return html`<span class="tile-count"><span class="num">${waiting}</span> <span class="tile-waiting">${words.waiting}</span></span>`;
}

function scrollButtons({ layout, total, words }, send) {
  const shown = layout.to - layout.from;
  const go = (to) => () => send({ type: "scrollFields", to });
  return html`<div class="scroll">
    <button class="scroll-button" ?disabled=${layout.from === 0} @click=${go(Math.max(0, layout.from - shown))}>
      ${icon("chevron-up")}<span>${words.up}</span>
    </button>
    <button class="scroll-button" ?disabled=${layout.to === total} @click=${go(Math.min(total - shown, layout.from + shown))}>
      ${icon("chevron-down")}<span>${words.down}</span>
    </button>
  </div>`;
}
