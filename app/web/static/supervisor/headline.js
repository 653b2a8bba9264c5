/** The head of the live page: the share within target, the tail on one ruler, the counts. Pure. */
import { clockTime, decimal, percent, thousands } from "../shared/format.js";
import { MINUTE } from "./waits.js";

const STEPS = [5, 10, 15, 30, 60, 120, 240];
const MOST_TICKS = 8;
const MARKS = [
  ["median", "median_ms", "Trung vị"],
  ["mean", "mean_ms", "Trung bình"],
  ["p90", "p90_ms", "90 % lượt chờ không quá"],
  ["max", "max_ms", "Lâu nhất"],
];

/**
 * What the band shows. `share` is the number before the per-cent sign, null while nobody has been served;
 * `marks` are the four figures in minutes; `ruler` is null while there is nothing to measure.
 */
export function headline(head, zone) {
  const marks = head.served ? MARKS.map((mark) => figure(head, mark)) : [];
  return {
    target: head.target_minutes,
    share: head.served ? percent(head.within / head.served).replace(/ %$/, "") : null,
    within: thousands(head.within),
    served: thousands(head.served),
    since: head.since ? clockTime(head.since, zone) : null,
    withNoShows: head.within_with_no_shows_share == null ? null : percent(head.within_with_no_shows_share),
    marks,
    ruler: head.served ? ruler(marks, head.target_minutes) : null,
    counts: counts(head),
    aside: aside(head),
  };
}

function figure(head, [kind, key, label]) {
  const at = head[key] / MINUTE;
  return { kind, label, at, text: decimal(at, 1) };
}

/** A scale from 0 that ends past the longest wait and past the target, with at most eight steps. */
export function ruler(marks, target) {
  const longest = Math.max(...marks.map((mark) => mark.at));
  const reach = Math.max(longest, target + 5);
  const step = STEPS.find((each) => reach / each <= MOST_TICKS) ?? STEPS.at(-1);
  const end = Math.ceil(reach / step) * step;
  const ticks = Array.from({ length: end / step + 1 }, (_, i) => i * step).filter((tick) => tick !== target);
  const place = (minute) => (100 * minute) / end;
  return {
    ticks: ticks.filter((tick) => clearOf(tick, target, end)).map((tick) => ({ text: String(tick), at: place(tick) })),
    target: { text: String(target), at: place(target) },
    longest: place(longest),
    marks: marks.map(({ kind, at }) => ({ kind, at: place(at) })),
    sentence: sentence(marks, target),
  };
}

/** A tick so near the target's own that their labels would touch gives way. */
function clearOf(tick, target, end) {
  return Math.abs(tick - target) / end > 0.04;
}

function sentence(marks, target) {
  const [median, mean, p90, max] = marks.map((mark) => mark.text);
  return (
    `Một nửa số lượt chờ không quá ${median} phút, trung bình ${mean} phút, ` +
    `90 % không quá ${p90} phút, lâu nhất ${max} phút; mốc ${target} phút.`
  );
}

function counts(head) {
  return [
    ["waiting", "đang chờ"],
    ["serving", "đang phục vụ"],
    ["served", "đã phục vụ"],
    ["no_shows", "vắng mặt"],
    ["cancelled", "đã hủy"],
  ].map(([key, label]) => ({ key, label, text: thousands(head[key]) }));
}

/** The small numbers that matter only when there are any. */
function aside(head) {
  const some = [
    [head.called, "đã gọi"],
    [head.held, "tạm chờ"],
    [head.expired, "hết giờ, chưa được phục vụ"],
  ];
  return some.filter(([n]) => n > 0).map(([n, label]) => `${thousands(n)} ${label}`);
}
