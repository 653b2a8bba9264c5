/** The sheets to be printed: which numbers of which fields stand on which page. Pure. */
import { thousands } from "../shared/format.js";

export const ON_A_PAGE = 10;

/** A whole number out of what was typed, kept between two others. */
export function between(text, least, most) {
  const typed = Math.trunc(Number(text));
  return Number.isFinite(typed) ? Math.min(Math.max(typed, least), most) : least;
}

/** `{from, count}` as far as the spare numbers reach. */
export function wanted({ from, count }, { first, last }) {
  const begins = between(from, first, last);
  return { from: begins, count: between(count, 1, last - begins + 1) };
}

/** One page for every ten numbers of a field: `{field, numbers, title}`. */
export function pages(fields, { from, count }) {
  return fields.flatMap((field) => {
    const numbers = Array.from({ length: count }, (_, i) => spelled(field.prefix, from + i));
    return chunks(numbers).map((some) => ({ field, numbers: some, title: `${some[0]}–${some.at(-1)}` }));
  });
}

/** What the button does, in words: "In 12 tờ A4 · 120 số". */
export function promise(sheets) {
  const numbers = sheets.reduce((sum, { numbers: some }) => sum + some.length, 0);
  return sheets.length ? `In ${thousands(sheets.length)} tờ A4 · ${thousands(numbers)} số` : "Chưa chọn lĩnh vực nào";
}

export function spelled(prefix, count) {
  return `${prefix}${String(count).padStart(3, "0")}`;
}

function chunks(numbers) {
  const starts = Array.from({ length: Math.ceil(numbers.length / ON_A_PAGE) }, (_, i) => i * ON_A_PAGE);
  return starts.map((start) => numbers.slice(start, start + ON_A_PAGE));
}
