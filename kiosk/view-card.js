/** One card with one thing to know: closed, no connection, help on its way. */
import { html, nothing } from "lit-html";
import { icon } from "#shared/icon.js";

export function cardScreen(vm, send, foot) {
  const { card } = vm;
  return html`
    <section class="card" role="status">
      ${icon(card.icon, "card-icon")}
      ${card.above ? html`<p class="card-above">${card.above}</p>` : nothing}
      ${card.figure ? html`<p class="card-figure num">${card.figure}</p>` : nothing}
      ${card.lines ? html`<p class="card-lines">${card.lines.map((line) => html`<span class="title-line">${line} </span>`)}</p>` : nothing}
      ${[card.small ?? []].flat().map((line) => html`<p class="card-small">${line}</p>`)}
      ${card.sessions?.length ? sessions(card.sessions) : nothing}
    </section>
    ${vm.back ? html`<button class="solid card-back" @click=${() => send({ type: "end" })}>${vm.words.home}</button>` : foot}
  `;
}

function sessions(rows) {
  return html`<dl class="sessions">
    ${rows.map(({ label, hours }) => html`<div><dt>${label}</dt><dd>${hours}</dd></div>`)}
  </dl>`;
}
