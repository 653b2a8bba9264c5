/** Draws the guidance desk from its view model: the bar, the three columns, and on smaller screens the way between them. */
import { html, nothing } from "lit-html";
import { icon } from "../shared/icon.js";
import { lostBand, topbar, waitingForHall } from "../shared/staff.js";
import { attendView } from "./attend-view.js";
import { findView } from "./find-view.js";
import { giveView } from "./give-view.js";

const TABS = [
  ["give", "Lấy số"],
  ["find", "Tìm phiếu"],
  ["attend", "Cần để ý"],
];

/** Instead of the page, until the hall has spoken for the first time. */
export function unknownView(never) {
  return html`${topbar({ title: "Bàn hướng dẫn", connected: false })} ${waitingForHall(never)}`;
}

/** `page` from `Desk.page` with `presses`; `around`: `{lost: Date|null, now, menu, staff, csrf}`. */
export function deskView(page, hands, around) {
  const { centre, tab, calls } = page;
  return html`${topbar({
      title: "Bàn hướng dẫn",
      line: `${centre.kind} ${centre.name}`,
      sample: centre.sample,
      lost: around.lost,
      now: around.now,
      actions: actions(page, hands, around),
    })}
    ${lostBand(around.lost)}
    <nav class="desk-tabs" aria-label="Phần của trang">
      ${TABS.map(([name, words]) => tabView(name, words, name === tab, name === "attend" ? calls : 0, hands))}
    </nav>
    <div class="desk" data-tab=${tab}>
      ${giveView(page, hands)} ${findView(page, hands)}
      <button
        type="button"
        class="drawer-edge ${calls ? "is-calling" : ""}"
        aria-expanded=${page.drawer ? "true" : "false"}
        aria-controls="attend"
        @click=${() => hands.drawer(!page.drawer)}
      >
        ${icon("bell-ring")} <span>Cần để ý</span> ${calls ? html`<b>${calls}</b>` : nothing}
      </button>
      ${attendView(page, hands)}
    </div>
    <p class="print-foot">${centre.kind} ${centre.name} · In tại Bàn hướng dẫn lúc ${around.printedAt}</p>
    <p class="visually-hidden" role="status">${page.told}</p>`;
}

function tabView(name, words, current, count, hands) {
  return html`<button type="button" class="desk-tab" aria-current=${current ? "page" : nothing} @click=${() => hands.tab(name)}>
    ${words} ${count ? html`<b class="tab-count">${count}</b>` : nothing}
  </button>`;
}

function actions({ waiting }, hands, { menu, staff, csrf }) {
  const name = staff?.name ?? "Bàn hướng dẫn";
  return html`<p class="bar-waiting"><b>${waiting}</b> đang chờ</p>
    <div class="topbar-holder" data-menu>
      <button
        type="button"
        class="topbar-button"
        aria-expanded=${menu ? "true" : "false"}
        aria-controls="desk-menu"
        aria-label=${name}
        @click=${hands.menu}
      >
        ${icon("user-round")} <span class="bar-name">${name}</span> ${icon("chevron-down")}
      </button>
      <div id="desk-menu" class="topbar-menu" ?hidden=${!menu}>
        <a class="topbar-menu-item" href="/reception/paper">${icon("notebook-pen")}Số dự phòng</a>
        <form method="post" action="/logout">
          <input type="hidden" name="csrf" value=${csrf ?? ""} />
          <button class="topbar-menu-item">${icon("log-out")}Đăng xuất</button>
        </form>
      </div>
    </div>`;
}
