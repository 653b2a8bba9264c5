/** What needs the supervisor, derived from one snapshot and the time. Pure. */
import { minutes, minutesSeconds } from "../shared/format.js";
import { condition, hasCome } from "./counters.js";
import { MINUTE } from "./waits.js";

const RANK = { help: 0, late: 1, soon: 2 };
const HELP_IS_LATE_MS = 2 * MINUTE;
const IDLE_MS = 3 * MINUTE;

/**
 * Alarms `{id, grade, what, detail, since, help, counter}`, gravest grade first, newest last within each.
 * `since` is the moment (ms) from which it was true, null if unknown; `help` is a help call to be answered,
 * `counter` the counter at which it is mended.
 */
export function alarms(snapshot, now) {
  const found = [
    ...snapshot.help_calls.map((call) => helpCall(call, now)),
    ...snapshot.counters.flatMap((counter) => ofCounter(counter, snapshot, now)),
    ...snapshot.fields.map((field) => uncovered(field, snapshot.hall)),
    ...snapshot.devices.map(device),
    neverSeen(snapshot.devices),
  ].filter(Boolean);
  return found.sort((a, b) => RANK[a.grade] - RANK[b.grade] || (a.since ?? 0) - (b.since ?? 0));
}

function helpCall(call, now) {
  const since = Date.parse(call.at);
  return {
    id: `help ${call.id}`,
    grade: "help",
    overdue: now - since > HELP_IS_LATE_MS,
    what: `${call.kiosk} gọi hướng dẫn`,
    detail: "Tôi chưa rõ, cần hướng dẫn",
    since,
    help: call.id,
  };
}

function ofCounter(counter, snapshot, now) {
  const found = [atCounter(counter, snapshot, now), silent(counter), leftOpen(counter, snapshot, now)];
  return found.filter(Boolean).map((alarm) => ({ ...alarm, counter: counter.id }));
}

function atCounter(counter, snapshot, now) {
  const is = condition(counter, now);
  if (is === "stalled") return hasCome(counter.ticket.left_at, now) ? left(counter, now) : stalled(counter, now);
  const alarm = { overlong, ready: idle }[is];
  return alarm ? alarm(counter, snapshot, now) : null;
}

function overlong({ number, ticket }, { fields }, now) {
  const since = Date.parse(ticket.since);
  const field = fieldOf(ticket.number, fields);
  const allowed = Date.parse(ticket.too_long_at) - since;
  const times = Math.round(allowed / (ticket.service_target_minutes * MINUTE));
  const usual = `hơn ${times} lần mức ${ticket.service_target_minutes} phút`;
  return {
    id: `overlong ${ticket.id}`,
    grade: "late",
    what: `Quầy số ${number}: phục vụ ${ticket.number} đã ${minutes(now - since)}`,
    detail: field ? `${usual} của ${field.name.vi}` : usual,
    since: since + allowed,
  };
}

function stalled({ number, ticket }, now) {
  return {
    id: `stalled ${ticket.id}`,
    grade: "soon",
    what: `Quầy số ${number}: đã gọi ${ticket.number}, chưa bắt đầu`,
    detail: `gọi ${ticket.calls} lần, ${minutesSeconds(now - Date.parse(ticket.since))}`,
    since: Date.parse(ticket.too_long_at),
  };
}

/** A call that counts as left: whoever called, somebody else has to say what becomes of the person. */
function left({ number, ticket }, now) {
  return {
    id: `left ${ticket.id}`,
    grade: "late",
    what: `Phiếu ${ticket.number} đã gọi ${minutes(now - Date.parse(ticket.since))}, chưa bắt đầu`,
    detail: `Quầy số ${number}, gọi ${ticket.calls} lần`,
    since: Date.parse(ticket.left_at),
  };
}

