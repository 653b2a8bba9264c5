/** The band in the lost band's place when the server no longer knows who this is: what stays as it was, and the way back. */
import { html } from "lit-html";
import { octagon } from "../shared/staff.js";

export const SIGN_IN = "/login?next=/counter";

export function signedOutBand() {
  return html`<p class="lost-band" role="alert">
    ${octagon()} Phiên làm việc đã hết. Quầy và số đang ở quầy vẫn như cũ.
    <a class="button" href=${SIGN_IN} data-first>Đăng nhập lại</a>
  </p>`;
}
