/** The on-screen keyboard. Keys act when the finger comes down, not when it leaves. */
import { html } from "lit-html";
import { icon } from "#shared/icon.js";
import { ROWS } from "./keyboard.js";

/** The keyboard showing "letters" or "digits". */
export function keyboard(shown, words, send) {
  const rows = ROWS[shown];
  const turn = shown === "letters" ? { name: "123", to: "digits" } : { name: "abc", to: "letters" };
  const type = (key) => () => send({ type: "key", key });
  const letter = (key) => html`<button class="key" @pointerdown=${type(key)} @click=${unlessTouched(type(key))}>${key}</button>`;
  return html`<div class="keyboard">
    <div class="key-row">${ROWS.tones.map((key) => toneKey(words.tones[key.slice(5)], type(key)))}</div>
    <div class="key-row mild">${ROWS.vowels.map(letter)}</div>
    <div class="key-row">${rows[0].map(letter)}</div>
    <div class="key-row inset">${rows[1].map(letter)}</div>
    <div class="key-row">
      <button class="key strong side-key turn-key" @click=${() => send({ type: "keyboard", keyboard: turn.to })}>${turn.name}</button>
      ${rows[2].map(letter)}
      <button class="key strong side-key" aria-label=${words.erase} @pointerdown=${type("erase")} @click=${unlessTouched(type("erase"))}>
        ${icon("delete")}
      </button>
    </div>
    <div class="key-row last">
      <button class="key strong foot-key" @click=${() => send({ type: "closeSearch" })}>${icon("arrow-left")}<span>${words.back}</span></button>
      <button class="key space-key" @pointerdown=${type("space")} @click=${unlessTouched(type("space"))}>${words.space}</button>
      <button class="key strong foot-key" @click=${() => send({ type: "showKeyboard", shown: false })}>
        ${icon("keyboard-off")}<span>${words.hideKeys}</span>
      </button>
    </div>
  </div>`;
}

function toneKey([sample, name], press) {
  return html`<button class="key tone-key" @pointerdown=${press} @click=${unlessTouched(press)}>
    <span class="tone-sample" aria-hidden="true">${sample}</span><span class="tone-name">${name}</span>
  </button>`;
}

/** A click without a pointer comes from Enter or a screen reader; one with a pointer has already acted. */
function unlessTouched(press) {
  return (event) => event.detail === 0 && press();
}
