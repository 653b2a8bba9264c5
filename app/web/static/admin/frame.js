/** What all pages of the administration share: the top bar, the menu, and the time of what they show. */
import { html, nothing } from "lit-html";
import { boot } from "../shared/boot.js";
import { icon } from "../shared/icon.js";
import { lostBand, topbar, waitingForHall } from "../shared/staff.js";

const PAGES = [
  ["fields", "Nhóm lĩnh vực, quầy", "/admin", "layout-grid", "rule_centre"],
  ["hours", "Giờ làm việc", "/admin/hours", "calendar-clock", "rule_centre"],
  ["priority", "Ưu tiên", "/admin/priority", "chevrons-up", "rule_centre"],
  ["log", "Nhật ký", "/admin/log", "history", "read_events"],
  // A screen opened from the hub is signed in for its own page alone.
  ...(boot.token ? [] : [["supervisor", "Điều phối", "/supervisor", "activity", "see_supervisor"]]),
];
export const NO_CHANGE_NOW = "Mất kết nối: chưa làm được.";
const may = new Set(boot.staff?.permissions ?? []);

/** The whole page. `page`: `{snapshot, lost, never, now}`; `content` stands beside the menu. */
export function frame(current, { snapshot, lost, never, now }, content) {
  const centre = snapshot?.centre;
  return html`${topbar({
    title: "Quản trị hệ thống",
    line: centre ? `${centre.kind} ${centre.name}` : nothing,
    sample: centre?.sample,
    lost,
    connected: Boolean(snapshot),
    now: snapshot ? now : null,
    actions: signOut(),
  })}
  ${lostBand(lost)}
  <div class="admin">
    <nav class="menu" aria-label="Quản trị">
      ${PAGES.filter(([, , , , needs]) => may.has(needs)).map(
        ([name, words, href, sign]) => html`<a class="menu-item" href=${href} aria-current=${name === current ? "page" : nothing}>
          ${icon(sign)} ${words}
        </a>`,
      )}
    </nav>
    ${snapshot ? content() : waitingForHall(never)}
  </div>`;
}

function signOut() {
  return html`<form class="who" method="post" action="/logout">
    <input type="hidden" name="csrf" value=${boot.csrf ?? ""} />
    <span class="who-name">${icon("user-round")} ${boot.staff?.name}</span>
    <button class="topbar-button is-square" aria-label="Đăng xuất" title="Đăng xuất">${icon("log-out")}</button>
  </form>`;
}
