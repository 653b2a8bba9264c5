/** The live page as a whole. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { octagon, triangle, waitingForHall } from "../shared/staff.js";
import { closingPanel } from "./closing-view.js";
import { countersPanel } from "./counters-view.js";
import { fieldsPanel } from "./fields-view.js";
import { frame } from "./frame.js";
import { headlineBand } from "./headline-view.js";
import { alarmsPanel, peoplePanel } from "./side-view.js";

/** Before the first snapshot. */
export function unknown(lost) {
  return html`${frame({ tab: "live", centre: null, lost: null })}
    <div class="live">${waitingForHall(lost)}</div>`;
}

/** `told` is the view model, `page` what is open, held and pressed on this page, `acts` what presses do. */
export function live(told, page, acts) {
  const { centre, lost, now, presses, off } = page;
  return html`${frame({ tab: "live", centre, lost, now, actions: actions(told, page, acts) })}
    <div class="live">
      ${headlineBand(told.headline, told.hall)}
      <div class="live-columns">
        ${fieldsPanel(told, { asTable: page.fieldsAsTable, toggle: acts.toggleFields })}
        ${countersPanel(told.counters, { ...acts, off, mayAct: page.may.has("rule_counters") })}
        <div class="live-side">
          ${peoplePanel(page.people, told.headline.target, acts.hold)}
          ${alarmsPanel(page.alarms, { ...acts, presses, off, mayAct: page.may.has("answer_help") })}
          ${closingPanel(told, { ...acts, press: presses.of("override"), off, mayAct: page.may.has("end_day") })}
        </div>
      </div>
      ${devices(told.devices)}
    </div>
    <p class="visually-hidden" role="status">${page.announced}</p>
    <dialog class="sheet" aria-labelledby="sheet-title" @close=${acts.closed} @pointerdown=${acts.outside}>
      ${page.sheet ? html`<div class="sheet-inside">${page.sheet}</div>` : nothing}
    </dialog>`;
}

function actions(told, page, acts) {
  return html`<button
      class="topbar-button is-square"
      aria-pressed=${page.sound}
      aria-label="Báo tiếng khi có cảnh báo mới"
      title="Báo tiếng khi có cảnh báo mới: ${page.sound ? "bật" : "tắt"}"
      @click=${acts.sound}
    >
      ${icon(page.sound ? "volume-2" : "volume-x")}
    </button>
    ${
      page.may.has("end_day")
        ? endOfDay(told, page, acts)
        : nothing
    }`;
}

/** Once the day has ended, its place is taken by the list of who was not served. */
function endOfDay(told, { off }, acts) {
  if (told.hall?.ended) {
    return html`<a class="topbar-button" href="/supervisor/day">${icon("list-checks")} Phiếu chưa được phục vụ</a>`;
  }
  return html`<button
    class="topbar-button"
    aria-disabled=${off ? "true" : nothing}
    title=${off ?? nothing}
    @click=${() => off || acts.endDay()}
  >
    ${icon("power")} Kết thúc ngày làm việc…
  </button>`;
}

const SIGNS = { ok: () => icon("circle-check"), lost: octagon, warning: triangle };

function devices(list) {
  return html`<section class="panel devices" aria-label="Thiết bị">
    <h2 class="devices-title">Thiết bị</h2>
    ${
      list.length
        ? html`<ul>
            ${list.map(({ state, text }) => html`<li class="is-${state}">${SIGNS[state]()} ${text}</li>`)}
          </ul>`
        : html`<p class="text-quiet">chưa có thiết bị nào</p>`
    }
  </section>`;
}
