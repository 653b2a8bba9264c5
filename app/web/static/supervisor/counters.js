/** The grid of counters: what each is doing now, in which words. Pure. */
import { clockTime, timer } from "../shared/format.js";

export const WORDS = {
  serving: "Đang phục vụ",
  overlong: "Đang phục vụ quá lâu",
  called: "Đã gọi",
  stalled: "Đã gọi, chưa bắt đầu",
  ready: "Sẵn sàng",
  paused: "Tạm dừng",
  closed: "Đóng quầy",
};

/** Whether a moment the server names has come; one that it does not name never does. */
export const hasCome = (at, now) => Boolean(at) && now > Date.parse(at);

/** One of the keys of WORDS. */
export function condition(counter, now) {
  const { ticket, state } = counter;
  if (!ticket) return state === "open" ? "ready" : state;
  const tooLong = hasCome(ticket.too_long_at, now);
  if (ticket.state === "serving") return tooLong ? "overlong" : "serving";
  return tooLong ? "stalled" : "called";
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
    silent: Boolean(counter.silent_since),
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
  if (counter.silent_since) parts.push("mất kết nối");
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

/** "Đang phục vụ M019, 41:20, mất kết nối từ 09:41": the first line of a counter's dialog. */
export function sentence(counter, now, zone) {
  const is = condition(counter, now);
  const since = sinceWhen(counter, is);
  const doing = counter.ticket ? `${WORDS[is]} ${counter.ticket.number}` : WORDS[is];
  const lasted = since ? `, ${timer(now - Date.parse(since))}` : "";
  const why = is === "paused" && counter.pause_reason ? ` (${counter.pause_reason})` : "";
  const silent = counter.silent_since ? `, mất kết nối từ ${clockTime(counter.silent_since, zone)}` : "";
  return doing + lasted + why + silent;
}
