/** Following the hall on pages that several roles may open: each with the snapshot it is allowed to see. */
import { boot } from "./boot.js";
import { connect } from "./live.js";

const AUDIENCES = [
  ["see_supervisor", "supervisor"],
  ["see_reception", "reception"],
  ["see_display", "display"],
];

/** As `connect`; somebody who may see none of these gets a page without the hall's clock. */
export function followHall(listeners) {
  const may = new Set(boot.staff?.permissions ?? []);
  const found = AUDIENCES.find(([permission]) => may.has(permission));
  if (found) connect({ ...listeners, params: { for: found[1] } });
}
