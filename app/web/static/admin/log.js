/** The log as the page tells it. Pure. */
import { clockSeconds, dateLong } from "../shared/format.js";

const DAY_MS = 24 * 60 * 60 * 1000;
export const KINDS = [
  ["", "Tất cả"],
  ["counters", "Quầy mở, dừng, đóng"],
  ["fields", "Nhóm lĩnh vực"],
  ["hours", "Giờ, ngày nghỉ"],
  ["priority", "Ưu tiên"],
  ["day", "Ngày làm việc"],
];

/** The rows: `{id, time, text, before, after, reason, actor}`. */
export function rows(events, zone) {
  return events.map(({ at, ...event }) => ({ ...event, time: clockSeconds(at, zone) }));
}

/** "Thứ Hai, 23/11/2026" of a day "2026-11-23". */
export function dayWords(day) {
  return dateLong(`${day}T05:00:00Z`);
}

/** The day so many days from another. */
export function dayFrom(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What is asked of the server. */
export function query(day, kind) {
  return new URLSearchParams({ day, ...(kind && { kind }) }).toString();
}
