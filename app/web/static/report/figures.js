/** The report's figures as they are written: the number, its unit, its list, and how it changed. Pure. */
import { decimal, percent, thousands } from "../shared/format.js";
import { change } from "./compare.js";

const MINUTE = 60_000;
export const minutesOf = (ms) => decimal(ms == null ? null : ms / MINUTE, 1);

/**
 * The number beside the headline. `open` gives the address of a figure's list; `before` are the same
 * figures of the period before, or null.
 */
export function headline(total, open, before) {
  const { turns, within, within_with_no_shows_share: withNoShows } = total;
  return {
    share: turns ? percent(within / turns).replace(/ %$/, "") : null,
    href: open("within_share"),
    within: { text: thousands(within), href: within ? open("within") : null },
    turns: { text: thousands(turns), href: turns ? open("turns") : null },
    withNoShows:
      withNoShows == null ? null : { text: percent(withNoShows), href: open("within_with_no_shows_share") },
    change: before ? change(total.within_share, before.within_share, "share") : "",
  };
}

export function waits(total, open, before) {
  return [
    ["Trung bình", "mean_ms"],
    ["Trung vị", "median_ms"],
    ["90 % lượt chờ không quá", "p90_ms"],
    ["Lâu nhất", "max_ms"],
  ].map(([label, key]) => lasted(label, key, { total, open, before }));
}

function lasted(label, key, { total, open, before }) {
  const ms = total[key];
  return {
    label,
    text: minutesOf(ms),
    unit: ms == null ? "" : "phút",
    href: ms == null ? null : open(key),
    change: before ? change(ms, before[key], "minutes", { unit: false }) : "",
  };
}

export function times(total, open, before) {
  const about = { total, open, before };
  return [
    lasted("Đến quầy", "way_mean_ms", about),
    lasted("Phục vụ", "service_mean_ms", about),
    lasted("Chờ lại", "waited_again_mean_ms", about),
    away("Vắng mặt", "no_shows", "no_show_stay_mean_ms", about),
    away("Đã hủy", "cancelled", "cancelled_stay_mean_ms", about),
  ];
}

function away(label, key, stay, { total, open, before }) {
  const unit = total[key] && total[stay] != null ? `chờ ${minutesOf(total[stay])} phút` : "";
  return { label, unit, ...counted(key, { total, open }), change: before ? change(total[key], before[key], "count") : "" };
}

const counted = (key, { total, open }) => ({ text: thousands(total[key]), href: total[key] ? open(key) : null });

export function notes(total, open) {
  return [
    ["Hết giờ, chưa được phục vụ", "expired"],
    ["Gọi chỉ định", "out_of_order"],
    ["Lượt qua lúc mất điện", "spans_outage"],
  ].map(([label, key]) => ({ label, ...counted(key, { total, open }) }));
}

/** The other way of counting, beside the headline: never mixed into it. */
export function elapsed({ headline: way, total }, open) {
  if (way !== "open_hours" || !total.turns) return null;
  const [mean, p90, max] = [total.elapsed.mean_ms, total.elapsed.p90_ms, total.elapsed.max_ms].map(minutesOf);
  const text = `Kể cả giờ nghỉ: trung bình ${mean} · 90 % không quá ${p90} · lâu nhất ${max} phút`;
  return { text, href: open("elapsed") };
}
