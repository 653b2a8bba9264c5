/** Draws the panel of a field: who serves it, and closing it for today with people waiting, or opening it again. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { letter, octagon } from "../shared/staff.js";
import { recentView } from "./panel-view.js";

/** `told`: `{field, offers, servers, reason, moveTo, targets, effect, press, off, conflict, recent}`. */
export function fieldPanel(told, acts) {
  const { field } = told;
  return html`<aside class="panel-side" aria-label=${field.name.vi}>
    <header class="side-head">
      <div>
        <p class="side-what">Nhóm lĩnh vực</p>
        <h2 class="side-title side-field">${letter(field.prefix)} ${field.name.vi}</h2>
      </div>
      ${
        field.closed
          ? html`<span class="chip chip-late">${icon("ban")}Ngừng tiếp nhận</span>`
          : html`<span class="chip chip-serving">${icon("circle-check")}Đang tiếp nhận</span>`
      }
    </header>
    <p class="side-line"><b>${field.waiting}</b> người đang chờ. ${told.servers}</p>
    ${told.offers === "open" ? opening(told, acts) : closing(told, acts)}
    <div class="side-gap"></div>
    ${recentView(told.recent)}
  </aside>`;
}

function closing(told, acts) {
  const still = told.off || told.press.busy;
  return html`<form class="closing" @submit=${acts.close}>
    <label>Lý do ngừng tiếp nhận trong ngày
      <input name="reason" maxlength="200" required autocomplete="off" placeholder="ví dụ: lỗi hệ thống đất đai" .value=${told.reason}
        @input=${(event) => acts.reason(event.target.value)} />
    </label>
    ${
      told.field.waiting
        ? html`<label>Người đang chờ
            <select @change=${(event) => acts.moveTo(event.target.value)}>
              <option value="" .selected=${!told.moveTo}>ở lại, quầy vẫn gọi</option>
              ${told.targets.map(
                ({ id, prefix, name, waiting }) =>
                  html`<option value=${id} .selected=${id === told.moveTo}>chuyển sang ${prefix} · ${name.vi} (${waiting} chờ)</option>`,
              )}
            </select>
          </label>`
        : nothing
    }
    <section class="effect is-${told.effect.grade}">
      <h3>${told.effect.grade === "late" ? octagon() : icon("circle-check")} Ảnh hưởng ngay lúc này</h3>
      <p class="effect-figure"><span class="figure">${told.field.waiting}</span> người đang chờ</p>
      ${told.effect.lines.map((words) => html`<p>${words}</p>`)}
    </section>
    ${told.conflict ? conflict(told.conflict) : answerOf(told.press)}
    <div class="side-save">
      <button class="button button-danger side-main" aria-disabled=${still ? "true" : nothing} title=${told.off ?? nothing}>
        ${pressWords(told.press, "Ngừng tiếp nhận")}
      </button>
      <button type="button" class="button side-drop" @click=${acts.leave}>Bỏ</button>
    </div>
  </form>`;
}

function opening(told, acts) {
  const still = told.off || told.press.busy;
  return html`<section class="effect is-quiet">
      <h3>${icon("ban")} Ngừng tiếp nhận hôm nay</h3>
      <p>Lý do: ${told.field.closed}.</p>
      <p>Máy lấy số và Bàn hướng dẫn không cấp số. Ai đang chờ vẫn được gọi. Ngày mai tự tiếp nhận lại.</p>
    </section>
    ${told.conflict ? conflict(told.conflict) : answerOf(told.press)}
    <div class="side-save">
      <button class="button button-primary side-main" aria-disabled=${still ? "true" : nothing} title=${told.off ?? nothing} @click=${() => still || acts.open()}>
        ${pressWords(told.press, "Tiếp nhận lại")}
      </button>
      <button class="button side-drop" @click=${acts.leave}>Bỏ</button>
    </div>`;
}

function conflict({ by, time, before, after }) {
  const words = (version) => (version?.closed ? `ngừng tiếp nhận: ${version.closed}` : "tiếp nhận");
  return html`<section class="conflict" role="alert">
    <h3>${octagon()} ${by} vừa đổi lúc ${time}</h3>
    <p>Trước đó: ${words(before)}. Bây giờ: <b>${words(after)}</b>.</p>
  </section>`;
}
