/** Until when a counter serves what it does not serve by itself: what to offer, and what the contract wants. Pure. */
import { clockTime, parts } from "./format.js";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const LEND_MS = 60 * MINUTE;

/** The times one may lend until, every quarter of an hour up to the end of the day's last session: "10:00" … */
export function untilChoices(now, sessions, zone) {
  const last =
    sessions
      .map(([, end]) => end)
      .sort()
      .at(-1) ?? "23:45";
  const first = Math.ceil((now.getTime() + MINUTE) / QUARTER) * QUARTER;
  const times = Array.from({ length: 96 }, (_, i) => clockTime(new Date(first + i * QUARTER), zone));
  const midnight = times.findIndex((time, i) => i > 0 && time < times[i - 1]);
  return times.slice(0, midnight < 0 ? times.length : midnight).filter((time) => time <= last);
}

/** About an hour from now, but not past the end of the session; "" when nothing is left of the day. */
export function suggestedUntil(now, sessions, zone) {
  const choices = untilChoices(now, sessions, zone);
  const hence = clockTime(new Date(now.getTime() + LEND_MS), zone);
  const ends = sessions.map(([, end]) => end).find((end) => end > clockTime(now, zone)) ?? "23:59";
  const wanted = choices.find((time) => time >= hence) ?? choices.at(-1) ?? "";
  return wanted > ends ? (choices.findLast((time) => time <= ends) ?? wanted) : wanted;
}

/** The instant of a wall-clock time of a day at the hall: ("2026-11-23", "11:00") → Date. */
export function instant(day, time, zone) {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const seen = parts(new Date(asUtc), zone);
  const shown = Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute);
  return new Date(asUtc - (shown - asUtc));
}

/** `{until}` as the contract wants it, `{}` when no time is given, `{error}` when it has passed. */
export function untilOf(time, { day, zone }, now) {
  if (!time) return {};
  const at = instant(day, time, zone);
  return at > now ? { until: at.toISOString() } : { error: "Giờ trả về phải sau bây giờ." };
}
