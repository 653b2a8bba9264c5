/** Draws the choice of a counter: every counter with its number, its state and who holds it. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { key, letter, lostBand, octagon, topbar } from "../shared/staff.js";
import { question } from "./chooser.js";
import { signedOutBand } from "./signed-out.js";
import { nameMenu } from "./view.js";

const LETTERS = 3;
const SIGNS = { open: "user-round-check", paused: "circle-pause", closed: "door-closed" };

/** @param {object} front from front.js @param {object} hands @param {object} around as for `deskView` */
export function chooserView(front, hands, around) {
  const bar = { title: "Chọn quầy", line: front.centreName, sample: front.sample, connected: false };
  return html`${topbar({ ...bar, actions: nameMenu(around, hands, []) })} ${front.signedOut ? signedOutBand() : lostBand(front.lost)}
    <section class="panel chooser" aria-labelledby="chooser-title">
      <header class="chooser-head">
        <h2 id="chooser-title">${front.notice ?? "Hôm nay ông/bà ngồi quầy nào?"}</h2>
        <p class="text-quiet">
          Gõ số quầy${front.typed ? html`: <b class="num">${front.typed}</b>` : nothing}, rồi Enter.
          ${front.held
            ? html`<button type="button" class="button" @click=${hands.back}>Trở lại Quầy số ${front.held.number} ${key("Esc")}</button>`
            : nothing}
        </p>
      </header>
      ${front.tiles.length ? nothing : html`<p class="text-quiet">${front.lost ? "Chưa có danh sách quầy." : "Đang lấy danh sách quầy…"}</p>`}
      <ul class="chooser-grid">
        ${front.tiles.map((tile) => html`<li class="key-place">${tileView(tile, front, hands)}</li>`)}
      </ul>
    </section>`;
}

function tileView(tile, front, hands) {
  const asked = front.asked?.id === tile.id;
  return html`<button
      type="button"
      class="chooser-tile is-${tile.state} ${tile.mine ? "is-mine" : ""}"
      data-tile=${tile.id}
      ?disabled=${front.lost !== null || front.signedOut}
      @click=${() => hands.choose(tile)}
    >
      <span class="num chooser-number">${tile.number}</span>
      <span class="chooser-state">${icon(SIGNS[tile.state])} ${front.sending === tile.id ? "đang gửi…" : tile.words}</span>
      <span class="chooser-letters">${lettersView(tile.prefixes)}</span>
      <span class="chooser-who">${whoWords(tile)}</span>
    </button>
    ${asked ? questionView(front, hands) : nothing}
    ${front.answer?.id === tile.id && !asked
      ? html`<p class="answer key-answer" role="alert">${octagon()}<span>${front.answer.words}</span></p>`
      : nothing}`;
}

function lettersView(prefixes) {
  const shown = prefixes.length > LETTERS ? prefixes.slice(0, LETTERS - 1) : prefixes;
  const more = prefixes.length - shown.length;
  return html`${shown.map((prefix) => letter(prefix, "pale"))}${more ? html`<span class="letter letter-pale">+${more}</span>` : nothing}`;
}

function whoWords({ who, mine }) {
  if (mine) return "ông/bà đang giữ";
  return who ?? "chưa có ai";
}

function questionView({ asked, answer }, hands) {
  const { words, then, yes } = question(asked);
  return html`<div class="key-answer take-over" role="alertdialog" aria-labelledby="take-over">
    <p id="take-over"><b>${words}</b> ${then}</p>
    ${answer?.id === asked.id ? html`<p class="answer">${octagon()}<span>${answer.words}</span></p>` : nothing}
    <p class="take-over-answers">
      <button type="button" class="button" data-first @click=${hands.close}>${key("1")} Không</button>
      <button type="button" class="button ${asked.who ? "button-danger" : ""}" @click=${hands.agree}>${key("2")} ${yes}</button>
    </p>
  </div>`;
}
