/** Which counter serves which field, and what is being changed of it. Pure: snapshot and edit in, rows and words out. */
import { clockTime } from "../shared/format.js";

export const DEFAULT_LAG = 5;
export const MOST_LAG = 240;
const NONE = { duty: "none", lag: 0, until: null };
const STATES = { open: "đang mở", paused: "tạm dừng", closed: "đóng" };

/** What a counter does for a field now: `{duty: "own"|"help"|"lent"|"none", lag, until}`. */
export function standing(counter, fieldId) {
  const service = counter.fields.find(({ id }) => id === fieldId);
  if (!service) return NONE;
  const { lag_minutes: lag, until } = service;
  return until ? { duty: "lent", lag, until } : lasting(lag);
}

const lasting = (lag) => ({ duty: lag > 0 ? "help" : "own", lag, until: null });

/** What the counter would do for a field with these changes `{[field id]: {duty, lag}}`. */
export function drafted(counter, changes, fieldId) {
  const changed = changes[fieldId];
  if (!changed) return standing(counter, fieldId);
  return changed.duty === "none" ? NONE : lasting(changed.duty === "help" ? changed.lag : 0);
}

/**
 * The changes after one press on a cell. What is served goes first and what is not comes first, so that the
 * commonest change is one press; a third press is as before.
 */
export function pressed(counter, changes, fieldId) {
  const was = standing(counter, fieldId);
  const circle = was.duty === "none" ? ["none", "own", "help"] : [was.duty, "none", was.duty === "own" ? "help" : "own"];
  const now = changes[fieldId]?.duty ?? was.duty;
  return withDuty(counter, changes, fieldId, circle[(circle.indexOf(now) + 1) % circle.length]);
}

/** The changes with this duty for a field; a duty that stands already is no change. */
export function withDuty(counter, changes, fieldId, duty, lag = DEFAULT_LAG) {
  const { [fieldId]: _, ...others } = changes;
  const was = standing(counter, fieldId);
  const same = duty === was.duty && (duty !== "help" || lag === was.lag || !changes[fieldId]);
  return same ? others : { ...others, [fieldId]: { duty, lag: duty === "help" ? lag : 0 } };
}

/** The changes with another lag for a field the counter helps with. */
export function withLag(counter, changes, fieldId, lag) {
  const { [fieldId]: _, ...others } = changes;
  const was = standing(counter, fieldId);
  const bounded = Math.min(Math.max(lag, 1), MOST_LAG);
  if (was.duty === "help" && was.lag === bounded) return others;
  return { ...others, [fieldId]: { duty: "help", lag: bounded } };
}

/** Changes that still change something: what somebody else has done meanwhile is none any more. */
export function still(counter, changes) {
  return Object.fromEntries(Object.entries(changes).filter(([id, change]) => differs(standing(counter, id), change)));
}

const differs = (was, { duty, lag }) => was.duty !== duty || (duty === "help" && was.lag !== lag);

/** The table: `{columns, rows}`. `edit` is `{counter, changes}`. */
export function table(snapshot, edit, zone) {
  const fields = new Map(snapshot.fields.map((field) => [field.id, field]));
  return {
    columns: snapshot.counters.map((counter) => column(counter, edit, fields)),
    rows: snapshot.fields.map((field) => ({
      id: field.id,
      prefix: field.prefix,
      name: field.name.vi,
      waiting: field.waiting,
      service: field.service_target_minutes,
      closed: field.closed,
      cells: snapshot.counters.map((counter) => cell(counter, field, edit, zone)),
    })),
  };
}

function column(counter, edit) {
  const { id, number, state, planned } = counter;
  return { id, number, state, word: STATES[state], planned: planned !== null, editing: id === edit.counter };
}

function cell(counter, field, edit, zone) {
  const mine = counter.id === edit.counter;
  const was = standing(counter, field.id);
  const now = mine ? drafted(counter, edit.changes, field.id) : was;
  const changed = mine && field.id in edit.changes;
  const gone = changed && now.duty === "none";
  return {
    counter: counter.id,
    field: field.id,
    editing: mine,
    duty: gone ? "dropped" : now.duty,
    lag: now.lag,
    changed,
    words: `Quầy số ${counter.number}, ${field.name.vi}: ${gone ? "sẽ thôi nhận" : dutyWords(now, zone)}${changed ? ", chưa lưu" : ""}`,
  };
}

/** "nhận chính", "hỗ trợ, chậm hơn 5 phút", "tăng cường đến 11:00", "không nhận". */
export function dutyWords({ duty, lag, until }, zone) {
  if (duty === "own") return "nhận chính";
  if (duty === "help") return `hỗ trợ, chậm hơn ${lag} phút`;
  if (duty === "lent") return `tăng cường đến ${clockTime(until, zone)}${lag ? `, chậm hơn ${lag} phút` : ""}`;
  return "không nhận";
}

/** The legend: only what the table shows, the times of loans as they are. */
export function legend({ rows }, snapshot, zone) {
  const cells = rows.flatMap((row) => row.cells);
  const shown = (test) => cells.some(test);
  const lags = [...new Set(cells.filter(({ duty }) => duty === "help").map(({ lag }) => lag))];
  const times = [...new Set(snapshot.counters.flatMap(({ fields }) => fields).flatMap(({ until }) => until ?? []))];
  return [
    shown(({ duty }) => duty === "own") && { duty: "own", words: "nhận chính" },
    lags.length > 0 && { duty: "help", lag: Math.min(...lags), words: `hỗ trợ, chậm hơn ${lags.length > 1 ? "số phút ghi" : `${lags[0]} phút`}` },
    times.length > 0 && { duty: "lent", words: `tăng cường${times.length === 1 ? ` đến ${clockTime(times[0], zone)}` : ", có giờ trả về"}` },
    shown(({ duty }) => duty === "dropped") && { duty: "dropped", words: "đang bỏ, chưa lưu" },
    shown(({ changed, duty }) => changed && duty !== "dropped") && { duty: "own", changed: true, words: "đang thêm hoặc đổi, chưa lưu" },
  ].filter(Boolean);
}

/**
 * Where an arrow key leads in a table of so many rows and columns: `{row, column}`, or null for another key.
 * Row −1 is the head, column −1 the names of the fields.
 */
export function moved(key, { row, column }, { rows, columns }) {
  const within = (value, count) => Math.min(Math.max(value, -1), count - 1);
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  if (key === "Home") return { row, column: 0 };
  if (key === "End") return { row, column: columns - 1 };
  if (!(key in steps)) return null;
  const [down, right] = steps[key];
  const place = { row: within(row + down, rows), column: within(column + right, columns) };
  return place.row < 0 && place.column < 0 ? { row, column } : place;
}
