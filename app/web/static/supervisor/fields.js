/** The table of fields: who waits where, over the last two hours. Pure. */
import { clockTime, minutes } from "../shared/format.js";
import { grade, MINUTE } from "./waits.js";

const STEP_MS = 10 * MINUTE;

/** Rows in the centre's own order, never by size. `now` is a Date. */
export function fieldRows(fields, now) {
  const scale = Math.max(1, ...fields.flatMap((field) => [...field.history, field.waiting]));
  return fields.map((field) => ({
    id: field.id,
    prefix: field.prefix,
    name: field.name,
    open: field.counters_open,
    uncovered: field.waiting > 0 && field.counters_open === 0,
    waiting: field.waiting,
    stopped: Boolean(field.stopped),
    longest: longest(field, now),
    history: field.history,
    spark: spark(field.history, scale),
  }));
}

function longest(field, now) {
  if (!field.longest_since) return { grade: "none", text: "không có" };
  const wait = now - Date.parse(field.longest_since);
  return { grade: grade(wait, field.target_minutes), text: minutes(wait) };
}

/** Points of a line in a box 100 wide and 1 high, y growing downwards; all fields on one scale. */
export function spark(history, scale) {
  const across = Math.max(history.length - 1, 1);
  const points = history.map((n, i) => ({ x: (100 * i) / across, y: 1 - n / scale }));
  return {
    points,
    last: points.at(-1) ?? null,
    sentence: history.length ? sparkSentence(history) : "Chưa có số liệu.",
  };
}

function sparkSentence(history) {
  const most = Math.max(...history);
  return `Hai giờ qua: nhiều nhất ${most} người chờ, hiện ${history.at(-1)}.`;
}

/** The times of the twelve counts, oldest first: ten minutes apart, the last is now. */
export function historyTimes(length, now, zone) {
  return Array.from({ length }, (_, i) => clockTime(new Date(now - (length - 1 - i) * STEP_MS), zone));
}
