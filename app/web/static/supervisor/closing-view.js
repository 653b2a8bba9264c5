/** The foot of the right column: fields that give no more numbers, with the supervisor's word; the morning's people. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { answerOf, pressWords } from "../shared/press-view.js";
import { letter, triangle } from "../shared/staff.js";
import { sheet } from "./sheet-view.js";

/** Nothing at all on a day that has room for everybody. `acts`: `{override(on), morning(), off, mayAct, press}`. */
export function closingPanel({ stops, morning }, acts) {
  if (!stops && !morning) return nothing;
  return html`<section class="panel closing" aria-label="Cuối ngày">
    ${stops ? stopped(stops, acts) : nothing} ${morning ? morningLine(morning, acts) : nothing}
  </section>`;
}

function stopped({ rows, until }, acts) {
  const words = until ? `Vẫn cho lấy số đến ${until}` : "Dừng lấy số";
  return html`<div class="closing-part">
    <div class="panel-head">
      <h2 class="panel-title">${until ? icon("lock-open") : triangle()} ${words}</h2>
      ${acts.mayAct ? word(until, acts) : nothing}
    </div>
    ${
      until
        ? html`<p class="closing-why">Không lĩnh vực nào tự dừng, dù các quầy có thể không phục vụ kịp.</p>`
        : html`<ul class="closing-rows" tabindex="0" aria-label="Lĩnh vực đã dừng lấy số">
            ${rows.map(stop)}
          </ul>`
    }
    ${answerOf(acts.press)}
  </div>`;
}

/** One press each way: it speaks for every field at once, and ends with the session. */
function word(until, { press, off, override }) {
  const still = off || press.busy;
  return html`<button
    class="button button-small ${until ? "" : "button-primary"}"
    aria-disabled=${still ? "true" : nothing}
    title=${off ?? nothing}
    @click=${() => still || override(!until)}
  >
    ${pressWords(press, until ? "Tự dừng lại" : "Vẫn cho lấy số")}
  </button>`;
}

function stop({ prefix, name, what, why }) {
  return html`<li>
    ${letter(prefix)} <span><b>${name}</b>: ${what}, <span class="closing-figures">${why}</span></span>
  </li>`;
}

function morningLine({ count }, { morning }) {
  return html`<div class="closing-part panel-head">
    <h2 class="panel-title">Chưa thấy từ buổi sáng</h2>
    <span class="count-chip">${count}</span>
    <button class="button button-small" @click=${morning}>Xem</button>
  </div>`;
}

/** The dialog that lists them; each leads to its story. */
export function morningSheet({ morning, close }) {
  return sheet({
    title: "Chưa thấy từ buổi sáng",
    line: morning
      ? html`<b>${morning.count} số</b> lấy từ buổi trước vẫn đang chờ, theo thứ tự sẽ gọi.`
      : "Không còn ai chờ từ buổi sáng.",
    close,
    body: morning
      ? html`<ul class="morning-rows">
            ${morning.rows.map(person)}
          </ul>
          ${morning.more ? html`<p class="sheet-small">và ${morning.more} số nữa</p>` : nothing}`
      : nothing,
    foot: html`<p class="sheet-small">Tại quầy: gọi, không đến thì Vắng mặt và gọi tiếp; ai quay lại thì Bàn hướng dẫn nhận lại.</p>
      <span class="sheet-gap"></span><button class="button button-primary" @click=${close}>Đóng</button>`,
  });
}

function person({ id, number, prefix, since }) {
  return html`<li>
    <a href="/supervisor/tickets/${encodeURIComponent(id)}"
      >${letter(prefix)} <span class="num">${number}</span> <span class="text-quiet"><span class="visually-hidden">lấy số</span> từ ${since}</span></a
    >
  </li>`;
}
