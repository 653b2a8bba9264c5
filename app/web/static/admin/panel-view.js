/** Draws the panel of the counter being edited: what it serves, what the change means now, from when, and saving. */
import { html, nothing } from "lit-html";
import { dateShort } from "../shared/format.js";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { letter, octagon } from "../shared/staff.js";

const CHIPS = {
  serving: ["serving", "user-round-check", "Đang phục vụ"],
  called: ["called", "megaphone", "Đã gọi"],
  open: ["ready", "circle", "Sẵn sàng"],
  paused: ["hold", "circle-pause", "Tạm dừng"],
  closed: ["hold", "door-closed", "Đóng"],
};

/** Nothing is being edited. */
export function idlePanel(recent) {
  return html`<aside class="panel-side" aria-label="Thay đổi">
    <p class="side-hint">
      Bấm một ô, hoặc dùng phím mũi tên và phím cách, để đổi việc một quầy nhận. Bấm tên nhóm lĩnh vực để ngừng hoặc tiếp nhận
      lại trong ngày. Chưa có gì thay đổi cho đến khi bấm “Lưu thay đổi”.
    </p>
    <div class="side-gap"></div>
    ${recentView(recent)}
  </aside>`;
}

/** `told`: what `main.js` gathers of a counter and its edit; `acts`: what presses do. */
export function counterPanel(told, acts) {
  const { counter, dirty, conflict } = told;
  return html`<aside class="panel-side" aria-label="Đang sửa Quầy số ${counter.number}">
    <header class="side-head">
      <div>
        <p class="side-what">${dirty ? "Đang sửa" : "Đang xem"}</p>
        <h2 class="side-title">Quầy số ${counter.number}</h2>
      </div>
      ${stateOf(counter)}
    </header>
    <ul class="duties">
      ${told.duties.map((duty) => dutyRow({ ...duty, lagging: duty.id === told.lagging }, acts))}
    </ul>
    ${adding(told, acts)} ${counter.planned ? planned(told, acts) : nothing}
    ${conflict ? conflictView(told, acts) : dirty ? html`${effect(told)} ${when(told, acts)}` : nothing}
    <div class="side-gap"></div>
    ${dirty && !conflict ? saving(told, acts) : nothing} ${told.asked ? nothing : recentView(told.recent)}
  </aside>`;
}

function stateOf({ state, ticket }) {
  const [kind, sign, words] = CHIPS[ticket?.state ?? state];
  return html`<span class="chip chip-${kind}">${icon(sign)}${words}</span>`;
}

function dutyRow({ id, prefix, name, duty, lag, dropped, changed, words, back, lagging }, acts) {
  return html`<li class="duty ${dropped ? "is-dropped" : ""} ${changed && !dropped ? "is-changed" : ""}">
    ${letter(prefix)}
    <div class="duty-words">
      <b>${name}</b>
      ${
        duty === "help"
          ? html`<button class="duty-lag" aria-expanded=${lagging ? "true" : "false"} @click=${() => acts.lagging(id)}>${words}</button>`
          : html`<span>${words}</span>`
      }
    </div>
    <button
      class="switch ${dropped ? "is-dropped" : ""}"
      role="switch"
      aria-checked=${dropped ? "false" : "true"}
      aria-label="Nhận ${name}"
      @click=${() => acts.duty(id, dropped ? back : "none")}
    ></button>
    ${duty === "help" && lagging ? stepper({ id, name, lag }, acts) : nothing}
  </li>`;
}

function stepper({ id, name, lag }, acts) {
  return html`<div class="stepper" role="group" aria-label="Số phút chậm hơn, ${name}">
    <span>chậm hơn</span>
    <button class="button" aria-label="Bớt 1 phút" aria-disabled=${lag <= 1 ? "true" : nothing} @click=${() => acts.lag(id, lag - 1)}>
      ${icon("minus")}
    </button>
    <output>${lag}</output>
    <button class="button" aria-label="Thêm 1 phút" @click=${() => acts.lag(id, lag + 1)}>${icon("plus")}</button>
    <span>phút</span>
  </div>`;
}

function adding({ others, adding: open }, acts) {
  if (!others.length) return nothing;
  if (!open) return html`<p class="side-add"><button class="link" @click=${() => acts.adding(true)}>Thêm nhóm lĩnh vực cho quầy này</button></p>`;
  return html`<label class="side-choose"
    >Thêm nhóm lĩnh vực
    <select id="add-field" @change=${(event) => acts.add(event.target.value)}>
      <option value="">chọn…</option>
      ${others.map(({ id, prefix, name }) => html`<option value=${id}>${prefix} · ${name.vi}</option>`)}
    </select>
  </label>`;
}

function planned({ counter, plannedLines, dropPress, off }, acts) {
  const { from_day: day, by } = counter.planned;
  return html`<section class="side-plan" aria-label="Thay đổi đã hẹn">
    <p><b>${icon("calendar-clock")} Từ ${dateShort(`${day}T12:00:00+07:00`)}</b> (${by} hẹn)</p>
    <ul>${plannedLines.map((words) => html`<li>${words}</li>`)}</ul>
    <button class="link" aria-disabled=${off ? "true" : nothing} title=${off ?? nothing} @click=${() => off || acts.dropPlan()}>
      ${pressWords(dropPress, "Bỏ thay đổi đã hẹn")}
    </button>
    ${answerOf(dropPress)}
  </section>`;
}

