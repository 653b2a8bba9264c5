/** The days a report covers: presets, the address, what is wrong with a choice. Pure; days are "2026-11-23". */
import { dateShort } from "../shared/format.js";

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const BY = [
  ["field", "Nhóm lĩnh vực"],
  ["counter", "Quầy"],
  ["hour", "Giờ lấy số"],
  ["day", "Ngày"],
  ["clerk", "Cán bộ quầy"],
];

export const PRESETS = [
  ["week", "Tuần trước"],
  ["today", "Hôm nay"],
  ["month", "Tháng này"],
];

/** `{from, to}` of a preset, counted from the hall's day. A week is Monday to Sunday. */
export function preset(name, today) {
  if (name === "today") return { from: today, to: today };
  if (name === "month") return { from: `${today.slice(0, 8)}01`, to: today };
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  return { from: dayBefore(today, weekday + 7), to: dayBefore(today, weekday + 1) };
}

/** The day that many days earlier. */
export function dayBefore(day, back) {
  return new Date(Date.parse(`${day}T00:00Z`) - back * DAY_MS).toISOString().slice(0, 10);
}

/** How many days from one to another, both counted. */
export function days(from, to) {
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS + 1;
}

/** Which preset a range is, or null. */
export function presetOf({ from, to }, today) {
  const found = PRESETS.find(([name]) => {
    const range = preset(name, today);
    return range.from === from && range.to === to;
  });
  return found?.[0] ?? null;
}

/** What the address asks for; today by field, compared with nothing, where it says nothing that can be used. */
export function asked(search, today) {
  const query = new URLSearchParams(search);
  const range = { from: query.get("from") ?? "", to: query.get("to") ?? "" };
  const by = BY.some(([name]) => name === query.get("by")) ? query.get("by") : "field";
  const compare = query.get("compare") === "1";
  return { ...(refusal(range) ? preset("today", today) : range), by, compare };
}

/** The address of a question, as `asked` understands it. */
export function address({ from, to, by, compare }) {
  return `?${new URLSearchParams({ from, to, by, ...(compare && { compare: "1" }) })}`;
}

/** What is wrong with two chosen days, in words; null when nothing is. */
export function refusal({ from, to }) {
  if (!DAY.test(from) || !DAY.test(to)) return "Xin chọn ngày đầu và ngày cuối.";
  return from > to ? "Ngày đầu phải trước hoặc bằng ngày cuối." : null;
}

/** "16/11/2026 đến 20/11/2026", one day alone when both are the same. */
export function written({ from, to }) {
  const short = (day) => dateShort(`${day}T00:00Z`, "UTC");
  return from === to ? short(from) : `${short(from)} đến ${short(to)}`;
}
