/** The top bar of the supervisor's pages. */
import { html, nothing } from "lit-html";
import { boot } from "../shared/boot.js";
import { lostBand, topbar } from "../shared/staff.js";

const TABS = [
  ["live", "Trực tiếp", "/supervisor", "see_supervisor"],
  ["report", "Báo cáo", "/supervisor/report", "read_reports"],
  ["find", "Tra cứu phiếu", "/supervisor/tickets", "find"],
  // A screen opened from the hub is signed in for its own page alone.
  ...(boot.token ? [] : [["admin", "Quản trị", "/admin", "rule_centre"]]),
];
const may = new Set(boot.staff?.permissions ?? []);

/** Top bar and lost band. `centre` is `{kind, name, sample}` or null while nothing is known yet. */
export function frame({ tab, centre, lost, now, actions = nothing }) {
  return html`${topbar({
    title: "Điều phối",
    line: centre ? `${centre.kind} ${centre.name}` : nothing,
    sample: centre?.sample,
    tabs: TABS.filter(([, , , needs]) => may.has(needs)).map(([key, label, href]) => ({
      label,
      href,
      current: key === tab,
    })),
    lost,
    now: centre ? now : null,
    connected: centre !== null,
    actions,
  })}
  ${lostBand(lost)}`;
}
