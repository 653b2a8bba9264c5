/** Today's power cuts in one line. Pure. */
import { clockTime, thousands } from "../shared/format.js";

/** The sentence about the last of `[{from, to, turns}]`, oldest first; null when there was none. */
export function outageLine(outages, zone) {
  const last = outages?.at(-1);
  if (!last) return null;
  const times = outages.length > 1 ? `lần ${outages.length}, ` : "";
  const when = `${clockTime(last.from, zone)}–${clockTime(last.to, zone)}`;
  const marked = last.turns ? `: ${thousands(last.turns)} lượt được đánh dấu` : "";
  return `Mất điện ${times}${when}${marked}`;
}
