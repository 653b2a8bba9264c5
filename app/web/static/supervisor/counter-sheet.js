/** The dialog of one counter. */
import { html, nothing } from "lit-html";
import { clockTime } from "../shared/format.js";
import { icon } from "../shared/icon.js";
import { answerOf } from "../shared/press-view.js";
import { letter } from "../shared/staff.js";
import { sheet, sheetPress } from "./sheet-view.js";

/** A counter: what it does, the fields it serves, and the way to free it. */
export function counterSheet(told, acts) {
  return sheet({
    title: `Quầy số ${told.number}`,
    line: html`${told.sentence}${told.clerk ? html` · ${told.clerk}` : nothing}`,
    close: acts.close,
    body: html`${told.ticket ? ticketPart(told, acts) : nothing} ${told.lentTo ? lending(told, acts) : nothing} ${dutiesTable(told, acts)}`,
    foot: html`${answerOf(told.press)}${acts.mayAct ? presses(told, acts) : nothing}`,
  });
}

function presses(told, acts) {
  const off = acts.off ?? (told.edited ? null : "Chưa có thay đổi.");
  const free = html`<button class="button button-danger" @click=${acts.release}>
    ${icon("lock-open")} Giải phóng quầy…
  </button>`;
  return html`${told.closed ? nothing : free}
    <span class="sheet-gap"></span>
    ${sheetPress({ label: "Lưu thay đổi", press: told.press, off, run: acts.save })}`;
}

/** The ticket at the counter: its story, and what its clerk can no longer say of it. */
function ticketPart({ ticket, mends, press }, acts) {
  return html`<div class="sheet-ticket">
    <a class="button" href="/supervisor/tickets/${encodeURIComponent(ticket.id)}"
      >${icon("ticket")} Diễn biến của phiếu ${ticket.number}</a
    >
    ${acts.mayAct ? mends.map((mend) => mendPart(mend, press, acts)) : nothing}
  </div>`;
}

function mendPart({ verb, label, effect }, press, acts) {
  return html`<p class="sheet-mend">
    ${sheetPress({ label, press, off: acts.off, kind: "plain", run: () => acts.mend(verb) })}
    <span class="text-quiet">${effect}</span>
  </p>`;
}

/** The counter was taken away while its dialog stood open. */
export function goneSheet({ close }) {
  return sheet({ title: "Quầy không còn", close, body: "Quầy này vừa được bỏ khỏi Trung tâm.", foot: nothing });
}

function lending({ lentTo, press }, acts) {
  const stop = { label: "Thôi tăng cường", press, off: acts.off, kind: "plain", run: acts.unlend };
  return html`<p class="sheet-note">
    ${icon("clock")}
    <span>Đang tăng cường cho ${lentTo}. Lưu thay đổi vẫn giữ đến giờ đó.</span>
    ${acts.mayAct ? sheetPress(stop) : nothing}
  </p>`;
}

const DUTIES = [
  ["own", "nhận chính"],
  ["help", "hỗ trợ"],
  ["none", "không"],
];

function dutiesTable({ fields, draft, zone }, acts) {
  return html`<table class="duties">
    <caption class="visually-hidden">
      Nhóm lĩnh vực của quầy
    </caption>
    <thead>
      <tr>
        <th scope="col">Nhóm lĩnh vực</th>
        ${DUTIES.map(([, word]) => html`<th scope="col">${word}</th>`)}
        <th scope="col">hỗ trợ sau</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map((field) => dutyRow(field, draft[field.id], zone, acts))}
    </tbody>
  </table>`;
}

/** A loan stands under its field's name, with the time at which it ends by itself; unticked it ends with the saving. */
function loanOf({ id, name }, { loan, lent }, zone, acts) {
  const until = clockTime(loan.until, zone);
  return html`<label class="duty-loan"
    ><input
      type="checkbox"
      .checked=${lent}
      ?disabled=${!acts.mayAct}
      aria-label="${name.vi}: tăng cường đến ${until}"
      @change=${(event) => acts.duty(id, { lent: event.target.checked })}
    />
    tăng cường đến ${until}</label
  >`;
}

function dutyRow(field, entry, zone, acts) {
  const { id, prefix, name } = field;
  const { duty, lag } = entry;
  return html`<tr>
    <th scope="row">
      <span class="field-name">${letter(prefix)} ${name.vi}</span>
      ${entry.loan ? loanOf(field, entry, zone, acts) : nothing}
    </th>
    ${DUTIES.map(
      ([key, word]) =>
        html`<td>
          <label class="duty"
            ><input
              type="radio"
              name="duty-${id}"
              .checked=${duty === key}
              ?disabled=${!acts.mayAct}
              aria-label="${name.vi}: ${word}"
              @change=${() => acts.duty(id, { duty: key, lag })}
          /></label>
        </td>`,
    )}
    <td class="duty-lag">
      ${
        duty === "help"
          ? html`<input
                type="number"
                min="1"
                max="240"
                inputmode="numeric"
                .value=${Number.isNaN(lag) ? "" : String(lag)}
                aria-label="${name.vi}: hỗ trợ sau mấy phút"
                ?disabled=${!acts.mayAct}
                @input=${(event) => acts.duty(id, { duty, lag: event.target.valueAsNumber })}
              />
              phút`
          : nothing
      }
    </td>
  </tr>`;
}
