/** The search for a ticket by its number. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { said } from "../shared/press-view.js";
import { letter } from "../shared/staff.js";
import { frame } from "../supervisor/frame.js";

/** `page`: `{centre, lost, now, number, day, found, none, error, loading}`; `acts`: `{submit, type, day}`. */
export function find(page, acts) {
  return html`${frame({ tab: "find", centre: page.centre, lost: page.lost, now: page.now })}
    <div class="find">
      <form class="panel find-form" role="search" @submit=${acts.submit}>
        <h2 class="find-title">Tra cứu phiếu</h2>
        <div class="find-row">
          <label
            >Số thứ tự
            <input
              name="number"
              class="num"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              maxlength="12"
              placeholder="H042"
              .value=${page.number}
              @input=${(event) => acts.type(event.target.value)}
          /></label>
          <label
            >Ngày <input name="day" type="date" .value=${page.day} @input=${(event) => acts.day(event.target.value)}
          /></label>
          <button class="button button-primary">${icon("search")} Tìm</button>
        </div>
        <p class="find-hint">
          Chỉ gõ số cũng được: 42 tìm mọi lĩnh vực.
          <a href="/supervisor/day?${new URLSearchParams({ day: page.day })}">Phiếu chưa được phục vụ cuối ngày này</a>
        </p>
        <div role="alert">
          ${page.error ? said(page.error) : nothing}
        </div>
      </form>
      <div role="status">
        ${page.loading ? html`<p class="find-said">đang tìm…</p>` : nothing}
        ${page.none ? html`<p class="find-said">${icon("search-x")} ${page.none}</p>` : nothing}
      </div>
      ${page.found.length ? results(page.found) : nothing}
    </div>`;
}

function results(rows) {
  return html`<section class="panel" aria-labelledby="find-results">
    <h2 class="visually-hidden" id="find-results">${rows.length} phiếu</h2>
    <ul class="find-list">
      ${rows.map(row)}
    </ul>
  </section>`;
}

function row({ id, number, prefix, field, priority, joined, counter, state }) {
  return html`<li>
    <a href="/supervisor/tickets/${encodeURIComponent(id)}">
      <span class="num find-number">${number}</span>
      <span class="find-field">${letter(prefix)} ${field}</span>
      <span class="text-quiet">lấy số ${joined}${counter ? html` · ${counter}` : nothing}</span>
      <span class="find-marks"
        >${priority ? html`<span class="find-priority">${icon("chevrons-up")} Ưu tiên</span>` : nothing}
        <span class="chip chip-${state.key}">${icon(state.icon)} ${state.word}</span></span
      >
      ${icon("chevron-right")}
    </a>
  </li>`;
}
