/** Draws the hall display from its view model (state.js). No decision about calls is made here. */
import { html, nothing, render } from "lit-html";
import { classMap } from "lit-html/directives/class-map.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockTime, dateLong } from "#shared/format.js";
import { icon } from "#shared/icon.js";
import { styleMap } from "#shared/style-map.js";
import { calls, oldCall, phrases, signs } from "./call-view.js";
import * as words from "./words.js";

const LISTED = 5;
/** A centre whose kind and name have more letters than this takes two lines. */
const LONG_CENTRE = 62;

/**
 * Draw a model into `root`. `unlock()` is called when somebody touches the page to allow sound; frames pulse only
 * while `moving`, so that a new number is on the screen before anything takes frames from it.
 */
export function draw(root, model, { unlock, moving }) {
  const { scene, sound } = model;
  const crowded = scene === "calls" && model.rows.length > 1;
  const kinds = { [`hall-${scene}`]: true, "hall-crowded": crowded, "hall-bare": scene === "quiet" && isBare(model), "hall-locked": sound === "blocked" };
  render(html`<div class="hall ${classMap(kinds)}">
    ${top(model)} ${band(model)} ${scene === "starting" ? starting(model) : body(model, moving)}
    ${sound === "blocked" ? soundButton(unlock) : marquee(model.marquee)}
  </div>`, root);
}

function top({ centre, hallNow, zone }) {
  const kind = centre?.kind ?? "Trung tâm Phục vụ hành chính công";
  const name = centre?.name ?? "";
  return html`<header class="top">
    <img class="top-mark" src="/static/shared/mark.svg" alt="" />
    <p class="top-centre ${kind.length + name.length > LONG_CENTRE ? "top-two" : ""}">
      <span class="top-kind">${kind}</span>
      <b class="top-name">${name} ${centre?.sample ? html`<span class="sample-mark">Dữ liệu mẫu</span>` : nothing}</b>
    </p>
    <p class="top-date">${dateLong(hallNow, zone)}</p>
    <p class="top-clock num">${clockTime(hallNow, zone)}</p>
  </header>`;
}

/** Always there, though unseen while all is well: its icon and its type cannot be fetched once the server is away. */
function band({ lost, lostSince, zone }) {
  return html`<div class="band ${lost ? "" : "band-unseen"}" role="alert" aria-hidden=${lost ? "false" : "true"}>
    ${icon("wifi-off", "band-icon")}
    <div>
      <p class="band-what">${phrases(words.lost(lostSince, zone))}</p>
      <p class="band-do">Xin mời ông/bà nghe gọi số tại quầy hoặc hỏi Bàn hướng dẫn.</p>
    </div>
  </div>`;
}

function body(model, moving) {
  const { rows, rest, lost } = model;
  return html`<div class="left">
      ${rest ? quiet(model) : lost ? oldCall(rows, model.zone) : calls(rows, moving)} ${model.counts ? counts(model.counts) : nothing}
    </div>
    ${isBare(model) ? nothing : list(model)}`;
}

/** Closed, and nobody has been called today: the message has the page to itself. */
function isBare({ rest, list: before }) {
  return rest !== null && rest.reason !== "nothing_called" && before.length === 0;
}

function starting({ lost }) {
  return html`<div class="left">
    <section class="quiet"><p class="quiet-why">${lost ? "Số của ông/bà vẫn có giá trị" : "Đang kết nối với máy chủ"}</p></section>
  </div>`;
}

function quiet({ rest, hallNow, zone }) {
  const { lead, time, rest: day } = words.expecting(rest, hallNow, zone);
  return html`<section class="quiet">
    ${time ? nothing : html`<img class="quiet-mark" src="/static/shared/mark.svg" alt="" />`}
    <p class="quiet-why">${phrases(words.resting(rest))}</p>
    <p class="quiet-lead">${lead}</p>
    ${time ? html`<p class="quiet-time num">${time}</p>` : nothing} ${day ? html`<p class="quiet-lead">${day}</p>` : nothing}
  </section>`;
}

function list({ list: last, lost, lostSince, zone }) {
  const before = lostSince ? ` trước ${clockTime(lostSince, zone)}` : "";
  const long = last.some(({ number }) => number.length > 4);
  return html`<section class="called ${long ? "called-long" : ""}">
    <p class="called-head"><span>Đã gọi${before}</span><span class="called-counter">Quầy</span></p>
    <ol class="called-rows">
      ${repeat(filled(last, lost), ({ key }) => key, ({ call }) => (call ? listed(call) : html`<li class="called-row called-none"></li>`))}
    </ol>
  </section>`;
}

/** A list not yet full keeps its places, so that no row changes its size when the next call comes. */
function filled(last, lost) {
  const rows = last.map((call) => ({ key: call.ticket, call }));
  const places = lost ? LISTED - 1 : LISTED;
  while (rows.length < places) rows.push({ key: rows.length, call: null });
  return rows;
}

function listed({ number, counter }) {
  return html`<li class="called-row">
    <span class="num called-number">${number}</span>
    ${icon("arrow-right", "called-arrow")}
    <span class="called-word">Quầy</span>
    <span class="num called-to" data-signs=${signs(counter)}>${counter}</span>
  </li>`;
}

function counts({ cells, lines, columns, signs: longest }) {
  return html`<section class="counts">
    <p class="counts-head">Đang chờ theo lĩnh vực</p>
    <ul class="counts-cells counts-${lines}" style=${styleMap({ "--columns": columns, "--signs": longest })}>
      ${repeat(cells, ({ id }) => id, count)}
    </ul>
  </section>`;
}

function count({ prefix, waiting, open }) {
  return html`<li class="count ${open ? "" : "count-shut"}">
    <span class="num count-letter">${prefix}</span><span class="num count-waiting">${waiting}</span>
  </li>`;
}

function soundButton(unlock) {
  return html`<button type="button" class="sound" @click=${unlock}>${icon("volume-2")} Chạm vào màn hình để bật tiếng</button>`;
}

/** Two copies run one behind the other; marquee.js moves them, or hides the second where one has room. */
function marquee(line = { sentences: [], only: null }) {
  const said = line.only === null ? line.sentences : [line.sentences[line.only]];
  const copy = (hidden) => html`<p class="marquee-copy" aria-hidden=${hidden ? "true" : "false"}>
    ${said.map((sentence) => html`<span class="marquee-sentence">${sentence}</span>`)}
  </p>`;
  return html`<footer class="marquee"><div class="marquee-track">${copy(false)}${copy(true)}</div></footer>`;
}
