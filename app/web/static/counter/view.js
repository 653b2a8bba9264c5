/** Draws the counter page from its view model. What may be pressed comes in as `hands`. */
import { html, nothing } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "../shared/icon.js";
import { key, lostBand, topbar } from "../shared/staff.js";
import { askView, choiceView } from "./choice-view.js";
import { answerAt, keyGrid, mainRow } from "./keys-view.js";
import { queueView } from "./queue-view.js";
import { signedOutBand } from "./signed-out.js";
import { slipView } from "./slip-view.js";

/**
 * @param {object} page from `Desk.page`, with `lost` true while nothing may be pressed
 * @param {object} desk @param {object} hands @param {{clock: Date, staff: object, csrf: string, menu: boolean, mini: boolean}} around
 */
export function deskView(page, desk, hands, around) {
  const asking = page.panel?.kind === "ask";
  const choosing = page.panel !== null && !asking;
  return html`${topbar({ ...page.bar, lost: desk.lost, now: around.clock, actions: actions(page, hands, around) })}
    ${desk.signedOut ? signedOutBand() : lostBand(desk.lost)}
    <div class="desk" aria-busy=${page.busy ? "true" : "false"}>
      <div class="stage">
        ${choosing ? choiceView(page, desk, hands) : slipView(page, desk, hands)}
        ${asking ? askView(page, hands) : mainRow(page, hands)} ${keyGrid(page, hands)} ${dayView(page.day)}
      </div>
      ${queueView(page, hands)}
    </div>
    <p class="visually-hidden" role="status">${page.said}</p>`;
}

function actions(page, hands, around) {
  const pause = page.keys.find(({ name }) => name === "pause");
  return html`<div class="key-place mini-place">
      <button type="button" class="topbar-button" aria-pressed=${around.mini ? "true" : "false"} @click=${hands.mini}>
        ${icon("picture-in-picture-2")} Cửa sổ nhỏ
      </button>
      ${answerAt("mini", page.answer)}
    </div>
    <div class="key-place pause-place">
      <button
        type="button"
        class="topbar-button"
        aria-disabled=${pause.active ? "false" : "true"}
        aria-keyshortcuts="0"
        @click=${() => hands.key("pause")}
      >
        ${icon("circle-pause")} ${page.sending === "pause" ? "đang gửi…" : "Tạm dừng"} ${key("0", { dark: true })}
      </button>
      ${answerAt("pause", page.answer)}
    </div>
    ${nameMenu(around, hands, [
      ["log-in", "Đổi quầy", hands.change],
      ["door-closed", "Đóng quầy", hands.closeCounter],
    ], page.answer)}`;
}

/** The menu on one's name; `items` are `[icon, words, press]` before "Đăng xuất". */
export function nameMenu({ staff, csrf, menu }, hands, items, answer = null) {
  return html`<div class="topbar-holder" data-menu>
    <button type="button" class="topbar-button" aria-expanded=${menu ? "true" : "false"} aria-controls="name-menu" @click=${hands.menu}>
      ${icon("user-round")} ${staff?.name ?? "Cán bộ quầy"} ${icon("chevron-down")}
    </button>
    <div id="name-menu" class="topbar-menu" ?hidden=${!menu}>
      ${items.map(
        ([sign, words, press]) => html`<button type="button" class="topbar-menu-item" @click=${press}>${icon(sign)}${words}</button>`,
      )}
      <form method="post" action="/logout" @submit=${hands.signOut}>
        <input type="hidden" name="csrf" value=${csrf ?? ""} />
        <button class="topbar-menu-item">${icon("log-out")}Đăng xuất</button>
      </form>
      ${answerAt("menu", answer)}
    </div>
  </div>`;
}

function dayView({ since, figures, strip }) {
  return html`<section class="panel day" aria-label="Ngày của tôi">
    <div class="day-name">
      <h2 class="panel-title">Ngày của tôi</h2>
      ${since ? html`<p class="text-quiet">từ ${since}</p>` : nothing}
    </div>
    ${figures.map(
      ({ value, label }) => html`<p class="day-figure"><span class="figure">${value}</span><span class="text-quiet">${label}</span></p>`,
    )}
    ${strip ? stripView(strip) : nothing}
  </section>`;
}

function stripView({ bars, ticks, now }) {
  const served = bars.filter(({ kind }) => kind === "serving").length;
  return html`<div class="strip" role="img" aria-label=${`Dải thời gian của buổi: ${served} khoảng phục vụ, ${bars.length - served} lần tạm dừng`}>
    <div class="strip-track">
      ${bars.map(
        (bar) => html`<span
          class="strip-bar strip-${bar.kind} ${bar.now ? "is-now" : ""}"
          style=${styleMap({ "--from": bar.from, "--to": bar.to })}
        ></span>`,
      )}
      <span class="strip-now" style=${styleMap({ "--from": now })}></span>
    </div>
    ${ticks.map(({ at, label }) => html`<span class="strip-tick" style=${styleMap({ "--from": at })}>${label}</span>`)}
  </div>`;
}
