/** Draws the hub's side column: what runs, and the last slips. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { octagon } from "../shared/staff.js";
import { runningRows } from "./state.js";

/** @param {object} state as `/hub/state.json` @param {Date|null} silentSince */
export function sideView(state, silentSince) {
  return html`<section class="panel running" aria-labelledby="running-title">
      <header class="panel-head">
        <h2 class="panel-title" id="running-title">Đang chạy</h2>
        <p class="panel-note">${state.started}</p>
      </header>
      <ul>
        ${runningRows(state, silentSince).map(rowView)}
      </ul>
    </section>
    <section class="panel printed" aria-labelledby="printed-title">
      <header class="printed-head"><h2 class="panel-title" id="printed-title">Phiếu in gần nhất</h2></header>
      ${state.slips.length ? html`<ul class="printed-slips">${state.slips.map(slipView)}</ul>` : emptyView()}
    </section>`;
}

function rowView({ name, state, sign, words, line, figure }) {
  return html`<li class="running-row is-${state}">
    <span class="running-sign">${sign ? icon(sign) : octagon()}<span class="visually-hidden">${words}:</span></span>
    <span class="running-words"><b>${name}</b><span class="text-quiet" title=${line}>${line}</span></span>
    <span class="running-figure">${figure || nothing}</span>
  </li>`;
}

function slipView({ url }) {
  return html`<li class="printed-paper">
    <a href=${url} target="_blank" rel="noopener"><img src=${url} alt="Phiếu đã in, mở ảnh to" /></a>
  </li>`;
}

function emptyView() {
  return html`<p class="printed-none">Chưa in phiếu nào</p>`;
}
