/** The dialog that frees a counter somebody left open. */
import { html } from "lit-html";
import { answerOf } from "../shared/press-view.js";
import { sheet, sheetPress } from "./sheet-view.js";

/** Which counter to free. `rows`: the counters that are not closed, with a sentence each. */
export function releaseSheet({ rows, chosen, press }, acts) {
  const pick = rows.find((row) => row.id === chosen);
  return sheet({
    title: "Giải phóng quầy",
    line: "Quầy đóng lại; cán bộ muốn làm tiếp thì mở quầy lại.",
    close: acts.close,
    body: rows.length
      ? html`<fieldset class="choices">
          <legend class="visually-hidden">Quầy</legend>
          ${rows.map((row) => releaseRow(row, chosen, acts))}
        </fieldset>`
      : html`<p class="all-well">Không có quầy nào đang mở.</p>`,
    foot: html`${answerOf(press)}
      <p class="lend-promise">${pick?.effect ?? ""}</p>
      <span class="sheet-gap"></span>${sheetPress({
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
