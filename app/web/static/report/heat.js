/** The mean wait by the hour, as a map from light to dark. Pure. */
import { decimal } from "../shared/format.js";

const MINUTE = 60_000;
const FEW = 3;
const BASE_HOURS = ["07", "08", "09", "10", "11", "13", "14", "15", "16"];
/** Where the steps end, as parts of the target: 5, 8, 11 and 15 minutes of 15. */
const STEPS = [5 / 15, 8 / 15, 11 / 15, 1];

/** `[{hour, text, gap}]`: the usual hours and any other that has turns; `gap` when lunch lies before it. */
export function hours(groups) {
  const seen = new Set([...BASE_HOURS, ...groups.flatMap((group) => Object.keys(group.hours ?? {}))]);
  const sorted = [...seen].sort();
  return sorted.map((hour, i) => ({
    hour,
    text: `${hour}:00`,
    gap: i > 0 && Number(hour) - Number(sorted[i - 1]) > 1,
  }));
}

/** One cell: `{text, step: 1…5, few, past}`; null when there was no turn. Few turns stand in brackets. */
export function heatCell(figures, target) {
  if (!figures?.turns || figures.mean_ms == null) return null;
  const mean = figures.mean_ms / MINUTE;
  const few = figures.turns < FEW;
  const text = decimal(mean, 1);
  return { text: few ? `(${text})` : text, step: stepOf(mean, target), few, past: mean > target };
}

function stepOf(mean, target) {
  const step = STEPS.findIndex((part) => mean <= part * target);
  return step < 0 ? STEPS.length + 1 : step + 1;
}

/** The words of the legend, for this target: "đến 5", "5–8", …, "quá 15". */
export function heatLegend(target) {
  const ends = STEPS.map((part) => decimal(part * target, Number.isInteger(part * target) ? 0 : 1));
  const between = ends.slice(1).map((end, i) => `${ends[i]}–${end}`);
  return [`đến ${ends[0]}`, ...between, `quá ${ends.at(-1)}`].map((text, i) => ({ text, step: i + 1 }));
}
