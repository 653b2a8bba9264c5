/** The dialog's frame, and the dialogs that ask about a counter or the day. Lending has its own file. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { letter } from "../shared/staff.js";
import { answerOf, pressWords } from "./press-view.js";

/** A dialog's inside: heading, body, and the row of presses at its foot. */
export function sheet({ title, line = nothing, close, body, foot }) {
  return html`<header class="sheet-head">
      <div><h2 class="sheet-title" id="sheet-title">${title}</h2><p class="sheet-line">${line}</p></div>
      <button class="button button-quiet sheet-close" aria-label="Đóng" @click=${close}>${icon("x")}</button>
    </header>
    <div class="sheet-body">${body}</div>
    <footer class="sheet-foot">${foot}</footer>`;
}

/** One press at the foot of a dialog. `off`: a sentence why not now, or null. */
export function sheetPress({ label, press, off, kind = "primary", run }) {
  const still = off || press.busy;
  return html`<button class="button button-${kind}" aria-disabled=${still ? "true" : nothing} title=${off ?? nothing}
    @click=${() => still || run()}>${pressWords(press, label)}</button>`;
}

/** A counter: what it does, the fields it serves, and the way to free it. */
export function counterSheet(told, acts) {
  return sheet({
    title: `Quầy số ${told.number}`,
    line: html`${told.sentence}${told.clerk ? html` · ${told.clerk}` : nothing}`,
    close: acts.close,
    body: html`${storyLink(told.ticket)} ${told.lentTo ? lending(told, acts) : nothing} ${dutiesTable(told, acts)}`,
    foot: html`${answerOf(told.press)}
      ${acts.mayAct ? html`${told.closed ? nothing : html`<button class="button button-danger" @click=${acts.release}>${icon("lock-open")} Giải phóng quầy…</button>`}
        <span class="sheet-gap"></span>
        ${sheetPress({ label: "Lưu thay đổi", press: told.press, off: acts.off ?? (told.edited ? null : "Chưa có thay đổi."), run: acts.save })}` : nothing}`,
  });
}

function storyLink(ticket) {
  if (!ticket) return nothing;
  return html`<p><a class="button" href="/supervisor/tickets/${encodeURIComponent(ticket.id)}">${icon("ticket")} Diễn biến của phiếu ${ticket.number}</a></p>`;
}

/** The counter was taken away while its dialog stood open. */
export function goneSheet({ close }) {
  return sheet({ title: "Quầy không còn", close, body: "Quầy này vừa được bỏ khỏi Trung tâm.", foot: nothing });
}

function lending({ lentTo, press }, acts) {
  return html`<p class="sheet-note">${icon("clock")} <span>Đang tăng cường cho ${lentTo}. Lưu thay đổi thì thôi tăng cường.</span>
    ${acts.mayAct ? sheetPress({ label: "Thôi tăng cường", press, off: acts.off, kind: "plain", run: acts.unlend }) : nothing}</p>`;
}

const DUTIES = [
  ["own", "nhận chính"],
  ["help", "hỗ trợ"],
  ["none", "không"],
];

function dutiesTable({ fields, draft }, acts) {
  return html`<table class="duties">
      <caption class="visually-hidden">Nhóm lĩnh vực của quầy</caption>
      <thead>
        <tr>
          <th scope="col">Nhóm lĩnh vực</th>
          ${DUTIES.map(([, word]) => html`<th scope="col">${word}</th>`)}
          <th scope="col">hỗ trợ sau</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map((field) => dutyRow(field, draft[field.id], acts))}
      </tbody>
    </table>`;
}

/** A list of times rather than a time field: browsers write those in their own language, with AM and PM. */
export function untilSelect(times, chosen, choose) {
  const all = !chosen || times.includes(chosen) ? times : [chosen, ...times];
  return html`<select @change=${(event) => choose(event.target.value)}>
    ${all.map((time) => html`<option value=${time} .selected=${time === chosen}>đến ${time}</option>`)}
  </select>`;
}

