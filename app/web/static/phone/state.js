/** What the phone of one ticket shows: its snapshot in, everything the view draws out. Pure. */
import { clockTime } from "../shared/format.js";
import { nameIn } from "../shared/names.js";
import { hoursNote } from "./hours.js";
import { toldOf } from "./told.js";
import { wordsOf } from "./words.js";

const DOTS = 6;
const QUIET = { busy: false, slow: false, error: null };
/** Who may still be called, or is. */
const AWAITED = new Set(["waiting", "called", "held"]);
/** While a ticket may be given up on this page; once called, the way leads to the counter. */
const MAY_CANCEL = new Set(["waiting", "held"]);

/**
 * The view model.
 * @param {object} seen `{snapshot, lost: null|{since: Date|null}, attention, asking, presses, language, clock: Date}`
 *   `attention` is how this phone makes itself heard: `{armed, lit, how}`; `asking`, whether "cancel?" is being asked;
 *   `presses`, what became of `{assist, cancel, undo}`: `{busy, slow, error}` each; `clock`, the hall's time now
 */
export function view({ snapshot, lost = null, attention = {}, asking = false, presses = {}, language, clock }) {
  const { ticket, zone, day } = snapshot;
  const words = wordsOf(language);
  const seen = { words, language, clock, attention };
  const mine = ticket.day === day && !ticket.over;
  const awaited = mine && AWAITED.has(ticket.state);
  return {
    words,
    language,
    other: { language: language === "en" ? "vi" : "en", name: words.other },
    screen: screenOf(ticket),
    centre: snapshot.centre,
    number: ticket.number,
    size: sizeOf(ticket.number),
    prefix: ticket.field.prefix,
    field: nameIn(ticket.field.name, language),
    priority: ticket.priority,
    over: ticket.over,
    awaited,
    stale: lost !== null && !ticket.over,
    ...(SCREENS[screenOf(ticket)] ?? toldOf)(snapshot, seen),
    assist: awaited ? { on: ticket.assist, ...(presses.assist ?? QUIET) } : null,
    cancel: mine && MAY_CANCEL.has(ticket.state) ? { asking, ...(presses.cancel ?? QUIET) } : null,
    undoing: presses.undo ?? QUIET,
    foot: ticket.over ? null : footOf({ words, lost, time: clockTime(clock, zone), zone }),
  };
}

const SCREENS = { waiting, called };

function screenOf({ state, over }) {
  return !over && state in SCREENS ? state : "told";
}

function waiting(snapshot, seen) {
  const { ticket, calls, day } = snapshot;
  const { words, attention } = seen;
  const ahead = ticket.people_ahead;
  const note = hoursNote(snapshot, seen);
  return {
    title: words.titleAhead(ticket.number, ahead),
    ahead,
    dots: { shown: Math.min(ahead, DOTS), more: ahead > DOTS ? words.more(ahead - DOTS) : null },
    moved: ticket.moved && words[ticket.moved.further ? "further" : "moved"](nameIn(ticket.moved.from.name, seen.language)),
    notes: [note ?? (ahead === 0 ? words.soon : null), ticket.counter && words.waitsFor(ticket.counter.number)].filter(Boolean),
    lastCall: lastCallOf(calls, ticket, words),
    notify: ticket.day === day ? notifyOf(attention, words) : null,
  };
}

/** The last call of somebody else: one's own, from before a hold, would look like an invitation. */
function lastCallOf(calls, { number }, words) {
  const call = calls.find((each) => each.number !== number);
  return call ? { number: call.number, counter: words.counterNumber(call.counter.number) } : null;
}

function notifyOf({ armed = false, how, lit }, words) {
  return { armed, how: armed ? words.armed(words.notifyHow[how], lit) : null };
}

function called({ ticket, zone }, { words }) {
  const counter = String(ticket.counter.number);
  return {
    title: `${words.called(counter)} · ${ticket.number}`,
    invitation: words.called(counter),
    counter,
    counterSize: counter.length > 2 ? "s" : counter.length === 2 ? "m" : "l",
    calledAt: words.calledAt(clockTime(ticket.called_at, zone), ticket.calls),
    call: ticket.called_at,
  };
}

function footOf({ words, lost, time, zone }) {
  if (lost) return { lost: true, text: words.lost(lost.since && clockTime(lost.since, zone)) };
  return { lost: false, text: words.connected(time) };
}

function sizeOf(number) {
  if (number.length <= 4) return "l";
  return number.length === 5 ? "m" : "s";
}

/** Whether the phone should make itself heard: a call, or a call repeated, that this page has not seen before. */
export function isNewCall(before, after) {
  return after.screen === "called" && (before?.screen !== "called" || before.call !== after.call);
}

/** What a screen reader is told in between: a connection that was lost, else how many are still before. */
export function quietly({ foot, screen, title }) {
  if (foot?.lost) return foot.text;
  return screen === "waiting" ? title : "";
}
