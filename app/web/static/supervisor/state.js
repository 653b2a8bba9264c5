/** The live page: a snapshot and the hall's time in, everything the view draws out. Pure. */
import { clockTime, dateShort, dayShort } from "../shared/format.js";
import { sinceMorning } from "../shared/since-morning.js";
import { alarms } from "./alarms.js";
import { stops } from "./closing.js";
import { cell, columns, legend } from "./counters.js";
import { deviceStrip } from "./devices.js";
import { fieldRows, historyTimes } from "./fields.js";
import { headline } from "./headline.js";
import { outageLine } from "./outage.js";
import { people } from "./people.js";

/** `now` is a Date in hall time. */
export function view(snapshot, now) {
  const { zone } = snapshot;
  const cells = snapshot.counters.map((counter) => cell(counter, now));
  return {
    centre: `${snapshot.centre.kind} ${snapshot.centre.name}`,
    sample: snapshot.centre.sample,
    clock: clockTime(now, zone),
    hall: hall(snapshot.hall, snapshot.day, zone),
    headline: { ...headline(snapshot.headline, zone), outage: outageLine(snapshot.outages, zone) },
    fields: fieldRows(snapshot.fields, now),
    times: historyTimes(snapshot.fields[0]?.history.length ?? 0, now, zone),
    counters: { cells, legend: legend(cells), columns: columns(cells.length) },
    people: people(snapshot.waiting, now, zone),
    alarms: alarms(snapshot, now).map((alarm) => ({ ...alarm, at: clockTime(alarm.since, zone) })),
    stops: stops(snapshot),
    morning: sinceMorning(snapshot),
    devices: deviceStrip(snapshot.devices, zone),
  };
}

const CLOSED = {
  before_hours: "Chưa đến giờ tiếp nhận",
  between_sessions: "Nghỉ giữa hai buổi",
  after_hours: "Hết giờ tiếp nhận",
  holiday: "Ngày nghỉ",
  day_ended: "Đã kết thúc ngày làm việc",
  cut_off: "Đã hết lượt tiếp nhận trong buổi",
};

/** Why no numbers are given now, `{text, ended}`; null while they are. */
export function hall({ state, reason, opens_at: opens }, day, zone) {
  if (state === "open" && !reason) return null;
  const again = opens ? `, lấy số lại từ ${moment(opens, day, zone)}` : "";
  return { text: (CLOSED[reason] ?? "Ngoài giờ tiếp nhận") + again, ended: reason === "day_ended" };
}

function moment(opens, today, zone) {
  const day = dateShort(opens, zone);
  return day === dayShort(today) ? clockTime(opens, zone) : `${clockTime(opens, zone)}, ${day}`;
}