/** A counter whose page has fallen silent. In a pause that is nothing: a computer may be switched off over lunch. */
function silent({ id, number, state, ticket, silent_since: since }) {
  if (!since || (state === "paused" && !ticket)) return null;
  const doing = ticket && { called: "đã gọi", serving: "đang phục vụ" }[ticket.state];
  return {
    id: `silent ${id} ${since}`,
    grade: ticket ? "late" : "soon",
    what: `Quầy số ${number} mất kết nối`,
    detail: ticket ? `${doing} ${ticket.number}` : "không có ai ở quầy",
    since: Date.parse(since),
  };
}

/** A counter left open after the last session, once nobody waits for it any more. */
function leftOpen(counter, { fields }, now) {
  if (!hasCome(counter.left_open_at, now) || waitingFor(counter, fields) > 0) return null;
  return {
    id: `left open ${counter.id} ${counter.since}`,
    grade: "soon",
    what: `Quầy số ${counter.number} chưa đóng`,
    detail: ["hết giờ tiếp nhận, không có ai chờ", counter.clerk].filter(Boolean).join("; "),
    since: Date.parse(counter.left_open_at),
  };
}

/** A counter that stands open while its own people wait: nobody at it, or nobody calling. */
function idle(counter, { fields }, now) {
  const waiting = waitingFor(counter, fields);
  if (!counter.clerk) return open(counter, "không có cán bộ", Date.parse(counter.since));
  const since = Date.parse(counter.free_since);
  return waiting > 0 && now - since > IDLE_MS ? open(counter, `${waiting} người đang chờ`, since + IDLE_MS) : null;
}

/** How many wait in the fields a counter serves as its own. */
function waitingFor(counter, fields) {
  const own = new Set(counter.fields.filter((field) => !field.lag_minutes).map((field) => field.id));
  return fields.filter((field) => own.has(field.id)).reduce((sum, field) => sum + field.waiting, 0);
}

function open(counter, detail, since) {
  const what = `Quầy số ${counter.number} mở nhưng không gọi ai`;
  return { id: `idle ${counter.id} ${counter.since}`, grade: "soon", what, detail, since };
}

/** People wait in a field that no open counter serves. Over lunch that is so by design. */
function uncovered(field, hall) {
  if (!field.waiting || field.counters_open > 0 || hall.state !== "open") return null;
  return {
    id: `uncovered ${field.id}`,
    grade: "late",
    what: `${field.name.vi}: không có quầy nào mở`,
    detail: `${field.waiting} người đang chờ`,
    since: field.longest_since ? Date.parse(field.longest_since) : null,
  };
}

/** Devices that were never there are a matter of setting up: one alarm for all of them. */
function neverSeen(devices) {
  const names = devices.filter(absent).map((device) => device.name);
  if (!names.length) return null;
  return {
    id: "devices never seen",
    grade: "soon",
    what: `${names.length} thiết bị chưa kết nối`,
    detail: names.join(", "),
    since: null,
  };
}

const absent = ({ state, since }) => state === "lost" && !since;

function device({ id, name, state, detail, since }) {
  if (state === "ok" || absent({ state, since })) return null;
  const lost = state === "lost";
  return {
    id: `device ${id} ${state}`,
    grade: lost ? "late" : "soon",
    what: lost ? `${name} mất kết nối` : [name, detail].filter(Boolean).join(": "),
    detail: lost && detail !== "mất kết nối" ? detail : null,
    since: since ? Date.parse(since) : null,
  };
}

/** The field a number belongs to: its prefix may itself hold digits, so the longest that fits wins. */
export function fieldOf(number, fields) {
  const fits = fields.filter(({ prefix }) => number.startsWith(prefix) && /^\d+$/.test(number.slice(prefix.length)));
  return fits.sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
}

/**
 * What to say politely, once: the alarms not told before. `told` (a Set of ids) is brought up to date, so
 * that an alarm that goes and comes back is told again.
 */
export function untold(told, list) {
  const fresh = list.filter((alarm) => !told.has(alarm.id));
  told.clear();
  for (const alarm of list) told.add(alarm.id);
  return fresh.map((alarm) => (alarm.detail ? `${alarm.what}, ${alarm.detail}` : alarm.what));
}