function dutyRow({ id, prefix, name }, { duty, lag }, acts) {
  return html`<tr>
    <th scope="row"><span class="field-name">${letter(prefix)} ${name.vi}</span></th>
    ${DUTIES.map(([key, word]) => html`<td>
      <label class="duty"><input type="radio" name="duty-${id}" .checked=${duty === key} ?disabled=${!acts.mayAct}
        aria-label="${name.vi}: ${word}" @change=${() => acts.duty(id, { duty: key, lag })} /></label>
    </td>`)}
    <td class="duty-lag">${duty === "help" ? html`<input type="number" min="1" max="240" inputmode="numeric" .value=${Number.isNaN(lag) ? "" : String(lag)}
      aria-label="${name.vi}: hỗ trợ sau mấy phút" ?disabled=${!acts.mayAct} @input=${(event) => acts.duty(id, { duty, lag: event.target.valueAsNumber })} /> phút` : nothing}</td>
  </tr>`;
}

/** Which counter to free. `rows`: the counters that are not closed, with a sentence each. */
export function releaseSheet({ rows, chosen, press }, acts) {
  const pick = rows.find((row) => row.id === chosen);
  return sheet({
    title: "Giải phóng quầy",
    line: "Quầy đóng lại; cán bộ muốn làm tiếp thì mở quầy lại.",
    close: acts.close,
    body: rows.length
      ? html`<fieldset class="choices"><legend class="visually-hidden">Quầy</legend>${rows.map((row) => releaseRow(row, chosen, acts))}</fieldset>`
      : html`<p class="all-well">Không có quầy nào đang mở.</p>`,
    foot: html`${answerOf(press)}<p class="lend-promise">${pick?.effect ?? ""}</p><span class="sheet-gap"></span>${sheetPress({
      label: pick ? `Giải phóng Quầy số ${pick.number}` : "Giải phóng quầy",
      press,
      kind: "danger",
      off: acts.off ?? (pick ? null : "Xin chọn quầy."),
      run: acts.run,
    })}`,
  });
}

function releaseRow(row, chosen, acts) {
  return html`<label class="choice">
    <input type="radio" name="release" .checked=${row.id === chosen} @change=${() => acts.choose(row.id)} />
    <b>Quầy số ${row.number}</b><span>${row.sentence}</span><span class="text-quiet">${row.clerk ?? ""}</span>
  </label>`;
}

/** The end of the day. `told` is `dayEnd(…)`; `done` the sentence after it is done, or null. */
export function endSheet({ told, carry, done, press }, acts) {
  if (done) return ended(done, acts);
  return sheet({
    title: "Kết thúc ngày làm việc",
    line: told.open ? html`Còn <b>${told.open} phiếu</b> chưa xong: ${told.parts}.` : "Không còn phiếu nào dở dang.",
    close: acts.close,
    body: html`${told.warning ? html`<p class="sheet-note is-warning">${icon("triangle-alert")} ${told.warning}</p>` : nothing}
      ${told.open ? carryChoice(carry, acts) : nothing}
      <p class="sheet-small">Sau khi kết thúc, hôm nay không lấy số và không gọi số được nữa.</p>`,
    foot: html`${answerOf(press)}<button class="button" @click=${acts.close}>Chưa kết thúc</button><span class="sheet-gap"></span>
      ${sheetPress({ label: "Kết thúc ngày làm việc", press, kind: "danger", off: acts.off, run: acts.run })}`,
  });
}

function carryChoice(carry, acts) {
  const choice = (value, title, words) => html`<label class="choice">
    <input type="radio" name="carry" .checked=${carry === value} @change=${() => acts.carry(value)} /> <b>${title}</b><span>${words}</span>
  </label>`;
  return html`<fieldset class="choices"><legend>Các phiếu chưa xong</legend>
    ${choice(false, "Hết giờ, chưa được phục vụ", "Phiếu hết giá trị, tính riêng trong báo cáo.")}
    ${choice(true, "Chuyển sang ngày làm việc tiếp theo", "Mỗi phiếu được một số mới của ngày đó.")}
  </fieldset>`;
}

function ended(done, acts) {
  return sheet({
    title: "Kết thúc ngày làm việc",
    close: acts.close,
    body: html`<p class="sheet-done" role="status">${icon("circle-check")} ${done}</p>`,
    foot: html`<span class="sheet-gap"></span><button class="button button-primary" @click=${acts.close}>Đóng</button>`,
  });
}
