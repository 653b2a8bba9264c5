/** The list of a day's end, as it is read on a screen and printed on A4. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { said } from "../shared/press-view.js";
import { letter } from "../shared/staff.js";
import { frame } from "../supervisor/frame.js";

/** `list` is the view model or null; `page`: `{centre, lost, now, day, error}`; `acts`: `{day, print}`. */
export function dayPage(list, page, acts) {
  return html`${frame({ tab: "find", centre: page.centre, lost: page.lost, now: page.now })}
    <div class="day">
      <form class="panel day-tools" @submit=${(event) => event.preventDefault()}>
        <label>Ngày <input type="date" .value=${page.day ?? ""} @change=${(event) => acts.day(event.target.value)} /></label>
        <span class="day-gap"></span>
        <button class="button" type="button" ?disabled=${!list?.rows.length} @click=${acts.print}>
          ${icon("printer")} In danh sách
        </button>
      </form>
      <div role="alert">
        ${page.error ? said(page.error) : nothing}
      </div>
      ${list ? sheet(list, page.centre) : nothing}
    </div>`;
}

function sheet(list, centre) {
  return html`<section class="panel day-sheet" aria-labelledby="day-title">
    <header class="day-head">
      ${centre ? html`<p class="day-centre">${centre.kind} ${centre.name}${centre.sample ? " · Dữ liệu mẫu" : ""}</p>` : nothing}
      <h2 class="day-title" id="day-title">Phiếu chưa được phục vụ</h2>
      <p class="day-line">${list.title} · ${list.ended}</p>
      ${list.summary ? html`<p class="day-line"><b>${list.summary}</b></p>` : nothing}
      ${list.into ? html`<p class="day-line">Số mới dùng cho: ${list.into}.</p>` : nothing}
    </header>
    ${
      list.rows.length
        ? table(list)
        : html`<p class="day-none">${icon("circle-check")} Không có phiếu nào chưa được phục vụ.</p>`
    }
  </section>`;
}

function table({ rows, carries }) {
  return html`<table class="day-table">
    <caption class="visually-hidden">
      Phiếu chưa được phục vụ, theo thứ tự sẽ được gọi
    </caption>
    <thead>
      <tr>
        <th scope="col">Số</th>
        <th scope="col">Lĩnh vực</th>
        ${carries ? html`<th scope="col">Số mới</th><th scope="col">Ngày</th>` : html`<th scope="col">Kết quả</th>`}
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => line(row, carries))}
    </tbody>
  </table>`;
}

/** Whoever has no new number has the reason in its place. */
function line({ id, number, prefix, field, next }, carries) {
  return html`<tr>
    <th scope="row"><a class="num" href="/supervisor/tickets/${encodeURIComponent(id)}">${number}</a></th>
    <td><span class="day-field">${letter(prefix)} ${field}</span></td>
    ${
      next
        ? html`<td class="num">${next.number}</td><td class="day-date">${next.day}</td>`
        : html`<td colspan=${carries ? 2 : 1}>Hết giờ, chưa được phục vụ</td>`
    }
  </tr>`;
}
