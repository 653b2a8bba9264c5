/** What opening hours mean for somebody who waits. Pure. */
import { clockTime, dateLong } from "../shared/format.js";

/**
 * The sentence, or null while the counters work. The sessions count, not whether numbers are given: before closing
 * the hall gives no more of them, and yet calls everybody who has one.
 */
export function hoursNote({ ticket, hall, day, zone }, { words, language, clock }) {
  const { hours } = words;
  if (ticket.day > day) return hours.anotherDay(dayName(ticket.day, language), clockTime(ticket.arrived_at, zone));
  if (hall.reason === "holiday") return hours.holiday;
  if (!hall.sessions.length) return null;
  const now = clockTime(clock, zone);
  if (hall.sessions.some(([opens, closes]) => opens <= now && now < closes)) return null;
  const next = hall.sessions.findIndex(([opens]) => now < opens);
  if (next < 0) return hours.after;
  return next === 0 ? hours.before(hall.sessions[0][0]) : hours.between(hall.sessions[next][0]);
}

/** "Thứ Hai, 23/11/2026" of a service day "2026-11-23". */
export function dayName(day, language) {
  return dateLong(`${day}T12:00:00Z`, "UTC", language);
}
