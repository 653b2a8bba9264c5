/** Searching a procedure: what was typed, what was found, and the keyboard. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "#shared/icon.js";
import { keyboard } from "./view-keyboard.js";

export function searchScreen(vm, send) {
  const { search, words } = vm;
  return html`
    ${typed(search, words, send)}
    <p class="search-meta">
      <span aria-live="polite">${search.count ? html`<strong>${search.count[0]}</strong>${search.count[1]}` : nothing}</span>
      <span>${words.unmarked}</span>
    </p>
    <ul class="results">
      ${repeat(
        search.rows,
        ({ code }) => code,
        (row) => html`<li>${result(row, send)}</li>`,
      )}
    </ul>
    ${search.message ? message(vm, send) : nothing} ${paging(search, words, send)}
    ${search.keyboard ? keyboard(search.keyboard, words, send) : withoutKeyboard(words, send)}
  `;
}

function typed({ query, keyboard: shown }, words, send) {
  return html`<div class="search-field" @click=${() => send({ type: "showKeyboard", shown: true })}>
    ${icon("search")}
    <p class="search-text" role="searchbox" aria-label=${words.searchFor} aria-readonly="true" tabindex="0">
      <span class="search-typed">${query}</span>${shown ? html`<span class="caret"></span>` : nothing}
      ${query ? nothing : html`<span class="search-placeholder">${words.searchHint}</span>`}
    </p>
    ${query
      ? html`<button class="search-clear" aria-label=${words.clear} @click=${() => send({ type: "clear" })}>${icon("x")}</button>`
      : nothing}
  </div>`;
}

function result(row, send) {
  const { field } = row;
  const open = () => send({ type: "result", field: field.id, procedure: { code: row.code, shown: row.shown } });
  return html`<button class="result" ?disabled=${!field} @click=${open}>
    <span class="result-name ${row.length}">${row.parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}</span>
    ${field
      ? html`<span class="result-field"><span class="badge">${field.prefix}</span><span>${field.name}</span></span>${icon("chevron-right")}`
      : nothing}
  </button>`;
}

function message({ search, words, helpOffered }, send) {
  return html`<div class="search-message" role="status">
    ${search.nothing ? html`<p class="search-nothing">${words.nothing}</p>` : nothing}
    <p>${search.message}</p>
    ${search.nothing && helpOffered
      ? html`<button class="help solid" @click=${() => send({ type: "help" })}>
          ${icon("circle-question-mark")}<span>${words.helpMe}</span>
        </button>`
      : nothing}
  </div>`;
}

function paging({ earlier, more }, words, send) {
  if (earlier === null && more === null) return nothing;
  const next = () => (more.to === null ? send({ type: "showKeyboard", shown: false }) : send({ type: "scrollResults", to: more.to }));
  return html`<div class="paging">
    ${earlier === null
      ? nothing
      : html`<button class="page-button" @click=${() => send({ type: "scrollResults", to: earlier })}>
          <span>${words.earlier}</span>${icon("chevron-up")}
        </button>`}
    ${more === null
      ? nothing
      : html`<button class="page-button" @click=${next}><span>${words.more(more.count)}</span>${icon("chevron-down")}</button>`}
  </div>`;
}

function withoutKeyboard(words, send) {
  return html`<div class="search-actions">
    <button class="calm" @click=${() => send({ type: "closeSearch" })}>${icon("arrow-left")}<span>${words.back}</span></button>
    <button class="calm" @click=${() => send({ type: "showKeyboard", shown: true })}>
      ${icon("keyboard")}<span>${words.showKeys}</span>
    </button>
  </div>`;
}
