/** The sheets themselves: ten slips on an A4 page, each with a stub that stays at the desk. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";

export function sheets({ print, centre }) {
  return html`<div class="sheets" aria-hidden="true">${print.sheets.map((page) => sheet(page, centre))}</div>`;
}

function sheet({ title, prefix, field, numbers }, centre) {
  return html`<section class="sheet-a4">
    <p class="sheet-head">
      <b>${title}</b> ${field} <span>Số dự phòng khi mất điện · ${centre.name}</span> <i>${icon("scissors")}</i>
    </p>
    <div class="sheet-slips">${numbers.map((number) => slip({ number, prefix, field }, centre))}</div>
  </section>`;
}

/** One slip: the stub with the time, for whoever enters it later, and the part the citizen takes along. */
export function slip({ number, field }, centre) {
  return html`<article class="paper-slip">
    <div class="paper-stub">
      <span>Cuống lưu</span>
      <b class="num">${number}</b>
      <span class="paper-blank">Giờ <i></i>:<i></i></span>
      <span class="paper-tick"><i></i> Ưu tiên</span>
    </div>
    <div class="paper-part">
      <p class="paper-centre">${centre.kind} <b>${centre.name}</b></p>
      <p class="paper-label">Số thứ tự ${centre.sample ? html`<b>DỮ LIỆU MẪU</b>` : nothing}</p>
      <p class="num paper-number">${number}</p>
      <p class="paper-field">${field}</p>
      <p class="paper-blank">Ngày <i></i>/<i></i>/<i class="is-year"></i> <span>Giờ <i></i>:<i></i></span></p>
      <p class="paper-foot">
        Khi có điện, số này được gọi theo giờ ghi ở trên.<br />
        Phiếu này không thay Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
      </p>
    </div>
  </article>`;
}
