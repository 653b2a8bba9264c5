/** What the kiosk shows: a snapshot and the visit so far in, everything the view draws out. Pure. */
import { clockTime, dateLong, dateShort } from "#shared/format.js";
import { nameIn, phrases } from "#shared/names.js";
import { find } from "#shared/search.js";
import { abridged, lengthOf } from "./abridge.js";
import { resultRoom, tiles } from "./layout.js";
import { nameOf, unansweredIssue } from "./session.js";
import { ticketOf } from "./ticket.js";
import { ANSWER_WITHIN, silence } from "./visit.js";
import { wordsOf } from "./words.js";

const SLOW_MS = 2500;
const HELP_ICONS = { sending: "bell", called: "hand-helping", failed: "triangle-alert" };

/**
 * The view model.
 * @param {object} seen `{snapshot|null, session, catalogue|null, now, clock: Date, wide, lost: null|{since: Date|null},
 *   language: "vi"|"en"}`; `now` in the milliseconds the session counts in, `language` the centre's own
 */
export function view({ snapshot, session, catalogue, now, clock, wide, lost, language }) {
  const spoken = session.language ?? language;
  const seen = { snapshot, session, catalogue, now, wide, lost, language: spoken, words: wordsOf(spoken) };
  const screen = screenOf(seen);
  return {
    screen,
    wide,
    words: seen.words,
    language: spoken,
    modes: session.modes,
    head: headOf(seen, clock),
    // Without the server nobody would hear it.
    helpOffered: !lost && snapshot !== null,
    ...SCREENS[screen](seen),
    sheet: session.sheet && !lost ? sheetOf(seen) : null,
    asking: session.askedAt === null || lost ? null : askingOf(seen),
  };
}

/** A number that was given stays on show whatever happens; else a lost server and a closed hall come first. */
function screenOf({ snapshot, session, lost }) {
  if (session.screen === "ticket" || (session.screen === "change" && lost)) return "ticket";
  if (lost) return "lost";
  if (snapshot === null) return "starting";
  if (session.screen === "help" || session.screen === "change") return session.screen;
  if (!isTaking(snapshot.hall) && !session.sheet) return "closed";
  return session.screen;
}

function isTaking(hall) {
  return hall.state === "open" && hall.reason !== "cut_off";
}

function headOf({ snapshot, language }, clock) {
  if (!snapshot) return { kind: "", name: "", time: "", date: "" };
  const { centre, zone } = snapshot;
  return { kind: centre.kind, name: centre.name, sample: centre.sample, time: clockTime(clock, zone), date: dateLong(clock, zone, language) };
}

const SCREENS = {
  home: (seen) => ({ title: seen.words.title, ...homeOf(seen) }),
  change: (seen) => ({
    title: seen.words.changeTitle,
    ...homeOf(seen),
    keep: seen.session.pending ? seen.words.changing : seen.words.changeKeep(seen.session.ticket.number),
  }),
  search: (seen) => ({ title: [seen.words.searchFor], search: searchOf(seen) }),
  ticket: (seen) => ticketOf(seen),
  help: (seen) => helpOf(seen),
  closed: (seen) => closedOf(seen),
  lost: ({ words, lost, snapshot, session }) => ({
    title: words.lost,
    card: {
      icon: "unplug",
      lines: words.lostWhat,
      small: whatIsKnown({ words, lost, snapshot, session }),
    },
  }),
  starting: ({ words }) => ({ title: words.starting, card: { icon: "loader", lines: words.startingWhat } }),
};

/** Since when, and to whoever has just asked for a number what is known of it: only that it has not come. */
function whatIsKnown({ words, lost, snapshot, session }) {
  const since = lost.since && words.lostSince(clockTime(lost.since, snapshot?.zone));
  const asked = session.pending?.kind === "issue" || unansweredIssue(session);
  return [since, asked && words.notReceived].filter(Boolean);
}

function homeOf(seen) {
  const { snapshot, session, wide } = seen;
  const layout = tiles(snapshot.fields.length, { wide, ...session.modes }, session.firstField);
  const shown = snapshot.fields.slice(layout.from, layout.to).map((field) => tileOf(seen, field));
  return { layout, tiles: shown, total: snapshot.fields.length };
}

function tileOf(seen, field) {
  const { words, session } = seen;
  const isOwn = session.screen === "change" && session.ticket?.field.id === field.id;
  return {
    id: field.id,
    prefix: field.prefix,
    name: nameIn(field.name, seen.language),
    examples: phrases(field.examples?.[seen.language] ?? ""),
    icon: field.icon,
    waiting: field.waiting,
    // Three figures, and the reason of a closed field, need the pictogram's room.
    pictured: field.waiting < 100 && field.open && !isOwn,
    open: field.open && !isOwn && !(session.screen === "change" && session.pending),
    reason: isOwn ? words.ownField : field.open ? null : closedReason(words, field),
  };
}

function closedReason(words, field) {
  return words.fieldClosed[field.reason] ?? words.fieldClosed.closed;
}

