/** The dialog that ends the day, and what it says afterwards. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { answerOf } from "./press-view.js";
import { sheet, sheetPress } from "./sheet-view.js";

/** The end of the day. `told` is `dayEnd(…)`; `done` the sentence after it is done, or null. */
export function endSheet({ told, carry, done, press }, acts) {
  if (done) return ended(done, acts);
  return sheet({
    title: "Kết thúc ngày làm việc",
    line: told.open ? html`Còn <b>${told.open} phiếu</b> chưa xong: ${told.parts}.` : "Không còn phiếu nào dở dang.",
    close: acts.close,
    body: html`${told.warning ? warning(told.warning) : nothing} ${told.open ? carryChoice(carry, acts) : nothing}
      <p class="sheet-small">Sau khi kết thúc, hôm nay không lấy số và không gọi số được nữa.</p>`,
    foot: html`${answerOf(press)}<button class="button" @click=${acts.close}>Chưa kết thúc</button
      ><span class="sheet-gap"></span>
      ${sheetPress({ label: "Kết thúc ngày làm việc", press, kind: "danger", off: acts.off, run: acts.run })}`,
  });
}

function warning(words) {
  return html`<p class="sheet-note is-warning">${icon("triangle-alert")} ${words}</p>`;
}

function carryChoice(carry, acts) {
  const choice = (value, title, words) =>
    html`<label class="choice">
      <input type="radio" name="carry" .checked=${carry === value} @change=${() => acts.carry(value)} /> <b>${title}</b
      ><span>${words}</span>
    </label>`;
  return html`<fieldset class="choices">
    <legend>Các phiếu chưa xong</legend>
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
