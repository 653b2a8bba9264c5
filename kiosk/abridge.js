/** Official names run to two hundred letters; a row of the kiosk holds about a hundred. Pure. */

const LONG = 62;
const LONGEST = 104;
const HEAD = 62;
const TAIL = 38;

/** "short" for a name of two lines of large type, else "long". */
export function lengthOf(parts) {
  return whole(parts).length > LONG ? "long" : "short";
}

/**
 * The parts `[{text, hit}]` of a name that is too long, without its middle: such names differ from one
 * another at their end as often as at their beginning.
 */
export function abridged(parts) {
  const name = whole(parts);
  if (name.length <= LONGEST) return parts;
  const from = name.lastIndexOf(" ", HEAD);
  const to = name.indexOf(" ", name.length - TAIL);
  if (from < 0 || to <= from) return parts;
  return [...between(parts, 0, from), { text: " … ", hit: false }, ...between(parts, to + 1, name.length)];
}

function whole(parts) {
  return parts.map(({ text }) => text).join("");
}

/** The parts of the letters from `start` up to `end`. */
function between(parts, start, end) {
  let at = 0;
  return parts.flatMap(({ text, hit }) => {
    const piece = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += text.length;
    return piece ? [{ text: piece, hit }] : [];
  });
}
