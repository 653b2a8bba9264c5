/** Draws the finding column: the box, the list or the slip, what may be done, and the answer in words. */
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { icon } from "../shared/icon.js";
import { pressWords } from "../shared/press-view.js";
import { assistChip, chip, octagon, priorityChip, triangle } from "../shared/staff.js";
import { choiceView } from "./choice-view.js";
import { box, pressButton, saidAt } from "./parts.js";

export function findView({ find, ...page }, hands) {
  return html`<section class="panel column find" aria-labelledby="find-title">
    <h2 class="column-title" id="find-title" tabindex="-1">Tìm phiếu</h2>
    ${box({
      id: "find-number",
      title: "find-title",
      label: "Số thứ tự",
      placeholder: "Số trên phiếu: H035",
      value: find.typed,
      max: 12,
      kind: "box-number",
      type: hands.typeNumber,
      enter: hands.ask,
      clear: hands.clearFound,
    })}
    ${find.said ? saidView(find.said) : nothing} ${find.list.length ? listView(find.list, hands) : nothing}
    ${find.found ? foundView(find.found, page, hands) : nothing}
  </section>`;
}

const SAID = { none: () => icon("search-x"), error: octagon };

function saidView({ kind, words }) {
  return html`<p class="find-said is-${kind}" role=${kind === "error" ? "alert" : nothing}>
    ${SAID[kind]?.() ?? nothing} <span>${words}</span>
  </p>`;
}

function listView(rows, hands) {
  return html`<ul class="find-list">
    ${rows.map(
      (row) => html`<li>
        <button type="button" class="find-row" @click=${() => hands.open(row.id)}>
          <span class="num find-row-number">${row.number}</span>
          <span class="find-row-words"
            ><b>${row.field}</b><span>lấy số ${row.taken}${row.priority ? html` · ${icon("chevrons-up")} Ưu tiên` : nothing}</span></span
          >
          ${stateChip(row.state)}
        </button>
      </li>`,
    )}
  </ul>`;
}

const stateChip = ({ key, word, icon: sign }) => chip(key, icon(sign), word);

function foundView(found, page, hands) {
  return html`${keyed(found.story, slipView(found.slip, found.panel !== null))} ${found.undo ? undoView(found.undo, page, hands) : nothing}
  ${found.panel ? choiceView(found.panel, page, hands) : doingView(found, page, hands)}`;
}

// The slip -------------------------------------------------------------------------------------------------

/** `low`: while a choice is open the slip makes room for it. */
function slipView(slip, low) {
  return html`<article class="slip found ${low ? "is-low" : ""}" aria-label=${`Phiếu ${slip.number}`}>
    <div class="found-top">
      <p class="num found-number" data-signs=${slip.number.length}>${slip.number}</p>
      <p class="found-marks">
        ${stateChip(slip.state)} ${lateChip(slip)} ${slip.priority ? priorityChip() : nothing} ${slip.assist ? assistChip() : nothing}
      </p>
      <p class="found-field">${slip.field}${slip.procedure ? html`<span>${slip.procedure}</span>` : nothing}</p>
    </div>
    <div class="slip-tear slip-tear-across"></div>
    <dl class="found-facts">
      ${slip.facts.map(
        ({ label, text, late }) => html`<div>
          <dt>${label}</dt>
          <dd class=${late ? "text-late" : ""}>${text}</dd>
        </div>`,
      )}
    </dl>
  </article>`;
}

function lateChip({ late, target }) {
  if (late === "late") return chip("late", octagon(), `Quá ${target} phút`);
  return late === "soon" ? chip("soon", triangle(), `Sắp quá ${target} phút`) : nothing;
}

// What may be done -----------------------------------------------------------------------------------------

function undoView({ words, seconds }, page, hands) {
  return html`<div class="undo">
    <p>${icon("circle-check")} ${words}</p>
    ${pressButton(
      {
        at: "undo",
        label: html`${icon("undo-2")} Hoàn tác <span class="undo-seconds">${seconds}</span>`,
        run: hands.takeBack,
      },
      page,
    )}
    ${saidAt("undo", page)}
  </div>`;
}

function doingView(found, page, hands) {
  return html`${found.back ? backView(found.back, page, hands) : nothing}
    <div class="actions">${found.keys.map((key) => keyView(key, page, hands))}</div>
    ${whyView(found, page, hands)} ${footView(found, page, hands)}`;
}

function backView({ action, label, line }, page, hands) {
  return html`<div class="back">
    ${pressButton(
      {
        at: action,
        kind: "button-primary back-button",
        label: html`${icon("user-round-check")}<span class="back-words">${label}<small>${line}</small></span>`,
        run: () => hands.act(action),
      },
      page,
    )}
    ${saidAt(action, page)}
  </div>`;
}

function keyView({ name, icon: sign, label, line, pressed, why }, page, hands) {
  const press = page.presses.of(name);
  return html`<div class="action-place">
    <button
      type="button"
      class="button action ${pressed ? "is-pressed" : ""}"
      id="act-${name}"
      aria-pressed=${pressed === null ? nothing : String(pressed)}
      aria-disabled=${why || page.lost || press.busy ? "true" : nothing}
      @click=${() => hands.act(name)}
    >
      ${icon(sign)}<span class="action-label">${pressWords(press, label)}${line ? html`<small>${line}</small>` : nothing}</span>
    </button>
    ${saidAt(name, page)}
  </div>`;
}

function footView({ story, cancelWhy }, page, hands) {
  return html`<div class="find-foot">
    <div class="action-place">
      ${pressButton(
        {
          at: "cancel",
          id: "act-cancel",
          kind: "button-danger",
          why: cancelWhy,
          label: html`${icon("ban")} Hủy số`,
          run: () => hands.act("cancel"),
        },
        page,
      )}
      ${saidAt("cancel", page)}
    </div>
    <a class="button" href="/reception/tickets/${encodeURIComponent(story)}">Xem diễn biến của phiếu ${icon("chevron-right")}</a>
  </div>`;
}

// The answer -----------------------------------------------------------------------------------------------

const ON_SCREEN = 3;

function whyView({ why }, page, hands) {
  const more = why.later.length - ON_SCREEN;
  return html`<section class="why" aria-labelledby="why-title">
    <div class="why-head">
      <h3 id="why-title">${icon("circle-question-mark")} Vì sao số sau được gọi trước?</h3>
      <button type="button" class="why-print" aria-label="In câu trả lời" title="In câu trả lời" @click=${hands.print}>
        ${icon("printer")}
      </button>
    </div>
    <div class="why-body" tabindex="0" role="group" aria-labelledby="why-title">
      ${why.later.map((line, i) => whyLine(line, i < ON_SCREEN ? "" : "is-more"))}
      ${more > 0 ? html`<p class="why-count">và ${more} số nữa, in ra hoặc xem diễn biến.</p>` : nothing}
      ${why.own.map((line) => whyLine(line))} ${why.last ? html`<p><b>${why.last}</b></p>` : nothing}
    </div>
  </section>`;
}

const whyLine = ({ lead, rest }, kind = "") => html`<p class=${kind}><b>${lead}</b>${rest}</p>`;
