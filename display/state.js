/**
 * The hall display: a snapshot, the hall's time and the page's own memory in, a view model out. Pure.
 * Which calls stand large is decided in stage.js; how anything looks or is worded, in the view.
 *
 * `compose(memory, input)` gives `{memory, model}`; the first memory is `BEGINNING`. The input:
 * `{snapshot|null, at: steady ms, hallNow: Date, lost: null|{since: Date|null}, voice: {speaking: id|null,
 * due: [id]}, sound: "on"|"blocked"|"muted", reducedMotion: bool}`.
 */
import { ALONE_MS, PULSE_MS, advance, goldRow, lastShown, latestOfEach, newestRow } from "./stage.js";

export const BEGINNING = { stage: null, wasLost: false, undone: [] };

const LISTED = 5;
const LISTED_LOST = 4;
const SENTENCE_MS = 8_000;
/** Between two calls after closing time the hall is not shown as closed while people are still being called. */
const CALLING_PAUSE_MS = 5 * 60_000;
/** Who is no longer at the counter so soon after the call was not served: the clerk took the call back. */
const UNDONE_MS = 12_000;
const REMEMBERED = 50;

/** One step of the page. The model's `scene` is "starting", "calls", "quiet" (nobody is being called) or "lost". */
export function compose(memory, input) {
  if (input.snapshot === null) return { memory, model: { scene: "starting", ...surroundings(input) } };
  const undone = takenBack(memory.undone, input);
  const calls = input.snapshot.calls.filter(({ id }) => !undone.includes(id));
  const frozen = input.lost !== null && memory.stage !== null;
  const stage = frozen ? memory.stage : advance(memory.stage, happening(memory, calls, input));
  return { memory: { stage, wasLost: input.lost !== null, undone }, model: modelOf(stage, calls, input) };
}

function takenBack(known, { snapshot, hallNow }) {
  const soon = (call) => !call.active && hallNow - Date.parse(call.called_at) < UNDONE_MS;
  const found = snapshot.calls.filter((call) => soon(call) && !known.includes(call.id)).map(({ id }) => id);
  return found.length > 0 ? [...known, ...found].slice(-REMEMBERED) : known;
}

function happening({ wasLost }, calls, { snapshot, at, hallNow, voice }) {
  const ageOf = (call) => Math.max(0, hallNow - Date.parse(call.called_at)) / (snapshot.speed || 1);
  return { calls, at, ageOf, voice, afresh: wasLost };
}

function modelOf(stage, calls, input) {
  const { snapshot, lost } = input;
  const rest = lost ? null : resting(stage, input);
  const rows = rest ? [] : lost ? oldRows(stage) : callRows(stage, input);
  return {
    ...surroundings(input),
    scene: lost ? "lost" : rest ? "quiet" : "calls",
    rest,
    rows,
    list: listed(calls, rows, lost ? LISTED_LOST : LISTED),
    counts: lost || rows.length > 1 ? null : counts(snapshot),
    marquee: marquee(stage, input, rest),
    shown: calls.length > 0 ? calls[0].id : null,
  };
}

function surroundings({ snapshot, hallNow, lost, sound }) {
  return {
    centre: snapshot?.centre ?? null,
    zone: snapshot?.zone,
    hallNow,
    lostSince: lost?.since ?? null,
    lost: lost !== null,
    sound: snapshot?.voice.muted ? "muted" : sound,
  };
}

function callRows(stage, { at, voice }) {
  const gold = goldRow(stage, voice);
  const pulses = (row) => row.pulsedAt !== null && at - row.pulsedAt < PULSE_MS;
  return stage.rows.map((row) => ({ ...shape(row.call), gold: row === gold, pulse: pulses(row) }));
}

/** An old call must not invite: only the newest stands, and it is not gold. */
function oldRows({ rows }) {
  return rows.length > 0 ? [{ ...shape(newestRow(rows).call), gold: false, pulse: false }] : [];
}

function shape({ id, ticket, number, priority, kind, counter, called_at: calledAt }) {
  return { id, ticket, number, priority, last: kind === "last", counter: String(counter.number), calledAt };
}

function listed(calls, rows, length) {
  const large = new Set(rows.map(({ ticket }) => ticket));
  return latestOfEach(calls)
    .filter(({ ticket }) => !large.has(ticket))
    .slice(0, length)
    .map(shape);
}

/** Fewer than eight fields stand in one line, up to fourteen in two, more in three; `signs` of the longest cell. */
function counts({ fields, hall }) {
  if (fields.length === 0 || (hall.state !== "open" && waitingIn(fields) === 0)) return null;
  const lines = fields.length < 8 ? 1 : fields.length <= 14 ? 2 : 3;
  const cells = fields.map(({ id, prefix, waiting, open }) => ({ id, prefix: prefix || "Số", waiting, open }));
  const signs = Math.max(...cells.map((cell) => cell.prefix.length + String(cell.waiting).length));
  return { lines, columns: Math.ceil(fields.length / lines), signs, cells };
}

function waitingIn(fields) {
  return fields.reduce((sum, field) => sum + field.waiting, 0);
}

/**
 * Why nothing is being called, `{reason, opensAt}`, or null. Closing time stops the taking of numbers, not
 * the calling, so a closed hall rests only when the last person called has been served.
 */
function resting(stage, { snapshot, at, hallNow }) {
  const { state, reason, opens_at: opensAt } = snapshot.hall;
  const why = state === "open" ? { reason: "nothing_called", opensAt: null } : { reason, opensAt };
  if (stage.rows.length === 0) return why;
  const { call } = newestRow(stage.rows);
  const lively = call.active || stage.wings.length > 0 || at - lastShown(stage.rows) < ALONE_MS;
  if (state === "open" || lively) return null;
  return waitingIn(snapshot.fields) > 0 && hallNow - Date.parse(call.called_at) < CALLING_PAUSE_MS ? null : why;
}

/**
 * The line at the foot: its sentences, which of them stands alone (reduced motion, else null), and whether
 * it stands still, as it does during a call's first twelve seconds.
 */
function marquee(stage, { snapshot, at, lost, reducedMotion }, rest) {
  const sentences = lost ? ["Số của ông/bà vẫn có giá trị."] : notices(snapshot, rest);
  const only = reducedMotion ? Math.floor(at / SENTENCE_MS) % (sentences.length || 1) : null;
  return { sentences, only, paused: at - lastShown(stage.rows) < ALONE_MS };
}

/** The centre may word its hours itself ("…; thứ Bảy 07:30–11:30"); else today's sessions say them. */
function notices({ hall, messages }, rest) {
  const own = messages.map(({ vi }) => vi).filter(Boolean);
  const late = hall.state !== "open" && !rest ? ["Ngoài giờ tiếp nhận. Số đã lấy vẫn được gọi."] : [];
  const worded = hall.sessions.length === 0 || own.some((text) => text.startsWith("Giờ tiếp nhận"));
  const hours = hall.sessions.map(([from, to]) => `${from}–${to}`).join(", ");
  return [...late, ...(worded ? [] : [`Giờ tiếp nhận: ${hours}`]), ...own];
}
