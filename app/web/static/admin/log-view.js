/** Draws the log: which day, which kind, and a row for each change; it prints as it stands. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { said } from "../shared/press-view.js";
import { KINDS } from "./log.js";

/** `told`: `{day, words, today, kind, rows (null: not there yet), error, centre}`; `acts`: `{day, kind, print}`. */
export function logPage(told, acts) {
  return html`<main class="content">
    <header class="content-head log-head">
      <div>
        <h2 class="content-title">Nhật ký</h2>
        <p class="content-line">${told.words}. Ai đổi gì, lúc nào, trước và sau. Không ai sửa được.</p>
      </div>
      <div class="log-tools">
        <div class="log-days" role="group" aria-label="Ngày">
          <button class="button" aria-label="Ngày trước" title="Ngày trước" @click=${() => acts.step(-1)}>${icon("chevron-left")}</button>
          <input type="date" lang="vi" aria-label="Ngày" .value=${told.day} max=${told.today} @change=${(event) => acts.day(event.target.value)} />
          <button
            class="button"
            aria-label="Ngày sau"
            title="Ngày sau"
            aria-disabled=${told.day >= told.today ? "true" : nothing}
            @click=${() => told.day < told.today && acts.step(1)}
          >
            ${icon("chevron-right")}
          </button>
        </div>
        <label class="log-kind"
          >Loại
          <select @change=${(event) => acts.kind(event.target.value)}>
            ${KINDS.map(([kind, words]) => html`<option value=${kind} .selected=${kind === told.kind}>${words}</option>`)}
          </select>
        </label>
        <button class="button" @click=${acts.print}>${icon("printer")} In</button>
      </div>
    </header>
    <div role="alert">${told.error ? said(told.error) : nothing}</div>
    <p class="log-printed">${told.centre.kind} ${told.centre.name}${told.centre.sample ? " · Dữ liệu mẫu" : ""}</p>
    ${told.rows?.length ? table(told.rows) : html`<p class="panel log-none">${told.rows ? "Không có thay đổi nào." : "Đang tải…"}</p>`}
  </main>`;
}

function table(rows) {
  return html`<div class="panel log-scroll">
    <table class="log">
      <thead>
        <tr>
          <th scope="col">Lúc</th>
          <th scope="col">Việc</th>
          <th scope="col">Trước</th>
          <th scope="col"><span class="visually-hidden">thành</span></th>
          <th scope="col">Sau</th>
          <th scope="col">Ai</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ time, text, before, after, reason, actor }) => html`<tr>
            <td class="log-time">${time}</td>
            <td class="log-text">${text}${reason ? html`<span class="text-quiet"> Lý do: ${reason}.</span>` : nothing}</td>
            <td class="log-version">${before ?? nothing}</td>
            <td class="log-arrow">${before !== null || after !== null ? icon("arrow-right") : nothing}</td>
            <td class="log-version">${after ?? nothing}</td>
            <td class="log-actor">${actor}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
