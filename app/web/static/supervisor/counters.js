/** The grid of counters: what each is doing now, in which words. Pure. */
import { timer } from "../shared/format.js";
import { MINUTE } from "./waits.js";

const OVERLONG_TIMES = 3;
const STALLED_MS = 3 * MINUTE;

export const WORDS = {
  serving: "Đang phục vụ",
  overlong: "Đang phục vụ quá lâu",
  called: "Đã gọi",
  stalled: "Đã gọi, chưa bắt đầu",
  ready: "Sẵn sàng",
  paused: "Tạm dừng",
  closed: "Đóng quầy",
};

/** Milliseconds after which a service is too long: three times what the field allows. */
export function overlongAfter(ticket) {
  return ticket.service_target_minutes ? OVERLONG_TIMES * ticket.service_target_minutes * MINUTE : Infinity;
}

/** Milliseconds after which a call that nobody answered is a matter for the supervisor. */
export const stalledAfter = STALLED_MS;

/** One of the keys of WORDS. */
export function condition(counter, now) {
  const { ticket, state } = counter;
  if (!ticket) return state === "open" ? "ready" : state;
  const lasted = now - Date.parse(ticket.since);
  if (ticket.state === "serving") return lasted > overlongAfter(ticket) ? "overlong" : "serving";
  return lasted > STALLED_MS ? "stalled" : "called";
}

/** What a cell shows. `time` ticks; `label` is for screen readers and does not. */
export function cell(counter, now) {
  const is = condition(counter, now);
  const since = sinceWhen(counter, is);
  return {
    id: counter.id,
    number: counter.number,
    is,
    fields: counter.fields.map((field) => ({ prefix: field.prefix, duty: duty(field) })),
    ticket: counter.ticket?.number ?? null,
    word: WORDS[is],
    time: since ? timer(now - Date.parse(since)) : null,
    note: is === "paused" ? counter.pause_reason : null,
    clerk: counter.clerk ?? null,
    label: label(counter, is),
  };
}

/** Since when it does what it does; null for a closed counter, and where nobody knows. */
function sinceWhen(counter, is) {
  if (is === "closed") return null;
  return counter.ticket?.since ?? (is === "ready" ? counter.free_since : counter.since);
}

/** "own", "help" (called after its own people) or "lent" (until a time). */
export function duty(field) {
  if (field.until) return "lent";
  return field.lag_minutes > 0 ? "help" : "own";
}

function label(counter, is) {
  const serves = counter.fields.map((field) => field.prefix).join(", ");
  const doing = counter.ticket ? `${WORDS[is]} ${counter.ticket.number}` : WORDS[is];
  const parts = [`Quầy số ${counter.number}`, doing];
  if (is === "paused" && counter.pause_reason) parts.push(counter.pause_reason);
  if (serves) parts.push(`lĩnh vực ${serves}`);
  return parts.join(", ");
}

/** The line under the grid: how many are in each state, states nobody is in left out. */
export function legend(cells) {
  const groups = [
    ["serving", ["serving", "overlong"], "Đang phục vụ"],
    ["called", ["called", "stalled"], "Đã gọi"],
    ["paused", ["paused"], "Tạm dừng"],
    ["ready", ["ready"], "Sẵn sàng"],
    ["closed", ["closed"], "Đóng"],
  ];
  return groups
    .map(([key, states, word]) => ({ key, word, n: cells.filter((each) => states.includes(each.is)).length }))
    .filter((group) => group.n > 0);
}

/** How many columns suit this many counters, so that a small centre's cells are not lost in the room. */
export function columns(n) {
  if (n <= 4) return 2;
  if (n <= 9) return 3;
  return n <= 16 ? 4 : n <= 30 ? 5 : 6;
}

/** "Đang phục vụ M019, 41:20": the first line of a counter's dialog. */
export function sentence(counter, now) {
  const is = condition(counter, now);
  const since = sinceWhen(counter, is);
  const doing = counter.ticket ? `${WORDS[is]} ${counter.ticket.number}` : WORDS[is];
  const lasted = since ? `, ${timer(now - Date.parse(since))}` : "";
  return doing + lasted + (is === "paused" && counter.pause_reason ? ` (${counter.pause_reason})` : "");
}
