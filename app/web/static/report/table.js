/** The rows of the report's one table: figures, and beside them the map of hours or the period before. Pure. */
import { decimal, thousands } from "../shared/format.js";
import { change, earlierKey } from "./compare.js";
import { minutesOf } from "./figures.js";
import { heatCell, heatLegend, hours } from "./heat.js";
import { BY, written } from "./range.js";

const percentOf = (share) => decimal(share == null ? null : share * 100, 1);
const FIGURES = [
  ["mean_ms", minutesOf],
  ["median_ms", minutesOf],
  ["p90_ms", minutesOf],
  ["max_ms", minutesOf],
  ["service_mean_ms", minutesOf],
  ["no_shows", thousands],
];
const EXTRA = [
  ["way_mean_ms", "Đến quầy", minutesOf],
  ["waited_again_mean_ms", "Chờ lại", minutesOf],
  ["cancelled", "Đã hủy", thousands],
  ["expired", "Hết giờ", thousands],
  ["out_of_order", "Gọi chỉ định", thousands],
  ["early_no_shows", "Vắng mặt sớm", thousands],
  ["dossiers", "Hồ sơ", thousands],
];
const COMPARED = [
  ["turns", "Lượt", thousands, "count"],
  ["within_share", "Không quá {target} phút (%)", percentOf, "share"],
  ["mean_ms", "Trung bình", minutesOf, "minutes"],
  ["p90_ms", "90 % không quá", minutesOf, "minutes"],
];

/**
 * One of `heat` (the map of hours), `compared` (the period before) and `extra` (other figures, where
 * there are no hours) takes the right half; the others are null or empty. `earlier`: the report of the
 * period before with the opener of its lists, or null.
 */
export function table(report, open, earlier = null) {
  const { by, groups, total, target_minutes: target } = report;
  const columns = !earlier && by !== "hour" && groups.some((group) => group.hours) ? hours(groups) : null;
  const half = earlier ? comparing(report, earlier) : columns ? mapping(columns, target, open) : adding(open);
  return {
    heading: BY.find(([name]) => name === by)?.[1] ?? "",
    heat: columns && { columns, legend: heatLegend(target) },
    compared: earlier && { period: written(earlier.report), headings: COMPARED.map(([, label]) => label.replace("{target}", target)) },
    extra: columns || earlier ? [] : EXTRA.map(([, label]) => label),
    rows: groups.map((group) => ({ ...row(group, open), ...half(group) })),
    total: { ...row({ label: "Toàn Trung tâm", figures: total }, open), ...(columns ? NO_HALF : half(null)) },
  };
}

/** What a row has of the right half that is not shown. */
const NO_HALF = { hours: [], before: [], extra: [] };

/** A dash has nothing behind it, nor has a count of nought; a wait of nought has. */
function cell(figures, key, write, open) {
  const value = figures[key];
  const nothing = value == null || (write === thousands && value === 0);
  return { text: write(value), href: nothing ? null : open(key) };
}

function row({ label, prefix = null, where = {}, figures }, open) {
  const behind = (key) => open(key, where);
  return {
    label,
    prefix,
    turns: cell(figures, "turns", thousands, behind),
    within: figures.turns ? figures.within / figures.turns : null,
    share: { text: percentOf(figures.within_share), href: figures.turns ? behind("within_share") : null },
    figures: FIGURES.map(([key, write]) => cell(figures, key, write, behind)),
  };
}

function mapping(columns, target, open) {
  return (group) => ({
    ...NO_HALF,
    hours: columns.map(({ hour, gap }) => ({
      gap,
      cell: heatCell(group.hours?.[hour], target),
      href: open("mean_ms", group.where, { hour }),
    })),
  });
}

function adding(open) {
  return (group) => ({
    ...NO_HALF,
    extra: EXTRA.map(([key, , write]) =>
      cell(group?.figures ?? {}, key, write, (name) => open(name, group?.where ?? {})),
    ),
  });
}

/** What each group was before, as a figure with its list, and how it changed. */
function comparing(report, { report: earlier, open }) {
  const keyOf = earlierKey(report.by, report, earlier);
  const known = new Map(earlier.groups.map((group) => [group.key, group]));
  return (group) => {
    const now = group?.figures ?? report.total;
    const before = group ? known.get(keyOf(group.key)) : { figures: earlier.total };
    return {
      ...NO_HALF,
      before: COMPARED.map(([key, , write, measure]) => ({
        ...cell(before?.figures ?? {}, key, write, (name) => open(name, before.where ?? {})),
        change: change(now[key], before?.figures[key], measure, { unit: false }),
      })),
    };
  };
}
