/** The dialog that lends a counter to a field for a while. */
import { html } from "lit-html";
import { answerOf } from "../shared/press-view.js";
import { letter, octagon, triangle } from "../shared/staff.js";
import { sheet, sheetPress, untilSelect } from "./sheet-view.js";

/** `told`: `{counters, fields, chosen: {counter, field, until}, times, promise, press}`. */
export function lendSheet({ counters, fields, chosen, times, promise, press }, acts) {
  return sheet({
    title: "Tăng cường quầy",
    line: "Quầy vẫn nhận lĩnh vực của mình và nhận thêm một nhóm lĩnh vực cho đến giờ trả về.",
    close: acts.close,
    body: html`<div class="lend">
      <fieldset>
        <legend>Quầy</legend>
        <div class="lend-counters">${counters.map((counter) => tile(counter, chosen, acts))}</div>
      </fieldset>
      <fieldset>
        <legend>Nhóm lĩnh vực</legend>
        <div class="choices">${fields.map((field) => fieldRow(field, chosen, acts))}</div>
      </fieldset>
      <label class="until">Tăng cường ${untilSelect(times, chosen.until, (until) => acts.choose({ until }))}</label>
    </div>`,
    foot: html`${answerOf(press)}
      <p class="lend-promise">${promise.text ?? promise.error}</p>
      <span class="sheet-gap"></span>
      ${sheetPress({ label: "Tăng cường", press, off: acts.off ?? promise.error ?? null, run: acts.run })}`,
  });
}

function tile({ id, number, is, word, letters }, chosen, acts) {
  return html`<label class="lend-counter is-${is}">
    <input
      type="radio"
      name="lend-counter"
      .checked=${id === chosen.counter}
      @change=${() => acts.choose({ counter: id })}
    />
    <span class="num">${number}</span><span class="lend-letters">${letters}</span><span class="lend-word">${word}</span>
  </label>`;
}

function fieldRow({ id, prefix, name, waiting, longest }, chosen, acts) {
  return html`<label class="choice lend-field">
    <input type="radio" name="lend-field" .checked=${id === chosen.field} @change=${() => acts.choose({ field: id })} />
    ${letter(prefix)}<b>${name.vi}</b><span>${waiting} chờ</span
    ><span class="lend-longest is-${longest.grade}">${sign(longest.grade)} ${longest.text}</span>
  </label>`;
}

function sign(grade) {
  if (grade === "past") return octagon();
  return grade === "soon" ? triangle() : "";
}
