/** Who took a number in an earlier session of the day and has not been seen since. Pure. */
import { clockTime, thousands } from "./format.js";

/** `{count, rows, more}` of a snapshot's list, in calling order; null when there is nobody. */
export function sinceMorning({ morning: rows = [], morning_total: total = 0, zone }) {
  if (!total) return null;
  return {
    count: thousands(total),
    rows: rows.map(({ id, number, prefix, joined_at: joined }) => ({ id, number, prefix, since: clockTime(joined, zone) })),
    more: total > rows.length ? thousands(total - rows.length) : null,
  };
}