/** What it means now. Live while one hesitates, and not announced: it would talk all the time. */
function effect({ meaning, stays, when: from, plannedBefore }) {
  if (from === "tomorrow") {
    return html`<section class="effect is-quiet">
      <h3>Hôm nay không đổi gì</h3>
      <p>Quầy nhận như vậy khi ngày mai bắt đầu.${plannedBefore ? " Thay đổi đã hẹn trước đó không còn nữa." : ""}</p>
    </section>`;
  }
  const late = meaning.grade === "late";
  return html`<section class="effect is-${meaning.grade}">
      <h3>${late ? octagon() : icon("circle-check")} Ảnh hưởng ngay lúc này</h3>
      ${
        late
          ? html`<p class="effect-figure"><span class="figure">${meaning.waiting}</span> người đang chờ</p>`
          : nothing
      }
      ${meaning.lines.map((words) => html`<p>${words}</p>`)}
    </section>
    <p class="side-stays">${stays}</p>`;
}

function when(told, acts) {
  const choices = [
    ["now", "Ngay"],
    ["until", told.until ? `Đến ${told.until}` : "Đến giờ"],
    ["tomorrow", "Từ ngày mai"],
  ];
  return html`<fieldset class="when">
    <legend>Có hiệu lực</legend>
    <div class="when-choices">
      ${choices.map(
        ([name, words]) => html`<label title=${(name === "until" && told.notUntil) || nothing}>
          <input
            type="radio"
            name="when"
            .checked=${told.when === name}
            ?disabled=${name === "until" && told.notUntil !== null}
            @change=${() => acts.when(name)}
          /><span>${words}</span>
        </label>`,
      )}
    </div>
    ${
      told.when === "until"
        ? html`<label class="when-until"
            >Tự trả về lúc
            <select @change=${(event) => acts.until(event.target.value)}>
              ${told.times.map((time) => html`<option value=${time} .selected=${time === told.until}>${time}</option>`)}
            </select>
          </label>`
        : nothing
    }
    ${told.notUntil && !told.asked ? html`<p class="when-note">${told.notUntil}</p>` : nothing}
  </fieldset>`;
}

function saving({ press, off, asked, meaning }, acts) {
  const still = off || press.busy;
  const label = asked ? `Vẫn lưu` : "Lưu thay đổi";
  return html`${asked ? askedView(meaning) : nothing} ${answerOf(asked ? { error: null } : press)}
    <div class="side-save">
      <button
        id="save"
        class="button ${asked ? "button-danger" : "button-primary"} side-main"
        aria-disabled=${still ? "true" : nothing}
        title=${off ?? nothing}
        @click=${() => still || acts.save()}
      >
        ${pressWords(press, label)}
      </button>
      <button class="button side-drop" @click=${acts.drop}>Bỏ</button>
    </div>`;
}

function askedView({ stranded }) {
  return html`<div class="answer" role="alert">
    ${octagon()}
    <span>
      ${stranded.map(({ name, waiting }) => `${waiting} người đang chờ ${name} sẽ không còn quầy nào nhận. `)}Họ giữ nguyên số và
      chỗ, chờ đến khi có quầy nhận hoặc được chuyển sang nhóm lĩnh vực khác. Vẫn lưu?
    </span>
  </div>`;
}

/** Somebody else was first: both versions, side by side. */
function conflictView({ conflict, mine, press, off }, acts) {
  return html`<section class="conflict" role="alert" aria-label="Hai thay đổi cùng lúc">
    <h3>${octagon()} ${conflict.by} vừa lưu lúc ${conflict.time}</h3>
    <div class="conflict-sides">
      <div>
        <h4>Đang có hiệu lực</h4>
        <ul>${conflict.lines.map((words) => html`<li>${words}</li>`)}</ul>
        <button class="button" @click=${acts.theirs}>Giữ bản này</button>
      </div>
      <div>
        <h4>Bản của ông/bà</h4>
        <ul>${mine.map((words) => html`<li>${words}</li>`)}</ul>
        <button class="button" aria-disabled=${off ? "true" : nothing} @click=${() => off || acts.mine()}>Sửa tiếp bản này</button>
      </div>
    </div>
    ${answerOf({ error: press.error && conflict.again ? press.error : null })}
  </section>`;
}

export function recentView(recent) {
  return html`<section class="recent" aria-label="Vừa đổi">
    <h3>Vừa đổi</h3>
    ${
      recent.length
        ? html`<ul>
            ${recent.map(({ time, words, actor }) => html`<li><b>${time}</b> ${words}, ${actor}</li>`)}
          </ul>`
        : html`<p class="text-quiet">Hôm nay chưa đổi gì.</p>`
    }
  </section>`;
}
