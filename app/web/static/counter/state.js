/** The counter page: snapshot and desk in, one view model out. Pure; the parts are in the modules beside this one. */
import { myDay } from "./day.js";
import { keysOf } from "./keys.js";
import { mainButton } from "./main-button.js";
import { queuePanel } from "./queue.js";
import { freeSlip, pausedSlip, ticketSlip } from "./slip.js";
import { fieldName, standing } from "./standing.js";

const SAID = { called: "Đã gọi", serving: "Đang phục vụ" };

/**
 * @param {object} snapshot a counter's snapshot
 * @param {object} desk what only this page knows: `{me, off, dossiers, outcome, frozen}`; `off`: why nothing may be
 *   pressed at all, or null
 * @param {Date} now hall time; while the connection is lost, the time of the last contact
 */
export function deskPage(snapshot, desk, now) {
  const stands = standing(snapshot, desk.me);
  return {
    stands,
    bar: bar(snapshot),
    slip: slip(stands, snapshot, desk, now),
    main: mainButton(stands, snapshot, now),
    keys: keysOf(stands, snapshot, desk.off, now),
    queue: queuePanel(snapshot, now, desk.frozen),
    day: myDay(snapshot, now),
    said: said(stands, snapshot),
  };
}

function bar({ centre, counter }) {
  return {
    title: `Quầy số ${counter.number}`,
    line: counter.fields.map((field) => `${field.prefix} ${fieldName(field)}`.trim()).join(" · "),
    sample: centre.sample,
  };
}

function slip(stands, snapshot, desk, now) {
  if (stands === "paused") return pausedSlip(snapshot, now);
  return snapshot.ticket ? ticketSlip(snapshot, desk, now) : freeSlip(snapshot, now);
}

/** What a screen reader is told when it changes: the ticket and its state, never a timer. */
function said(stands, { ticket }) {
  if (ticket) return `${SAID[ticket.state]} ${ticket.number}${ticket.priority ? ", ưu tiên" : ""}`;
  return stands === "paused" ? "Tạm dừng" : "Sẵn sàng";
}
