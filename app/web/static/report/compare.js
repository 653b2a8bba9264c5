/** A period beside the one before it: which that is, and how a figure has changed, in words. Pure. */
import { decimal } from "../shared/format.js";
import { dayBefore, days } from "./range.js";

const MINUTE = 60_000;
const WEEK = 7;

/** As many days, whole weeks earlier and not overlapping, so that a Monday stands beside a Monday. */
export function earlier({ from, to }) {
  const back = WEEK * Math.ceil(days(from, to) / WEEK);
  return { from: dayBefore(from, back), to: dayBefore(to, back) };
}

/** Gives `key => key` of the same group in the earlier report: a day's is the day that much earlier. */
export function earlierKey(by, now, before) {
  if (by !== "day") return (key) => key;
  const back = days(before.from, now.from) - 1;
  return (key) => dayBefore(key, back);
}

/** How figures are written and compared: as minutes, as shares in points of a hundred, as counts. */
const MEASURES = {
  minutes: { of: (ms) => ms / MINUTE, places: 1, unit: "phút" },
  share: { of: (share) => share * 100, places: 1, unit: "điểm %" },
  count: { of: (n) => n, places: 0, unit: "" },
};

/**
 * "tăng 1,2", "giảm 3,4 phút", "không đổi"; "" when one of the two is not known. It is the difference of
 * the numbers as they are shown, so that anybody can check it.
 */
export function change(now, before, measure, { unit = true } = {}) {
  if (now == null || before == null) return "";
  const { of, places, unit: words } = MEASURES[measure];
  const shown = (value) => Number(of(value).toFixed(places));
  const difference = shown(now) - shown(before);
  const size = decimal(Math.abs(difference), places);
  if (Number(Math.abs(difference).toFixed(places)) === 0) return "không đổi";
  return [difference > 0 ? "tăng" : "giảm", size, unit ? words : ""].filter(Boolean).join(" ");
}
