/** The page of spare numbers: entering what was given on the left, printing sheets on the right. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { key, letter, lostBand, octagon, priorityChip, topbar, waitingForHall } from "../shared/staff.js";
import { printPanel } from "./print-view.js";
import { sheets } from "./sheet-view.js";

/** `told`: the view model or null before the first snapshot; `page`, `acts` as in main.js. */
export function paper(told, page, acts) {
  return html`<div class="paper-screen">
      ${bar(told, page)} ${lostBand(page.lost)}
      <main class="paper">
        ${
          told
            ? html`<div class="paper-left">${entry(told, page, acts)} ${entered(told, page, acts)}</div>
                ${printPanel(told, page, acts)}`
            : waitingForHall(page.never)
        }
      </main>
    </div>
    ${told ? sheets(told) : nothing}`;
}

function bar(told, page) {
  return topbar({
    title: "Số dự phòng",
    line: told ? told.centre.words : nothing,
    sample: told?.centre.sample,
    lost: page.lost,
    connected: told !== null,
    now: told ? page.now : null,
    actions: page.may.has("see_reception")
      ? html`<a class="topbar-button" href="/reception">${icon("arrow-left")} Bàn hướng dẫn</a>`
      : nothing,
  });
}

function entry(told, page, acts) {
  const press = page.presses.of("enter");
  const off = page.off ?? told.ended;
  return html`<form class="panel entry" novalidate aria-labelledby="entry-title" @submit=${acts.submit}>
    <div>
      <h2 class="entry-title" id="entry-title">Ghi số đã phát</h2>
      <p class="entry-hint">Chỉ ghi người còn đang chờ. Mỗi số đứng vào chỗ của giờ phát.</p>
    </div>
    <div class="entry-row">
      ${numberInput(page, acts)} ${timeInput(page, acts)}
      <label class="entry-priority">
        <input name="priority" type="checkbox" .checked=${page.priority} @change=${(event) => acts.priority(event.target.checked)} />
        ${icon("chevrons-up")} Ưu tiên
      </label>
      <button class="button button-primary entry-send" aria-disabled=${off || press.busy ? "true" : nothing} title=${off ?? nothing}>
        ${pressWords(press, "Ghi")} ${key("Enter", { dark: true })}
      </button>
    </div>
    <p class="entry-field" id="entry-field">
      ${told.field ? html`${letter(told.field.prefix)} ${told.field.name}` : html`Số dự phòng: chữ đầu và ${told.kept}`}
    </p>
    ${answerOf({ error: page.mistake?.text ?? press.error ?? off })}
    <p class="visually-hidden" role="status">${page.said}</p>
  </form>`;
}

function numberInput(page, acts) {
  return html`<label class="entry-number">
    Số trên phiếu
    <input
      name="number"
      class="num"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      maxlength="8"
      placeholder="H903"
      aria-describedby="entry-field"
      aria-invalid=${page.wrong === "number" ? "true" : nothing}
      .value=${page.number}
      @input=${(event) => acts.number(event.target.value)}
    />
  </label>`;
}

function timeInput(page, acts) {
  return html`<label class="entry-time">
    Giờ phát
    <input
      name="time"
      class="num"
      autocomplete="off"
      inputmode="numeric"
      maxlength="5"
      placeholder="08:12"
      aria-invalid=${page.wrong === "time" ? "true" : nothing}
      .value=${page.time}
      @input=${(event) => acts.time(event.target.value)}
    />
  </label>`;
}

function entered(told, page, acts) {
  return html`<section class="panel given" aria-labelledby="given-title">
    <div class="panel-head">
      <h2 class="panel-title" id="given-title">Đã ghi hôm nay</h2>
      <span class="panel-note">${told.entered} số</span>
    </div>
    ${
      told.rows.length
        ? html`<ul class="given-list">
              ${repeat(
                told.rows,
                ({ id }) => id,
                (row) => given(row, page, acts),
              )}
            </ul>
            ${told.more ? html`<p class="given-more">${told.more}</p>` : nothing}`
        : html`<p class="given-none">Chưa ghi số nào. Gõ số, giờ phát, rồi Enter; số tiếp theo được điền sẵn.</p>`
    }
  </section>`;
}

function given(row, page, acts) {
  const press = page.presses.of(row.id);
  return html`<li class=${row.takenBack ? "is-taken-back" : ""}>
    <span class="num given-number">${row.number}</span>
    <span class="given-field">${letter(row.prefix)} ${row.field}</span>
    <span class="given-time">phát <b>${row.given}</b></span>
    <span class="given-marks">
      ${row.priority ? priorityChip() : nothing}
      <span class="chip chip-${row.state.key}">${icon(row.state.icon)} ${row.state.word}</span>
    </span>
    ${row.mayTakeBack ? takeBack(row, press, page, acts) : html`<span></span>`}
    ${press.error ? html`<p class="answer given-answer" role="alert">${octagon()} <span>${press.error}</span></p>` : nothing}
  </li>`;
}

function takeBack({ id, number }, press, { off }, acts) {
  return html`<button
    class="button given-undo"
    type="button"
    aria-label="Hủy ${number}: ghi nhầm"
    aria-disabled=${off || press.busy ? "true" : nothing}
    title=${off ?? "Ghi nhầm: hủy, rồi ghi lại được"}
    @click=${() => off || acts.takeBack(id, number)}
  >
    ${icon("undo-2")} ${pressWords(press, "Hủy")}
  </button>`;
}
