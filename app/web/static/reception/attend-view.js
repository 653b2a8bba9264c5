/** Draws the column of what wants attention: help calls, the absent, who was not seen since the morning or just moved. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "../shared/icon.js";
import { letter, triangle } from "../shared/staff.js";
import { pressButton, saidAt } from "./parts.js";

export function attendView({ attend, ...page }, hands) {
  return html`<aside class="attend" id="attend" aria-label="Cần để ý" ?data-open=${page.drawer}>
    <button type="button" class="button drawer-close" @click=${() => hands.drawer(false)}>${icon("x")} Đóng</button>
    ${helpView(attend, page, hands)} ${absentView(attend, page, hands)}
    ${attend.unseen ? unseenView(attend.unseen, hands) : nothing} ${movedView(attend.moved, hands)}
  </aside>`;
}

/** What holds a list still while a pointer is on it. */
const stillness = (name, hands) => ({ over: () => hands.hold(name, true), left: () => hands.hold(name, false) });

function helpView({ help }, page, hands) {
  const calls = help.rows.filter(({ gone }) => !gone).length;
  const { over, left } = stillness("help", hands);
  return html`<section class="panel help ${calls ? "is-calling" : ""}" aria-labelledby="help-title">
    <div class="panel-head">
      <h2 class="panel-title" id="help-title" tabindex="-1">${icon("bell-ring")} Gọi hướng dẫn</h2>
      ${calls ? html`<span class="help-count">${calls}</span>` : nothing}
    </div>
    ${help.rows.length ? nothing : html`<p class="attend-none">Không có ai gọi</p>`}
    <ul class="attend-rows" @pointerenter=${over} @pointerleave=${left}>
      ${repeat(
        help.rows,
        ({ id }) => id,
        (call) => helpRow(call, page, hands),
      )}
    </ul>
    ${changedView(help)}
  </section>`;
}

function helpRow({ id, kiosk, since, late, gone }, page, hands) {
  const at = `help:${id}`;
  return html`<li class="attend-row ${gone ? "is-gone" : ""}">
    <p class="attend-words">
      <b>${kiosk}</b> · <span class="help-since ${late ? "text-soon" : ""}">${late ? triangle() : nothing} ${since}</span>
      <span>${gone ? "đã có người đến" : "Tôi chưa rõ, cần hướng dẫn"}</span>
    </p>
    ${pressButton(
      {
        at,
        kind: "button-primary",
        label: "Tôi đến",
        why: gone ? "Đã có người đến." : null,
        run: () => gone || hands.come(id),
      },
      page,
    )}
    ${saidAt(at, page)}
  </li>`;
}

function absentView({ absent, absentTotal, behind }, page, hands) {
  const { over, left } = stillness("absent", hands);
  const more = absentTotal - absent.rows.length;
  return html`<section class="panel absent" aria-labelledby="absent-title">
    <div class="panel-head">
      <h2 class="panel-title" id="absent-title">Vắng mặt</h2>
      <span class="panel-note"><b>${absentTotal} hôm nay</b></span>
    </div>
    <div class="attend-scroll" @pointerenter=${over} @pointerleave=${left}>
      <ul class="attend-rows">
        ${repeat(
          absent.rows,
          ({ id }) => id,
          (row) => absentRow(row, page, hands),
        )}
      </ul>
      ${more > 0 ? html`<p class="attend-note">và ${more} số nữa, tìm theo số</p>` : nothing}
    </div>
    ${changedView(absent)}
    <p class="attend-note">${absentTotal ? behind : "Chưa có ai vắng mặt"}</p>
  </section>`;
}

function absentRow({ id, number, line, gone }, page, hands) {
  const at = `back:${id}`;
  return html`<li class="attend-row ${gone ? "is-gone" : ""}">
    <button type="button" class="attend-open" @click=${() => hands.open(id)}>
      <span class="visually-hidden">Xem phiếu</span> <span class="num attend-number">${number}</span><span class="attend-line">${gone ? "đã trở lại hàng chờ" : line}</span>
    </button>
    ${pressButton(
      {
        at,
        label: html`${icon("user-round-check")} Đã quay lại`,
        why: gone ? "Đã trở lại hàng chờ." : null,
        run: () => gone || hands.bringBack(id),
      },
      page,
    )}
    ${saidAt(at, page)}
  </li>`;
}

const changedView = ({ changed }) => (changed ? html`<p class="attend-note">có thay đổi</p>` : nothing);

/** After lunch: whom somebody may go and ask for. A number opens its slip. */
function unseenView({ count, rows, more, changed }, hands) {
  const { over, left } = stillness("unseen", hands);
  return html`<section class="panel unseen" aria-labelledby="unseen-title">
    <div class="panel-head">
      <h2 class="panel-title" id="unseen-title">Chưa thấy từ buổi sáng</h2>
      <span class="panel-note"><b>${count} số</b></span>
    </div>
    <div class="attend-scroll" @pointerenter=${over} @pointerleave=${left}>
      <ul class="unseen-rows">
        ${repeat(
          rows,
          ({ id }) => id,
          (row) => unseenRow(row, hands),
        )}
      </ul>
      ${more ? html`<p class="attend-note">và ${more} số nữa</p>` : nothing}
    </div>
    ${changedView({ changed })}
  </section>`;
}

function unseenRow({ id, number, since, gone }, hands) {
  return html`<li class=${gone ? "is-gone" : nothing}>
    <button type="button" class="attend-open" @click=${() => hands.open(id)}>
      <span class="visually-hidden">Xem phiếu</span> <span class="num attend-number">${number}</span>
      <span class="attend-line">${gone ? "đã gọi" : html`<span class="visually-hidden">lấy số</span> từ ${since}`}</span>
    </button>
  </li>`;
}

function movedView(rows, hands) {
  return html`<section class="panel moved" aria-labelledby="moved-title">
    <div class="panel-head"><h2 class="panel-title" id="moved-title">Vừa chuyển</h2></div>
    <div class="attend-scroll">
      ${rows.length ? nothing : html`<p class="attend-none">Hôm nay chưa chuyển ai</p>`}
      <ul class="attend-rows">
        ${repeat(
          rows,
          ({ key }) => key,
          (row) => movedRow(row, hands),
        )}
      </ul>
    </div>
  </section>`;
}

function movedRow({ id, number, from, to, means }, hands) {
  return html`<li class="attend-row">
    <button type="button" class="attend-open" @click=${() => hands.open(id)}>
      <span class="moved-way"
        ><span class="num moved-number">${number}</span> ${letter(from)} ${icon("arrow-right")}<span class="visually-hidden">sang</span>
        ${letter(to)}</span
      >
      <span class="attend-line">${means}</span>
    </button>
  </li>`;
}
