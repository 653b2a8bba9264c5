/** What the phone of one ticket shows: its snapshot in, everything the view draws out. Pure. */
import { clockTime, dateShort, dayShort } from "../shared/format.js";
import { nameIn } from "../shared/names.js";
import { wordsOf } from "./words.js";

const DOTS = 6;
const ENDED = new Set(["done", "no_show", "cancelled", "expired"]);
const ICONS = { serving: "user-check", held: "hourglass", done: "circle-check", no_show: "circle-alert", cancelled: "ban", expired: "clock-alert" };

/**
 * The view model.
 * @param {object} seen `{snapshot|null, lost: null|{since: Date|null}, armed: bool, language, clock: Date}`
 *   `clock` is the hall's time now; `armed`, whether this phone will make itself heard when the ticket is called
 */
export function view({ snapshot, lost, armed, language, clock }) {
  const words = wordsOf(language);
  const base = { words, language, other: { language: language === "en" ? "vi" : "en", name: words.other } };
  if (!snapshot) return { ...base, screen: "starting", title: words.starting, foot: footOf({ words, lost, time: null }) };
  const { ticket, zone } = snapshot;
  const seen = { ...snapshot, words, armed, lost };
  return {
    ...base,
    screen: ticket.state === "called" ? "called" : ticket.state === "waiting" ? "waiting" : "told",
    ended: ENDED.has(ticket.state),
    centre: snapshot.centre,
    number: ticket.number,
    size: sizeOf(ticket.number),
    prefix: ticket.field.prefix,
    field: nameIn(ticket.field.name, language),
    priority: ticket.priority,
    stale: lost !== null,
    ...(SCREENS[ticket.state] ?? told)(seen),
    foot: ENDED.has(ticket.state) ? null : footOf({ words, lost, time: clockTime(clock, zone), zone }),
  };
}

const SCREENS = { waiting, called };

function waiting({ ticket, calls, hall, words, armed, zone, day }) {
  const { people_ahead: ahead } = ticket;
  return {
    title: ahead === null ? ticket.number : words.titleAhead(ticket.number, ahead),
    ahead,
    dots: ahead === null ? null : { shown: Math.min(ahead, DOTS), more: ahead > DOTS ? words.more(ahead - DOTS) : null },
    soon: ahead === 0 ? words.soon : null,
    closed: hall.state === "open" ? null : words.closed(opensToday(hall, day, zone)),
    lastCall: calls.length ? { number: calls[0].number, counter: words.counterNumber(calls[0].counter.number) } : null,
    notify: { armed, name: armed ? words.notified : words.notify, how: armed ? words.notifyHow : null },
  };
}

/** When the doors open again today. A number is of its own day: nobody is sent home with it until tomorrow. */
function opensToday({ opens_at: opens }, day, zone) {
  return opens && dateShort(opens, zone) === dayShort(day) ? timeOf(opens, zone) : null;
}

function called({ ticket, words, zone }) {
  const counter = String(ticket.counter?.number ?? "");
  return {
    title: `${words.called(counter)} · ${ticket.number}`,
    invitation: words.called(counter),
    counter,
    counterSize: counter.length > 2 ? "s" : counter.length === 2 ? "m" : "l",
    calledAt: ticket.called_at ? words.calledAt(clockTime(ticket.called_at, zone)) : null,
    call: `${ticket.called_at}`,
  };
}

function told({ ticket, words }) {
  const { title, text } = words.states[ticket.state];
  return {
    title: `${ticket.number} · ${title}`,
    told: { icon: ICONS[ticket.state], state: ticket.state, title, text: text(ticket.counter?.number) },
  };
}

function footOf({ words, lost, time, zone }) {
  if (lost) return { lost: true, text: words.lost(lost.since && clockTime(lost.since, zone)) };
  return { lost: false, text: time ? words.connected(time) : words.starting };
}

function sizeOf(number) {
  if (number.length <= 4) return "l";
  return number.length === 5 ? "m" : "s";
}

function timeOf(time, zone) {
  return /^\d\d:\d\d$/.test(time) ? time : clockTime(time, zone);
}

/** Whether the phone should make itself heard: a call this page has not seen before. */
export function isNewCall(before, after) {
  return after.screen === "called" && (before?.screen !== "called" || before.call !== after.call);
}
