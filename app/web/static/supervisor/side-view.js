/** The right column: people past and about to pass the target, and the alarms. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { octagon, triangle } from "../shared/staff.js";

const story = (id) => `/supervisor/tickets/${encodeURIComponent(id)}`;

/** `lists`: `{past, soon}` each `{rows, more, changed}`; `hold(name, on)` is told when a pointer comes and goes. */
export function peoplePanel(lists, target, hold) {
  const words = (before) => `${before} ${target} phút`;
  return html`<section class="panel people" aria-label="Người chờ lâu">
    ${peopleList("past", lists.past, words("Quá"), octagon(), hold)}
    ${peopleList("soon", lists.soon, words("Sắp quá"), triangle(), hold)}
  </section>`;
}

function peopleList(name, { rows, more, changed, count }, title, mark, hold) {
  const titled = `people-${name}`;
  return html`<div
    class="people-half is-${name}"
    @pointerenter=${() => hold(name, true)}
    @pointerleave=${() => hold(name, false)}
  >
    <h2 class="people-title" id=${titled}>
      <span>${mark} ${title}</span> <b class="figure">${count}${more ? "+" : ""}</b>
    </h2>
    ${rows.length ? people(rows, titled, mark, name) : empty(title)}
    ${changed ? html`<p class="changed">có thay đổi</p>` : nothing}
  </div>`;
}

function people(rows, titled, mark, name) {
  const shown = repeat(
    rows,
    (row) => row.id,
    (row) => person(row, mark, name),
  );
  return html`<ul class="people-rows" aria-labelledby=${titled}>
    ${shown}
  </ul>`;
}

function person(row, mark, name) {
  return html`<li data-slide="${name} ${row.id}" class=${row.gone ? "is-gone" : ""}>
    <a href=${story(row.id)}>
      <span class="num">${row.number}</span>
      <span class="people-since">${row.priority ? priority() : nothing} từ ${row.since}</span>
      <span class="people-wait">${mark} ${row.minutes}<span class="visually-hidden"> phút</span></span>
    </a>
  </li>`;
}

function priority() {
  return html`<span title="Ưu tiên">${icon("chevrons-up")}</span><span class="visually-hidden">Ưu tiên,</span>`;
}

function empty(title) {
  return html`<p class="all-well">
    ${icon("circle-check")} Không có ai ${title.charAt(0).toLowerCase()}${title.slice(1)}
  </p>`;
}

/**
 * `answer(id)` is the press of "Tôi đến", `open(id)` opens the counter an alarm is about, where it is mended; `off`: why
 * nothing may be changed now, or null.
 */
export function alarmsPanel({ rows, changed, count }, { hold, answer, open, presses, off, mayAct }) {
  return html`<section
    class="panel alarms"
    aria-labelledby="alarms-title"
    @pointerenter=${() => hold("alarms", true)}
    @pointerleave=${() => hold("alarms", false)}
  >
    <div class="panel-head">
      <h2 class="panel-title" id="alarms-title" tabindex="-1">Cảnh báo</h2>
      ${changed ? html`<span class="changed">có thay đổi</span>` : nothing}
      <span class="count-chip">${count}</span>
    </div>
    ${
      rows.length
        ? html`<ul class="alarms-rows" tabindex="0" aria-labelledby="alarms-title">
            ${repeat(
              rows,
              (alarm) => alarm.id,
              (alarm) => row(alarm, { answer, open, presses, off, mayAct }),
            )}
          </ul>`
        : html`<p class="all-well">${icon("circle-check")} Không có cảnh báo</p>`
    }
  </section>`;
}

function row(alarm, { answer, open, presses, off, mayAct }) {
  const press = presses.of(alarm.id);
  return html`<li
    data-slide=${alarm.id}
    class="alarm is-${alarm.grade} ${alarm.overdue ? "is-overdue" : ""} ${alarm.gone ? "is-gone" : ""}"
  >
    <span class="alarm-sign">${SIGNS[alarm.grade]()}</span>
    <span class="alarm-words">
      <b>${alarm.counter ? opener(alarm, open) : alarm.what}</b>
      ${alarm.detail ? html`<span>${alarm.detail}</span>` : nothing}
    </span>
    <time class="alarm-since">${alarm.since === null ? "" : alarm.at}</time>
    ${alarm.help && mayAct && !alarm.gone ? coming(alarm, press, answer, off) : nothing}
    ${alarm.help ? answerOf(press) : nothing}
  </li>`;
}

function opener(alarm, open) {
  return html`<button class="alarm-open" aria-haspopup="dialog" @click=${() => open(alarm.counter)}>${alarm.what}</button>`;
}

function coming(alarm, press, answer, off) {
  return html`<button
    class="button button-primary"
    aria-disabled=${off || press.busy ? "true" : nothing}
    title=${off ?? nothing}
    aria-label="Tôi đến: ${alarm.what}"
    @click=${() => off || answer(alarm)}
  >
    ${pressWords(press, "Tôi đến")}
  </button>`;
}

const SIGNS = { help: () => icon("hand"), late: octagon, soon: triangle };
