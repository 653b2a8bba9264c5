/** The tool row of the report: which days, by what, and the downloads. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { said } from "../shared/press-view.js";
import { BY, PRESETS, written } from "./range.js";

const FORMATS = ["xlsx", "csv", "json"];

/** `page`: `{range, by, compare, preset, picking, picked, pickError, loading, error, downloads}`; `acts`: what presses do. */
export function tools(page, acts) {
  return html`<div class="tools">
      <h2 class="tools-title">Thời gian chờ</h2>
      ${rangePicker(page, acts)}
      <div class="tools-presets" role="group" aria-label="Khoảng ngày có sẵn">
        ${PRESETS.map(([name, words]) => preset(words, page.preset === name, () => acts.preset(name)))}
      </div>
      <label class="tools-by"
        >Theo:
        <select @change=${(event) => acts.by(event.target.value)}>
          ${BY.map(([name, words]) => html`<option value=${name} .selected=${page.by === name}>${words}</option>`)}
        </select>
      </label>
      <button class="button tools-compare" aria-pressed=${page.compare} @click=${acts.compare}>So sánh</button>
      ${files(page, acts)}
    </div>
    ${errors(page)}`;
}

/** The end of the row, on every page of figures: the files, the paper, and whether an answer is being worked out. */
export function files({ downloads, loading }, acts) {
  return html`<div class="tools-save">
      <span>${icon("download")} Tải về</span>
      ${FORMATS.map((format) => file(format, downloads.busy, acts))}
      <button class="button" @click=${acts.print}>${icon("printer")} In, PDF</button>
    </div>
    <div class="tools-progress" role="status">
      ${loading ? html`<progress aria-hidden="true"></progress><span>đang tính…</span>` : nothing}
    </div>`;
}

function file(format, busy, acts) {
  return html`<button
    class="button"
    aria-label="Tải về ${format.toUpperCase()}"
    aria-disabled=${busy ? "true" : nothing}
    @click=${() => acts.download(format)}
  >
    ${format.toUpperCase()}
  </button>`;
}

/** Under the row: what could not be worked out or saved. */
export function errors({ error, downloads }) {
  return html`<div class="tools-errors" role="alert">${[error, downloads.error].filter(Boolean).map(said)}</div>`;
}

function preset(words, chosen, press) {
  return html`<button class="button" aria-pressed=${chosen} @click=${press}>${words}</button>`;
}

function rangePicker({ range, picking, picked, pickError }, acts) {
  return html`<div class="picker" @keydown=${(event) => event.key === "Escape" && acts.pick(false)}>
    <button
      class="button picker-button"
      aria-expanded=${picking}
      aria-haspopup="dialog"
      @click=${() => acts.pick(!picking)}
    >
      ${icon("calendar-days")} ${written(range)} ${icon("chevron-down")}
    </button>
    ${
      picking
        ? html`<form class="picker-popup" role="dialog" aria-label="Chọn khoảng ngày" @submit=${acts.picked}>
            <label
              >Từ ngày
              <input
                type="date"
                name="from"
                required
                .value=${picked.from}
                @input=${(event) => acts.choose({ from: event.target.value })}
            /></label>
            <label
              >Đến ngày
              <input
                type="date"
                name="to"
                required
                .value=${picked.to}
                @input=${(event) => acts.choose({ to: event.target.value })}
            /></label>
            <div role="alert">${pickError ? said(pickError) : nothing}</div>
            <p class="picker-foot">
              <button class="button" type="button" @click=${() => acts.pick(false)}>Thôi</button>
              <button class="button button-primary">Xem</button>
            </p>
          </form>`
        : nothing
    }
  </div>`;
}
