/** Choosing what to print: fields, how many numbers, from which on; with one slip as it will come out. */
import { html } from "lit-html";
import { icon } from "../shared/icon.js";
import { letter } from "../shared/staff.js";
import { slip } from "./sheet-view.js";

export function printPanel({ print, centre, kept }, page, acts) {
  const [first] = print.sheets;
  const none = !first;
  return html`<section class="panel print" aria-labelledby="print-title">
    <div>
      <h2 class="entry-title" id="print-title">In số dự phòng</h2>
      <p class="entry-hint">In trước, cất ở Bàn hướng dẫn. Máy lấy số không bao giờ phát các số ${kept}.</p>
    </div>
    <fieldset class="print-fields">
      <legend>
        Lĩnh vực
        <button class="button button-quiet print-all" type="button" @click=${acts.chooseAll}>
          ${print.all ? "Bỏ chọn cả" : "Chọn cả"}
        </button>
      </legend>
      ${print.fields.map(({ prefix, name, chosen }) => choice(prefix, name, chosen, acts))}
    </fieldset>
    <div class="print-range">
      ${amount("Mỗi lĩnh vực", "số", page.print.count, (value) => acts.print({ count: value }), [1, print.most - print.range.from + 1])}
      ${amount("Từ số", "", page.print.from, (value) => acts.print({ from: value }), [print.least, print.most])}
    </div>
    <div class="print-sample" aria-hidden="true">
      ${slip(none ? { number: "–", field: "", prefix: "" } : { ...first, number: first.numbers[0] }, centre)}
    </div>
    <button class="button button-primary print-send" type="button" aria-disabled=${none} @click=${() => none || acts.send()}>
      ${icon("printer")} ${print.promise}
    </button>
  </section>`;
}

function choice(prefix, name, chosen, acts) {
  return html`<label class="print-field" title=${name}>
    <input type="checkbox" .checked=${chosen} @change=${(event) => acts.choose(prefix, event.target.checked)} />
    ${letter(prefix)} <span>${name}</span>
  </label>`;
}

function amount(label, unit, value, change, [least, most]) {
  return html`<label>
    ${label}
    <span>
      <input
        type="number"
        inputmode="numeric"
        min=${least}
        max=${most}
        .value=${String(value)}
        @input=${(event) => change(event.target.value)}
      />
      ${unit}
    </span>
  </label>`;
}
