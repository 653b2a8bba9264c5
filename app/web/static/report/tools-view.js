/** The tool row of the report: which days, by what, and the downloads. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { octagon } from "../shared/staff.js";
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
      <div class="tools-save">
        <span>${icon("download")} Tải về</span>
        ${FORMATS.map(
          (format) =>
            html`<button
              class="button"
              aria-label="Tải về ${format.toUpperCase()}"
              aria-disabled=${page.downloads.busy ? "true" : nothing}
              @click=${() => acts.download(format)}
            >
              ${format.toUpperCase()}
            </button>`,
        )}
        <button class="button" @click=${acts.print}>${icon("printer")} In, PDF</button>
      </div>
      <div class="tools-progress" role="status">
        ${page.loading ? html`<progress aria-hidden="true"></progress><span>đang tính…</span>` : nothing}
      </div>
    </div>
    <div class="tools-errors" role="alert">${[page.error, page.downloads.error].filter(Boolean).map(said)}</div>`;
}

function preset(words, chosen, press) {
  return html`<button class="button" aria-pressed=${chosen} @click=${press}>${words}</button>`;
}

function said(error) {
  return html`<p class="answer">${octagon()} <span>${error}</span></p>`;
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
