/** The dialog that ends the day, and what it says afterwards. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { answerOf } from "../shared/press-view.js";
import { letter } from "../shared/staff.js";
import { sheet, sheetPress } from "./sheet-view.js";

/** The end of the day. `told` is `dayEnd(…)`; `done` is `{sentence, list}` after it is done, or null. */
export function endSheet({ told, carry, done, press }, acts) {
  if (done) return ended(done, acts);
  return sheet({
    title: "Kết thúc ngày làm việc",
    line: told.open ? html`Còn <b>${told.open} phiếu</b> chưa xong.` : "Không còn phiếu nào dở dang.",
    close: acts.close,
    body: html`${told.warning ? warning(told.warning) : nothing}
      ${told.open ? html`${left(told)} ${carryChoice(told, carry, acts)}` : nothing}
      <p class="sheet-small">Sau khi kết thúc, hôm nay không lấy số và không gọi số được nữa.</p>`,
    foot: html`${answerOf(press)}<button class="button" @click=${acts.close}>Chưa kết thúc</button
      ><span class="sheet-gap"></span>
      ${sheetPress({ label: "Kết thúc ngày làm việc", press, kind: "danger", off: acts.off, run: acts.run })}`,
  });
}

function warning(words) {
  return html`<p class="sheet-note is-warning">${icon("triangle-alert")} ${words}</p>`;
}

function left({ columns, rows, total }) {
  const counts = (figures) => figures.map((n) => html`<td class="is-number">${n === "0" ? "" : n}</td>`);
  return html`<table class="left-over">
    <caption class="visually-hidden">
      Phiếu chưa xong theo nhóm lĩnh vực
    </caption>
    <thead>
      <tr>
        <th scope="col">Nhóm lĩnh vực</th>
        ${columns.map((word) => html`<th scope="col" class="is-number">${word}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ prefix, name, counts: figures }) =>
          html`<tr>
            <th scope="row"><span class="field-name">${letter(prefix)} ${name}</span></th>
            ${counts(figures)}
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">Cộng</th>
        ${counts(total)}
      </tr>
    </tfoot>
  </table>`;
}

function carryChoice({ following }, carry, acts) {
  const choice = (value, title, words, off = false) =>
    html`<label class="choice">
      <input type="radio" name="carry" .checked=${carry === value} ?disabled=${off} @change=${() => acts.carry(value)} />
      <b>${title}</b><span>${words}</span>
    </label>`;
  return html`<fieldset class="choices">
    <legend>Các phiếu chưa xong</legend>
    ${choice(false, "Hết giờ, chưa được phục vụ", "Phiếu hết giá trị, tính riêng trong báo cáo.")}
    ${
      following
        ? choice(true, `Chuyển sang ${following}`, "Mỗi phiếu được một số mới, giữ thứ tự; phiếu mới được in.")
        : choice(true, "Chuyển sang ngày làm việc tiếp theo", "Hai tháng tới không có ngày làm việc nào.", true)
    }
  </fieldset>`;
}

function ended({ sentence, list }, acts) {
  return sheet({
    title: "Kết thúc ngày làm việc",
    close: acts.close,
    body: html`<p class="sheet-done" role="status">${icon("circle-check")} ${sentence}</p>`,
    foot: html`${list ? html`<a class="button" href=${list}>${icon("printer")} Xem và in danh sách</a>` : nothing}
      <span class="sheet-gap"></span><button class="button button-primary" @click=${acts.close}>Đóng</button>`,
  });
}
