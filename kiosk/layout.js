/** How many tiles, rows and results a screen has room for. Pure. */

const PORTRAIT = { results: { open: 5, hidden: 9 }, bigResults: { open: 4, hidden: 7 }, lowResults: { open: 2, hidden: 5 } };
const WIDE = { results: { open: 3, hidden: 6 }, bigResults: { open: 2, hidden: 5 }, lowResults: { open: 2, hidden: 4 } };

/**
 * How the fields of a centre lie on the home screen: `{columns, rows, examples, crowded, from, to}`.
 * `from` and `to` cut the fields that are shown at once; only large text in the lower half ever shows
 * less than all. `crowded`: the heading gives way so that every tile stays large enough to hit.
 */
export function tiles(count, { wide = false, big = false, low = false } = {}, first = 0) {
  if (big) return bigRows(count, { wide, low }, first);
  const columns = wide ? wideColumns(count) : portraitColumns(count);
  const rows = Math.ceil(count / columns);
  const crowded = rows > (wide ? 3 : 4) && columns > 1;
  return { columns, rows, examples: !low && (rows <= (wide ? 3 : 5) || columns === 1), crowded, from: 0, to: count };
}

function portraitColumns(count) {
  if (count <= 5) return 1;
  return count === 6 ? 2 : 3;
}

function wideColumns(count) {
  if (count <= 3) return 1;
  if (count <= 6) return 2;
  return count <= 9 ? 3 : 4;
}

/** Large text is a list. What does not fit is reached by whole rows, with buttons. */
function bigRows(count, { wide, low }, first) {
  const columns = wide && count > 6 ? 2 : 1;
  const room = wide ? (low ? 4 : 6) * columns : low ? 6 : 12;
  if (count <= room) return { columns, rows: Math.ceil(count / columns), examples: false, crowded: false, from: 0, to: count };
  const shown = room - columns;
  const from = Math.max(0, Math.min(first, count - shown));
  return { columns, rows: shown / columns, examples: false, crowded: false, from, to: from + shown };
}

/** How many search results there is room for. */
export function resultRoom({ wide, big, low }, keyboard) {
  const screen = wide ? WIDE : PORTRAIT;
  const rooms = low ? screen.lowResults : big ? screen.bigResults : screen.results;
  return keyboard ? rooms.open : rooms.hidden;
}

/** "xl" a ticket number of up to four signs, then "l", "m": longer ones are set smaller, never cut. */
export function numberSize(number) {
  if (number.length <= 4) return "xl";
  return number.length === 5 ? "l" : "m";
}
