/** The queue beside the stage, in true calling order, with bars towards each target; and those on hold. Pure. */
import { clockTime, minutes, timer } from "../shared/format.js";
import { reasonText } from "./slip.js";
import { shortName } from "./standing.js";

const SOON_SHARE = 0.8;
const KNOWN_ROWS = 50;
const ROWS = 12;
const NAMED_FIELDS = 2;
const FIELDS = 4;

/**
 * The panel's view model. Waits are counted from `arrived_at` at `now`, so they go on between snapshots.
 * @param {object} snapshot @param {Date} now
 * @param {object[]|null} frozen the rows that were on show when a pointer came to rest on the list: their order is kept
 */
export function queuePanel(snapshot, now, frozen = null) {
  const { queue, counter, held } = snapshot;
  const room = Math.max(4, ROWS - 2 * Math.max(0, held.length - 1));
  const shown = (frozen ?? queue.rows).slice(0, room);
  return {
    total: callable(queue),
    fields: fieldCounts(counter.fields),
    ...alarms(snapshot, now),
    rows: shown.map((row, place) => drawn(row, place, now)),
    more: Math.max(0, callable(queue) - shown.length),
    changed: frozen !== null && !sameOrder(frozen, queue.rows, room),
    held: held.map((one) => onHold(one, snapshot, now)),
  };
}

/** How many this counter may call: its rows, and only beyond the fifty that are sent the server's count. */
export function callable({ rows, total }) {
  return rows.length < KNOWN_ROWS ? rows.length : total;
}

function onHold({ id, number, reason, since }, { reasons }, now) {
  return { id, number, reason: reasonText(reasons.hold, reason), for: timer(now - Date.parse(since)) };
}

function drawn(row, place, now) {
  const waited = now - Date.parse(row.arrived_at);
  const { id, number, priority, assist, named } = row;
  return {
    ...{ id, number, priority, assist, named, next: place === 0, sinceMorning: Boolean(row.since_morning) },
    taken: clockTime(row.joined_at),
    waited: minutes(waited),
    share: Math.min(1, Math.max(0, waited / (row.target_minutes * 60000))),
    state: against(waited, row.target_minutes),
    target: row.target_minutes,
  };
}

/** "late" past the target, "soon" past four fifths of it, else "within". */
export function against(waitedMs, targetMinutes) {
  const share = waitedMs / (targetMinutes * 60000);
  if (share > 1) return "late";
  return share > SOON_SHARE ? "soon" : "within";
}

/** Past and about to pass now: the server's counts, moved on by what has become of the known rows since then. */
function alarms({ queue, now: then }, now) {
  const since = (state) => countOf(queue.rows, state, now) - countOf(queue.rows, state, Date.parse(then));
  return { past: queue.past + since("late"), soon: queue.soon + since("soon"), target: commonTarget(queue.rows) };
}

function countOf(rows, state, at) {
  return rows.filter((row) => against(at - Date.parse(row.arrived_at), row.target_minutes) === state).length;
}

/** The minutes of the target when all rows share one, else null. */
function commonTarget(rows) {
  const targets = new Set(rows.map((row) => row.target_minutes));
  return targets.size > 1 ? null : ([...targets][0] ?? 15);
}

/** The counter's fields with how many wait: two by name, more by letter, and how many are left out. */
export function fieldCounts(fields) {
  const shown = fields.length <= FIELDS ? fields : byWaiting(fields).slice(0, FIELDS - 1);
  const named = fields.length <= NAMED_FIELDS;
  return {
    shown: shown.map((field) => ({ prefix: field.prefix, name: shortName(field), waiting: field.waiting, named })),
    more: fields.length - shown.length,
  };
}

function byWaiting(fields) {
  return [...fields].sort((one, other) => other.waiting - one.waiting);
}

function sameOrder(frozen, rows, room) {
  const ids = (list) => list.slice(0, room).map(({ id }) => id).join();
  return ids(frozen) === ids(rows);
}
