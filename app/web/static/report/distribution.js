/** How many turns waited how many minutes: bars, marks, and the same as a table. Pure. */
import { decimal, percent, thousands } from "../shared/format.js";

const MINUTE = 60_000;
const LAST = 40;
const BARS = LAST + 1;
/** The words beside a dotted line, in minutes of the chart's width: what they would cover. */
const MEDIAN_WORDS = 4.5;
const P90_WORDS = 7;

/**
 * The chart, in per cent of its width and as heights between 0 and 1: `{bars: [{minute, x, width, height,
 * late, words, href}], target, lines, grid, axis, sides, sentence}`. `open`: the address of a figure's list.
 */
export function distribution({ distribution: counts, total, target_minutes: target }, open) {
  const most = Math.max(1, ...counts.map((count) => count.turns));
  const top = most * 1.04;
  return {
    bars: counts.map(({ minute, turns }) => ({
      ...bar(minute, turns / top, target),
      words: `${minuteWords(minute)} phút: ${thousands(turns)} lượt`,
      href: turns ? open("turns", { minute }) : null,
    })),
    target: across(target),
    lines: lines(total, target),
    grid: grid(most).map((n) => ({ text: thousands(n), at: n / top })),
    axis: axis(target),
    sides: sides(total, target, open),
    sentence: `${thousands(total.within)} trong ${thousands(total.turns)} lượt chờ không quá ${target} phút.`,
  };
}

const across = (minute) => (100 * Math.min(minute, LAST + 0.5)) / BARS;

function bar(minute, height, target) {
  return { minute, x: across(minute), width: 100 / BARS, height, late: minute >= target };
}

/** Round numbers for the horizontal lines, two or three of them. */
export function grid(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [power / 10, power / 5, power / 2.5, power / 2, power, 2 * power, 4 * power].find(
    (each) => each >= 1 && Number.isInteger(each) && most / each < 3,
  );
  const wide = step ?? power;
  return Array.from({ length: Math.floor(most / wide) + 1 }, (_, i) => i * wide);
}

/** The dotted lines; words go to the side where they cover no other line. */
function lines(total, target) {
  if (!total.turns) return [];
  const median = total.median_ms / MINUTE;
  const p90 = total.p90_ms / MINUTE;
  const medianLeft = median >= MEDIAN_WORDS && [target, p90].some((at) => covers(median, MEDIAN_WORDS, at));
  const p90Left = covers(p90, P90_WORDS, target) || p90 + P90_WORDS > BARS;
  const tight = p90Left && !medianLeft && p90 - P90_WORDS < median + MEDIAN_WORDS;
  return [
    { kind: "median", at: across(median), text: `Trung vị ${decimal(median, 1)}`, left: medianLeft, lower: false },
    {
      kind: "p90",
      at: across(p90),
      text: `90 % không quá ${decimal(p90, 1)}`,
      left: p90Left,
      lower: tight || (!medianLeft && !p90Left && covers(median, MEDIAN_WORDS, p90)),
    },
  ];
}

const covers = (from, width, at) => at > from && at < from + width;

function axis(target) {
  const fives = Array.from({ length: LAST / 5 }, (_, i) => i * 5).filter((at) => Math.abs(at - target) >= 2);
  return [
    ...fives.map((at) => ({ text: String(at), at: across(at), bold: false })),
    { text: String(target), at: across(target), bold: true },
    { text: `${LAST}+`, at: across(LAST + 0.5), bold: false },
  ];
}

function sides(total, target, open) {
  const late = total.turns - total.within;
  return {
    within: {
      text: `Không quá ${target} phút: ${thousands(total.within)} lượt, ${percent(total.within_share)}`,
      href: total.within ? open("within") : null,
    },
    late: { text: `Quá ${target} phút: ${thousands(late)} lượt`, href: late ? open("late") : null },
  };
}

/** Rows of the table: minute, turns, share so far. A whole minute belongs to the minute that it ends. */
export function distributionRows(counts, open) {
  const all = counts.reduce((sum, count) => sum + count.turns, 0);
  let soFar = 0;
  return counts.map(({ minute, turns }) => {
    soFar += turns;
    const href = turns ? open("turns", { minute }) : null;
    return { minute: minuteWords(minute), text: thousands(turns), href, share: all ? percent(soFar / all) : "–" };
  });
}

/** The minutes of a bar, in words. */
export function minuteWords(minute) {
  if (minute >= LAST) return `trên ${LAST}`;
  return minute ? `trên ${minute} đến ${minute + 1}` : "đến 1";
}
