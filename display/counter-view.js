/** Draws the display above one counter from its view model (counter-state.js). */
import { html, nothing, render } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { icon } from "#shared/icon.js";
import { signs } from "./call-view.js";
import * as words from "./words.js";

/** Draw a model into `root`. */
export function draw(root, model) {
  render(html`<div class="above above-${model.scene}">
    <header class="above-counter">
      <p class="above-label">Quầy số</p>
      <p class="num above-own" data-signs=${signs(model.counter ?? "")}><span class="cap">${model.counter}</span></p>
    </header>
    <section class="above-what">${model.number ? ticket(model) : state(model)}</section>
    ${pulse(model)}
  </div>`, root);
}

function ticket({ scene, number, priority, last }) {
  return html`<p class="above-words">
      ${priority ? html`<span class="call-mark">Ưu tiên</span>` : nothing} ${words.atCounter(scene, last)}
    </p>
    <p class="num above-number" data-signs=${signs(number)}><span class="cap">${number}</span></p>`;
}

function state({ scene, lostSince, zone }) {
  const { what, then } = words.counter(scene, lostSince, zone);
  return html`${scene === "lost" ? icon("wifi-off", "above-icon") : nothing}
    <p class="above-state">${what}</p>
    <p class="above-next">${then}</p>`;
}

/** Drawn anew for every call, so that a recall pulses from its beginning. */
function pulse({ pulse: pulses, shown }) {
  return pulses ? keyed(shown, html`<span class="call-pulse"></span>`) : nothing;
}
