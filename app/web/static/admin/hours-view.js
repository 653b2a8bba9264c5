/** Draws the page of hours: the week, and the holidays to come. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { octagon } from "../shared/staff.js";
import { spelled } from "./hours.js";

/** `told`: `{week, holidays, form, effect, today, off, pressOf, declarePress}`; `acts`: what presses do. */
export function hoursPage(told, acts) {
  return html`<main class="content">
      <header class="content-head">
        <div>
          <h2 class="content-title">Giờ làm việc</h2>
          <p class="content-line">Số được cấp trong các buổi này. Hết giờ thì thôi cấp số, quầy vẫn phục vụ người đang chờ.</p>
        </div>
      </header>
      <section class="panel">
        <h3 class="form-head">Các buổi trong tuần</h3>
        ${told.week.map((row) => weekday(row, told, acts))}
      </section>
    </main>
    ${holidayPanel(told, acts)}`;
}

function weekday(row, told, acts) {
  return html`<form
    class="weekday ${row.draft ? "is-editing" : ""}"
    aria-label=${row.name}
    data-weekday=${row.weekday}
    @submit=${(event) => (event.preventDefault(), acts.save(row.weekday))}
    @keydown=${(event) => row.draft && event.key === "Escape" && acts.drop(row.weekday)}
  >
    <div class="weekday-name"><b>${row.name}</b>${row.today ? html`<span class="today">hôm nay</span>` : nothing}</div>
    <div class="sessions">
      ${row.sessions.map((session, index) => sessionInputs(row, session, index, acts))}
      ${row.sessions.length ? nothing : html`<span class="text-quiet">nghỉ</span>`}
      <button type="button" class="button button-quiet" @click=${() => acts.add(row.weekday)}>${icon("plus")} Thêm buổi</button>
      ${row.note ? html`<p class="weekday-note">${row.note}</p>` : nothing}
    </div>
    ${row.draft ? editing(row, told, acts) : nothing}
  </form>`;
}

function sessionInputs({ weekday: at, name }, session, index, acts) {
  const input = (end, label) => html`<input
    class="clock"
    inputmode="numeric"
    maxlength="5"
    autocomplete="off"
    aria-label="${name}, buổi ${index + 1}, ${label}"
    .value=${session[end]}
    @input=${(event) => acts.type(at, index, end, event.target.value)}
  />`;
  return html`<span class="session">
    ${input(0, "mở lúc")} <span aria-hidden="true">–</span> ${input(1, "đóng lúc")}
    <button type="button" class="button button-quiet session-drop" aria-label="Bỏ buổi ${index + 1}, ${name}" title="Bỏ buổi này" @click=${() => acts.remove(at, index)}>
      ${icon("x")}
    </button>
  </span>`;
}

function editing(row, { pressOf, off }, acts) {
  const press = pressOf(row.weekday);
  const still = off || press.busy;
  const { from, conflict } = row.draft;
  return html`<div class="weekday-foot">
    ${row.today ? fromChoice(row.weekday, from, acts) : html`<p class="text-quiet">Áp dụng từ ${row.name} tới.</p>`}
    ${conflict ? conflictView(row, conflict, acts) : answerOf(press)}
    <div class="form-save">
      <button class="button button-primary" aria-disabled=${still ? "true" : nothing} title=${off ?? nothing}>${pressWords(press, "Lưu thay đổi")}</button>
      <button type="button" class="button" @click=${() => acts.drop(row.weekday)}>Bỏ</button>
    </div>
  </div>`;
}

function fromChoice(weekday, from, acts) {
  const choice = (value, words) => html`<label>
    <input type="radio" name="from-${weekday}" .checked=${from === value} @change=${() => acts.from(weekday, value)} /><span>${words}</span>
  </label>`;
  return html`<fieldset class="when">
    <legend>Có hiệu lực</legend>
    <div class="when-choices">${choice("today", "Ngay hôm nay")} ${choice("tomorrow", "Từ tuần sau")}</div>
  </fieldset>`;
}

function conflictView(row, { by, time, after }, acts) {
  return html`<section class="conflict" role="alert">
    <h3>${octagon()} ${by} vừa lưu lúc ${time}</h3>
    <div class="conflict-sides">
      <div>
        <h4>Đang có hiệu lực</h4>
        <p>${spelled(after)}</p>
        <button type="button" class="button" @click=${() => acts.drop(row.weekday)}>Giữ bản này</button>
      </div>
      <div>
        <h4>Bản của ông/bà</h4>
        <p>${spelled(row.sessions)}</p>
        <button type="button" class="button" @click=${() => acts.insist(row.weekday)}>Lưu đè bằng bản này</button>
      </div>
    </div>
  </section>`;
}

function holidayPanel(told, acts) {
  return html`<aside class="panel-side" aria-label="Ngày nghỉ">
    <h2 class="side-title">Ngày nghỉ</h2>
    <form class="holiday-form" @submit=${acts.declare}>
      <label>Ngày <input type="date" lang="vi" required .value=${told.form.day} min=${told.today} @input=${(event) => acts.form({ day: event.target.value })} /></label>
      <label>Tên ngày nghỉ <input required maxlength="100" autocomplete="off" placeholder="ví dụ: Mất điện toàn phường" .value=${told.form.name} @input=${(event) => acts.form({ name: event.target.value })} /></label>
      ${told.effect ? html`<section class="effect is-quiet"><p>${told.effect}</p></section>` : nothing}
      ${answerOf(told.declarePress)}
      <button class="button button-primary side-main" aria-disabled=${told.off || told.declarePress.busy ? "true" : nothing} title=${told.off ?? nothing}>
        ${pressWords(told.declarePress, "Cho nghỉ ngày này")}
      </button>
    </form>
    <h3 class="list-head">Sắp tới</h3>
    ${told.holidays.length ? nothing : html`<p class="text-quiet">Chưa có ngày nghỉ nào được khai.</p>`}
    <ul class="holidays">
      ${told.holidays.map((holiday) => holidayRow(holiday, told, acts))}
    </ul>
  </aside>`;
}

function holidayRow({ day, name, when, today }, { off, pressOf }, acts) {
  const press = pressOf(day);
  return html`<li class=${today ? "is-today" : ""}>
    <div><b>${name}</b><span>${when}${today ? " · hôm nay" : ""}</span></div>
    <button class="button" aria-label="Bỏ ngày nghỉ ${name}" aria-disabled=${off || press.busy ? "true" : nothing} title=${off ?? nothing} @click=${() => off || acts.takeBack(day)}>
      ${pressWords(press, "Bỏ")}
    </button>
    ${answerOf(press)}
  </li>`;
}
