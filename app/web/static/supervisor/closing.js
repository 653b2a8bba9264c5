/** The end of the day as it comes: fields that give no more numbers. Pure. */
import { clockTime, thousands } from "../shared/format.js";

/**
 * `{rows, until}`: the fields stopped, each with why in words, and until when the supervisor lets numbers be
 * given all the same. Null when there is nothing to say.
 */
export function stops({ fields, override_until: until, zone }) {
  const rows = fields.filter(({ stopped }) => stopped).map((field) => row(field, zone));
  return rows.length || until ? { rows, until: until && clockTime(until, zone) } : null;
}

function row({ id, prefix, name, waiting, stopped }, zone) {
  const at = stopped.since ? ` lúc ${clockTime(stopped.since, zone)}` : "";
  return {
    id,
    prefix,
    name: name.vi,
    what: `đã dừng lấy số${at}`,
    why: `còn ${thousands(waiting)} người, ${thousands(stopped.counters)} quầy`,
  };
}
