/** Draws the display above one counter from its view model (counter-state.js). */
import { html, nothing, render } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { icon } from "#shared/icon.js";
import { phrases, signs } from "./call-view.js";
import * as words from "./words.js";

/** Draw a model into `root`. */
export function draw(root, model) {
  render(html`<div class="above above-${model.scene}">
    <header class="above-counter">
      <p class="above-label">Quầy số</p>
      <p class="num above-own" data-signs=${signs(model.counter ?? "")}><span class="cap">${model.counter}</span></p>
    </header>
    <section class="above-what">${model.number ? ticket(model) : nothing} ${lost(model)} ${state(model)}</section>
    ${pulse(model)}
  </div>`, root);
}

function ticket({ scene, number, priority, last }) {
  return html`<p class="above-words">
      ${priority ? html`<span class="call-mark">Ưu tiên</span>` : nothing} <span>${words.atCounter(scene, last)}</span>
    </p>
    <p class="num above-number" data-signs=${signs(number)}><span class="cap">${number}</span></p>`;
}

/** Always there, though unseen while all is well: its icon and its type cannot be fetched once the server is away. */
function lost({ scene, lostSince, kept, zone }) {
  const unseen = scene !== "lost";
  return html`<div class="above-lost-since ${unseen ? "above-unseen" : ""}" role="alert" aria-hidden=${unseen ? "true" : "false"}>
    ${icon("wifi-off", "above-icon")}
    <p class="above-state">${phrases(words.lost(lostSince, zone))}</p>
    ${kept ? html`<p class="above-kept">${words.called(kept.calledAt, zone)} <span class="num">${kept.number}</span></p>` : nothing}
    <p class="above-next">Xin mời ông/bà nghe gọi số tại quầy</p>
  </div>`;
}

function state({ scene, number, fields }) {
  const said = words.COUNTER[scene];
  if (number || !said) return nothing;
  return html`<p class="above-state">${said.what}</p>
    <p class="above-next">${said.then}</p>
    ${scene === "free" ? html`<p class="above-fields">${fields.map((prefix) => badge(prefix))}</p>` : nothing}`;
}

function badge(prefix) {
  return prefix ? html`<span class="badge">${prefix}</span>` : nothing;
}

/** Drawn anew for every call, so that a recall pulses from its beginning. */
function pulse({ pulse: pulses, shown }) {
  return pulses ? keyed(shown, html`<span class="call-pulse"></span>`) : nothing;
}
