/**
 * Which calls stand large in the hall, in which order, which one is gold, and when each steps back into
 * the list. Pure: moments (`at`) are milliseconds of the page's own steady clock, because these rules are
 * about how long a person needs to read, whatever speed the hall's time runs at. No words, no drawing.
 *
 * A stage is `{rows, wings, known}`. A row is `{ticket, call, shownAt, pulsedAt}`, newest on top; the wings
 * hold calls, oldest first, that wait for a row; `known` are the ids of calls already received.
 * A scene is `{calls, at, ageOf, voice: {speaking, due}, afresh}`: the snapshot's calls (newest first), now,
 * how long ago a call was made (ms), what the voice reads and is about to read, and whether to forget
 * everything and begin from the calls as they are.
 */

export const ALONE_MS = 12_000;
export const STANDS_MS = 8_000;
export const ROWS = 3;
export const PULSE_MS = 2_400;

/** A voice that hangs must not keep the next number from standing large. */
const HELD_AT_MOST_MS = 45_000;
/** A call this old when it first comes is history, let back in because a newer one was withdrawn. */
const HISTORY_MS = 60_000;
const LATEST = 12;
const REMEMBERED = 200;

/** The stage after this scene. `stage` is null on a page that has just begun. */
export function advance(stage, scene) {
  return pulsed(stage === null || scene.afresh ? restaged(scene) : played(stage, scene), scene);
}

/** The row that is gold: being read, else about to be read, else the newest call; null on an empty stage. */
export function goldRow({ rows }, voice) {
  const ids = [voice.speaking, ...voice.due];
  const spoken = ids.map((id) => rows.find((row) => row.call.id === id)).find(Boolean);
  return spoken ?? newestRow(rows);
}

/** The row of the latest call: not always the top one, since a recall pulses where it stands. */
export function newestRow(rows) {
  return rows.reduce((best, row) => (best && best.call.called_at >= row.call.called_at ? best : row), null);
}

/** The latest call of each ticket, in the order given. */
export function latestOfEach(calls) {
  const tickets = new Set();
  return calls.filter(({ ticket }) => !tickets.has(ticket) && tickets.add(ticket));
}

/** When the stage last changed its mind about somebody: the start of the newest row's or recall's time. */
export function lastShown(rows) {
  return Math.max(-Infinity, ...rows.map((row) => row.shownAt));
}

function played(stage, scene) {
  const present = received(withoutWithdrawn(stage, scene.calls), scene);
  if (present.rows.length + present.wings.length === 0) return { ...restaged(scene), known: present.known };
  return admitted(settled(returned(present, scene), scene), scene);
}

/** Begin from the calls as they are: they appear, but nothing pulses as though it had just been called. */
function restaged({ calls, at, ageOf }) {
  const rows = [];
  for (const call of latestOfEach(calls)) {
    const shownAt = at - ageOf(call);
    if (rows.length === ROWS || (rows.length > 0 && !together(rows, shownAt, at))) break;
    rows.push({ ticket: call.ticket, call, shownAt, pulsedAt: -Infinity });
  }
  return { rows, wings: [], known: calls.map(({ id }) => id) };
}

function together(rows, shownAt, at) {
  return at - rows[0].shownAt < ALONE_MS && rows[rows.length - 1].shownAt - shownAt < ALONE_MS;
}

/** A call that left the snapshot though it is not older than the oldest there was undone, or a day ended. */
function withoutWithdrawn(stage, calls) {
  const current = new Map(calls.map((call) => [call.id, call]));
  const oldest = calls.length < LATEST ? "" : calls[calls.length - 1].called_at;
  const stands = (call) => current.has(call.id) || call.called_at <= oldest;
  const fresh = (call) => current.get(call.id) ?? call;
  return {
    ...stage,
    rows: stage.rows.filter((row) => stands(row.call)).map((row) => ({ ...row, call: fresh(row.call) })),
    wings: stage.wings.filter(stands).map(fresh),
  };
}

function received(stage, scene) {
  const arrivals = scene.calls.filter((call) => !stage.known.includes(call.id) && scene.ageOf(call) < HISTORY_MS);
  const known = knownAfter(stage, scene);
  return arrivals.reverse().reduce((soFar, call) => withCall(soFar, call, scene.at), { ...stage, known });
}

function knownAfter({ known }, { calls }) {
  const added = calls.map(({ id }) => id).filter((id) => !known.includes(id));
  return added.length ? [...known, ...added].slice(-REMEMBERED) : known;
}

/** A recall pulses again in place; everything else waits its turn in the wings. */
function withCall(stage, call, at) {
  if (stage.rows.some((row) => row.ticket === call.ticket)) {
    const again = (row) => (row.ticket === call.ticket ? { ...row, call, shownAt: at, pulsedAt: null } : row);
    return { ...stage, rows: stage.rows.map(again) };
  }
  return { ...stage, wings: [...stage.wings.filter((other) => other.ticket !== call.ticket), call] };
}

/** What the loudspeaker says must be found on the screen: a call being read comes back if it had left. */
function returned(stage, { calls, voice }) {
  const call = calls.find(({ id }) => id === voice.speaking);
  if (!call || stage.rows.some((row) => row.ticket === call.ticket)) return stage;
  return { ...stage, wings: [call, ...stage.wings.filter((other) => other.ticket !== call.ticket)] };
}

/** Twelve seconds after the last call the newest stands alone again, once the others have been read. */
function settled(stage, scene) {
  const { rows, wings } = stage;
  if (rows.length < 2 || wings.length > 0 || scene.at - lastShown(rows) < ALONE_MS) return stage;
  const newest = newestRow(rows);
  return rows.some((row) => row !== newest && held(row, scene)) ? stage : { ...stage, rows: [newest] };
}

function admitted(stage, scene) {
  let { rows, wings } = stage;
  for (let room = roomIn(rows, scene); wings.length > 0 && room; room = roomIn(rows, scene)) {
    const [call, ...rest] = wings;
    rows = [{ ticket: call.ticket, call, shownAt: scene.at, pulsedAt: null }, ...room];
    wings = rest;
  }
  return { ...stage, rows, wings };
}

/** The rows that stay beside one more call; null while nobody may leave yet. */
function roomIn(rows, scene) {
  const stood = (row, ms) => scene.at - row.shownAt >= ms && !held(row, scene);
  if (rows.every((row) => stood(row, ALONE_MS))) return [];
  if (rows.length < ROWS) return rows;
  const leaving = [...rows].reverse().find((row) => stood(row, STANDS_MS));
  return leaving ? rows.filter((row) => row !== leaving) : null;
}

function held(row, { at, voice }) {
  const awaited = row.call.id === voice.speaking || voice.due.includes(row.call.id);
  return awaited && at - row.shownAt < HELD_AT_MOST_MS;
}

/** A row pulses when it first turns gold, together with its chime: on a white row nobody would see it. */
function pulsed(stage, { at, voice }) {
  const gold = goldRow(stage, voice);
  if (!gold || gold.pulsedAt !== null) return stage;
  return { ...stage, rows: stage.rows.map((row) => (row === gold ? { ...row, pulsedAt: at } : row)) };
}