function sheetOf(seen) {
  const { snapshot, session, words, now } = seen;
  const { field: id, procedure } = session.sheet;
  const field = snapshot?.fields.find((each) => each.id === id);
  if (!field) return null;
  const { pending } = session;
  const closed = !isTaking(snapshot.hall) ? closedOf(seen).sentence : field.open ? null : `${closedReason(words, field)}.`;
  const slow = pending && now - pending.since > SLOW_MS ? words.slow : null;
  return {
    prefix: field.prefix,
    name: nameIn(field.name, seen.language),
    about: procedure ? procedure.shown : (field.examples?.[seen.language] ?? ""),
    waiting: field.waiting,
    priority: snapshot.priority.offered ? { note: snapshot.priority.note?.[seen.language] ?? "" } : null,
    taking: pending ? (pending.body.priority ? "priority" : "plain") : null,
    retry: retryOf(seen),
    closed: closed !== null,
    notice: closed ?? noticeOf(seen) ?? slow,
    quiet: closed === null && !session.notice,
  };
}

/** "plain" or "priority": the one press whose answer never came, and which alone may be pressed again. */
function retryOf({ session, language }) {
  const { field, procedure } = session.sheet;
  const what = procedure ? { procedure: procedure.code } : { field };
  const pressed = [false, true].find((priority) => {
    return nameOf({ kind: "issue", body: { ...what, priority, language } }) in session.unanswered;
  });
  if (pressed === undefined) return null;
  return pressed ? "priority" : "plain";
}

/** What a refusal said, in words; null when nothing was refused. */
function noticeOf({ session, words }) {
  if (!session.notice) return null;
  return session.notice.text ?? words[session.notice.word];
}

function askingOf({ session, words, now }) {
  const left = Math.max(0, silence(session)?.at - now || 0);
  return { title: words.moreTime, text: words.moreTimeWhy(Math.ceil(left / 1000)), share: left / ANSWER_WITHIN };
}

function searchOf(seen) {
  const { session, catalogue, snapshot, wide, words } = seen;
  const results = catalogue ? find(catalogue, session.query) : [];
  const room = resultRoom({ wide, ...session.modes }, session.keyboardShown);
  const from = Math.min(session.firstResult, Math.max(0, results.length - 1));
  const rows = results.slice(from, from + room).map((result) => rowOf(seen, snapshot, result));
  const left = results.length - from - rows.length;
  const typed = session.query.trim().length >= 2;
  return {
    query: session.query,
    keyboard: session.keyboardShown ? session.keyboard : null,
    rows,
    count: results.length ? words.results(results.length) : null,
    earlier: from > 0 ? Math.max(0, from - room) : null,
    more: left > 0 ? { count: left, to: session.keyboardShown ? null : from + room } : null,
    message: messageOf(words, { typed, catalogue, found: results.length > 0 }),
    nothing: typed && catalogue !== null && results.length === 0,
  };
}

function messageOf(words, { typed, catalogue, found }) {
  if (found) return null;
  if (!typed) return words.startTyping;
  return catalogue ? words.nothingHelp : words.loading;
}

function rowOf(seen, snapshot, { code, field: key, parts }) {
  const field = snapshot.fields.find(({ id, prefix }) => id === key || prefix === key);
  const shown = parts.map(({ text }) => text).join("");
  return { code, parts: abridged(parts), length: lengthOf(parts), shown, field: field && { id: field.id, prefix: field.prefix, name: nameIn(field.name, seen.language) } };
}

function helpOf({ session, words }) {
  const failed = session.help === "failed";
  return {
    title: { sending: words.helpSending, called: words.helpCalled, failed: words.helpFailed }[session.help],
    card: {
      icon: HELP_ICONS[session.help],
      lines: failed ? words.helpGo : words.helpWhat,
      small: failed ? null : words.helpWait,
    },
    back: true,
  };
}

function closedOf({ snapshot, words, language }) {
  const { hall, zone } = snapshot;
  const title = words.closed[hall.reason] ?? words.closed.after_hours;
  const again = hall.reason === "before_hours" ? words.opens : words.opensAgain;
  const at = hall.opens_at && timeOf(hall.opens_at, zone);
  const card = at
    ? { icon: "clock", above: again, figure: at, small: dayOf(hall.opens_at, snapshot, language), sessions: sessionsOf(hall, words) }
    : { icon: "clock", lines: [words.noTime], sessions: sessionsOf(hall, words) };
  return { title, card, sentence: [`${title.join(" ")}.`, at && `${again} ${at}.`].filter(Boolean).join(" ") };
}

/** A moment, or a time of day as the opening hours are written. */
function timeOf(time, zone) {
  return /^\d\d:\d\d$/.test(time) ? time : clockTime(time, zone);
}

/** The date, when the doors open on another day than today. */
function dayOf(time, { day, zone, now }, language) {
  if (/^\d\d:\d\d$/.test(time)) return null;
  const today = day ? day.split("-").reverse().join("/") : dateShort(now, zone);
  return dateShort(time, zone) === today ? null : dateLong(time, zone, language);
}

function sessionsOf({ sessions }, words) {
  return (sessions ?? []).map(([from, to]) => {
    return { label: from < "12:00" ? words.session[0] : words.session[1], hours: `${from}–${to}` };
  });
}
