/** Draws the side column: who waits, in calling order, and who is on hold. */
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { repeat } from "lit-html/directives/repeat.js";
import { styleMap } from "lit-html/directives/style-map.js";
import { icon } from "../shared/icon.js";
import { chip, letter, octagon, pastChip, priorityChip, soonChip, triangle } from "../shared/staff.js";
import { answerAt } from "./keys-view.js";

export function queueView(page, hands) {
  const { queue } = page;
  return html`<aside class="panel queue" aria-label="Hàng chờ của quầy">
    <div class="queue-head">
      <h2 class="queue-total">${keyed(queue.total, html`<span class="figure tint">${queue.total}</span>`)} đang chờ</h2>
      ${fieldsView(queue.fields)}
    </div>
    <p class="queue-alarms">${alarmsView(queue)}</p>
    <div class="queue-columns" aria-hidden="true"><span>Số</span><span>Lấy số</span><span>Đã chờ</span></div>
    <ol class="queue-rows" @pointermove=${hands.overQueue} @pointerdown=${hands.overQueue} @pointerleave=${hands.leftQueue}>
      ${repeat(
        queue.rows,
        ({ id }) => id,
        (row) => rowView(row, page.stands, hands),
      )}
    </ol>
    ${queue.rows.length ? nothing : html`<p class="queue-empty">${icon("circle-check")} Không có ai chờ</p>`}
    <p class="queue-more">${moreLine(queue)}</p>
    <div class="queue-foot">
      ${queue.held.map((one) => heldView(one, page, hands))}
      <p class="queue-rule">Thứ tự do hệ thống xếp theo giờ lấy số và diện ưu tiên.</p>
    </div>
  </aside>`;
}

function moreLine({ more, changed }) {
  const words = [more > 0 && `và ${more} số nữa`, changed && "có thay đổi, rời chuột để xem"];
  return words.filter(Boolean).join(" · ");
}

function fieldsView({ shown, more }) {
  return html`<ul class="queue-fields">
    ${shown.map(
      ({ prefix, name, waiting, named }) => html`<li title=${name}>
        ${letter(prefix)}<span class=${named ? "text-quiet" : "visually-hidden"}>${name}</span> <b>${waiting}</b>
      </li>`,
    )}
    ${more ? html`<li class="text-quiet">+${more}</li>` : nothing}
  </ul>`;
}

function alarmsView({ past, soon, target, total }) {
  const limit = target ?? "";
  if (past + soon > 0) {
    return html`${past ? pastChip(limit, past) : nothing} ${soon ? soonChip(limit, soon) : nothing}`;
  }
  const words = `Không có ai quá ${target ? `${target} phút` : "mức chờ"}`;
  return total ? html`<span class="queue-fine">${icon("circle-check")} ${words}</span>` : nothing;
}

function rowView(row, stands, hands) {
  const ask = row.next && stands === "called";
  return html`<li class="queue-row ${row.next ? "is-next" : ""}" data-row=${row.id} @click=${ask ? hands.nextRow : nothing}>
    ${numberView(row, ask)}
    <span class="row-marks">${marksView(row)}</span>
    <span class="row-taken"><span class="visually-hidden">lấy số</span> ${row.taken} ${row.sinceMorning ? html`<small>từ sáng</small>` : nothing}</span>
    <span class="meter is-${row.state}" aria-hidden="true">
      <span class="meter-fill" style=${styleMap({ "--share": `${Math.round(row.share * 100)}%` })}></span>
    </span>
    ${waitedView(row)}
  </li>`;
}

/** Over a called number the next row can be pressed: anywhere by mouse, its number by Tab; key + does the same. */
function numberView({ number }, ask) {
  if (!ask) return html`<span class="num row-number">${number}</span>`;
  return html`<button type="button" class="num row-number" aria-keyshortcuts="+" title="Gọi số tiếp theo (+)">${number}</button>`;
}

function marksView({ priority, assist, named, next }) {
  if (priority) return priorityChip();
  if (assist) return html`<span class="row-assist" title="Cần hỗ trợ">${icon("hand-helping")}<span class="visually-hidden">Cần hỗ trợ</span></span>`;
  if (named) return html`<span class="row-word" title="Chờ riêng quầy này">riêng quầy</span>`;
  return next ? html`<span class="row-word">tiếp theo</span>` : nothing;
}

function waitedView({ state, waited, target }) {
  const hidden = (words) => html`<span class="visually-hidden">${words} ${target} phút,</span>`;
  if (state === "late") return html`<span class="row-waited text-late">${octagon()}${hidden("quá")} ${waited}</span>`;
  if (state === "soon") return html`<span class="row-waited text-soon">${triangle()}${hidden("sắp quá")} ${waited}</span>`;
  return html`<span class="row-waited">${waited}</span>`;
}

function heldView({ id, number, reason, for: since }, page, hands) {
  const at = `held:${id}`;
  return html`<div class="held key-place">
    <p class="held-words">
      <span class="num held-number">${number}</span> ${chip("hold", icon("hourglass"), "Tạm chờ")}
      <span class="held-reason text-quiet" title=${reason}>${reason} · <span class="ticking">${since}</span></span>
    </p>
    <button type="button" class="button" aria-label=${`Tiếp tục phục vụ ${number}`} ?disabled=${page.lost} @click=${() => hands.resume(id)}>
      ${page.sending === at ? "đang gửi…" : "Tiếp tục phục vụ"}
    </button>
    ${answerAt(at, page.answer)}
  </div>`;
}
