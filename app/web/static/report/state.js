/** The report page: the server's report in, headline, rows and words out. Pure. */
import { clockTime, dateShort, decimal, percent, thousands } from "../shared/format.js";
import { distribution, distributionRows } from "./distribution.js";
import { heatCell, heatLegend, hours } from "./heat.js";
import { BY } from "./range.js";

const MINUTE = 60_000;
const minutesOf = (ms) => decimal(ms == null ? null : ms / MINUTE, 1);

/** `empty`: nobody was served in the range, so there is nothing to draw. */
export function view(report) {
  const { total, target_minutes: target } = report;
  return {
    target,
    empty: total.turns === 0,
    headline: headline(total),
    waits: waits(total),
    times: times(total),
    notes: notes(total),
    elapsed: elapsed(report),
    chart: distribution(report),
    chartRows: distributionRows(report.distribution),
    table: table(report),
    definitions: report.definitions,
    made: `Số liệu lúc ${clockTime(report.generated_at)} ngày ${dateShort(report.generated_at)}.`,
  };
}

function headline(total) {
  return {
    share: total.turns ? percent(total.within / total.turns).replace(/ %$/, "") : null,
    within: thousands(total.within),
    turns: thousands(total.turns),
    withNoShows: total.within_with_no_shows_share == null ? null : percent(total.within_with_no_shows_share),
  };
}

function waits(total) {
  return [
    ["Trung bình", total.mean_ms],
    ["Trung vị", total.median_ms],
    ["90 % lượt chờ không quá", total.p90_ms],
    ["Lâu nhất", total.max_ms],
  ].map(([label, ms]) => ({ label, ...lasted(ms) }));
}

const lasted = (ms) => ({ text: minutesOf(ms), unit: ms == null ? "" : "phút" });

function times(total) {
  return [
    { label: "Đến quầy", ...lasted(total.way_mean_ms) },
    { label: "Phục vụ", ...lasted(total.service_mean_ms) },
    { label: "Chờ lại", ...lasted(total.waited_again_mean_ms) },
    { label: "Vắng mặt", ...stayed(total.no_shows, total.no_show_stay_mean_ms) },
    { label: "Đã hủy", ...stayed(total.cancelled, total.cancelled_stay_mean_ms) },
  ];
}

function stayed(n, ms) {
  return { text: thousands(n), unit: n && ms != null ? `chờ ${minutesOf(ms)} phút` : "" };
}

function notes(total) {
  const some = [
    ["Hết giờ, chưa được phục vụ", total.expired],
    ["Gọi chỉ định", total.out_of_order],
    ["Lượt qua lúc mất điện", total.spans_outage],
  ];
  return some.map(([label, n]) => ({ label, text: thousands(n) }));
}

/** The other way of counting, beside the headline: never mixed into it. */
function elapsed({ headline: counted, total }) {
  if (counted !== "open_hours" || !total.turns) return null;
  const { mean_ms, p90_ms, max_ms } = total.elapsed;
  const [mean, p90, max] = [mean_ms, p90_ms, max_ms].map(minutesOf);
  return `Kể cả giờ nghỉ: trung bình ${mean} · 90 % không quá ${p90} · lâu nhất ${max} phút`;
}

/** `heat` is null when the groups are hours themselves or carry none; then other figures take its half. */
function table(report) {
  const { groups, total, target_minutes: target } = report;
  const columns = report.by !== "hour" && groups.some((group) => group.hours) ? hours(groups) : null;
  return {
    heading: BY.find(([name]) => name === report.by)?.[1] ?? "",
    heat: columns && { columns, legend: heatLegend(target) },
    extra: columns ? [] : EXTRA.map(([, label]) => label),
    rows: groups.map((group) => ({
      ...row(group.label, group.prefix, group.figures),
      ...half(group, columns, target),
    })),
    total: { ...row("Toàn Trung tâm", null, total), extra: columns ? [] : extra(total) },
  };
}

function row(label, prefix, figures) {
  return {
    label,
    prefix,
    turns: thousands(figures.turns),
    within: figures.turns ? figures.within / figures.turns : null,
    share: decimal(figures.turns ? (100 * figures.within) / figures.turns : null, 1),
    mean: minutesOf(figures.mean_ms),
    median: minutesOf(figures.median_ms),
    p90: minutesOf(figures.p90_ms),
    max: minutesOf(figures.max_ms),
    service: minutesOf(figures.service_mean_ms),
    noShows: thousands(figures.no_shows),
  };
}

function half(group, columns, target) {
  if (!columns) return { extra: extra(group.figures), hours: [] };
  return {
    extra: [],
    hours: columns.map(({ hour, gap }) => ({ hour, gap, cell: heatCell(group.hours?.[hour], target) })),
  };
}

const EXTRA = [
  ["way_mean_ms", "Đến quầy", minutesOf],
  ["waited_again_mean_ms", "Chờ lại", minutesOf],
  ["cancelled", "Đã hủy", thousands],
  ["expired", "Hết giờ", thousands],
  ["out_of_order", "Gọi chỉ định", thousands],
  ["early_no_shows", "Vắng mặt sớm", thousands],
  ["dossiers", "Hồ sơ", thousands],
];

const extra = (figures) => EXTRA.map(([key, , write]) => write(figures[key]));
