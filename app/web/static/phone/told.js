/** What is told of a ticket nobody waits with any more: served, on hold, absent, cancelled, over. Pure. */
import { clockTime } from "../shared/format.js";
import { dayName } from "./hours.js";

const ICONS = {
  serving: "user-check",
  held: "hourglass",
  done: "circle-check",
  no_show: "circle-alert",
  cancelled: "ban",
  expired: "clock-alert",
  carried: "calendar-arrow-up",
};

/** The view model's part. `lasts`: the page goes on listening, since something may still happen to the ticket. */
export function toldOf(snapshot, { words, language, clock }) {
  const { ticket, day, zone } = snapshot;
  const past = ticket.day < day;
  const kind = kindOf(ticket, past);
  const { title, ...texts } = words.states[kind];
  const undo = undoOf(ticket, words, clock);
  const facts = { ...ticket, called: time(ticket.called_at, zone), ended: time(ticket.ended_at, zone), ...carriedOf(ticket, language, zone) };
  const text = undo ? texts.undoable : (past && texts.past ? texts.past : texts.text)(facts);
  return {
    title: `${ticket.number} · ${title}`,
    told: { icon: ICONS[kind], kind, title, text, undo, link: kind === "carried" && linkOf(ticket, texts) },
    day: past ? words.invalid(dayName(ticket.day, language)) : null,
  };
}

/** A ticket of an earlier day that nobody has ended yet, since the server slept, has expired all the same. */
function kindOf({ state, carried_to: carried }, past) {
  if (carried) return "carried";
  return past && !["done", "no_show", "cancelled"].includes(state) ? "expired" : state;
}

function undoOf({ undo_until: until }, words, clock) {
  const left = until ? Math.ceil((Date.parse(until) - clock) / 1000) : 0;
  return left > 0 ? { name: words.undo, left: words.seconds(left) } : null;
}

function carriedOf({ carried_to: carried }, language, zone) {
  return carried ? { number: carried.number, day: dayName(carried.day, language), time: clockTime(carried.opens_at, zone) } : {};
}

function linkOf({ carried_to: { number, path } }, texts) {
  return { name: texts.open(number), href: path };
}

const time = (moment, zone) => (moment ? clockTime(moment, zone) : null);
