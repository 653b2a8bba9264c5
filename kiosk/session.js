/**
 * What one visit has done so far, and what a touch makes of it. Pure: `step(session, event, now)` gives
 * the next session. A request is not made here: it stands in `pending`, and its outcome comes back as
 * the event `answered` or `refused`.
 */
import { type } from "./keyboard.js";
import { changeOffered, silence } from "./visit.js";

// A second tap of a double tap lands on whatever has just appeared under the finger.
const BOUNCE_MS = 350;
const HELP_AGAIN_MS = 60_000;
// So soon after the press the same person stands there; later the press is offered, not made, and at last forgotten.
const REPEATED_WITHIN_MS = 30_000;
const KEPT_MS = 300_000;

const NO_MODES = { big: false, contrast: false, low: false };

/** A kiosk nobody has touched. */
export const START = {
  screen: "home",
  sheet: null,
  notice: null,
  ticket: null,
  help: null,
  helpedAt: null,
  query: "",
  keyboard: "letters",
  keyboardShown: true,
  firstResult: 0,
  firstField: 0,
  language: null,
  modes: NO_MODES,
  pending: null,
  unanswered: {},
  touchedAt: 0,
  changedAt: -BOUNCE_MS,
  askedAt: null,
};

/** The session after an event `{type, …}`. Events it does not know or may not heed now leave it as it is. */
export function step(session, event, now) {
  const handle = HANDLERS[event.type];
  if (!handle) return session;
  if (TOUCHES.has(event.type) && (session.pending || now - session.changedAt < BOUNCE_MS)) return session;
  const next = handle(session, event, now);
  return next.screen === session.screen && next.sheet === session.sheet && next.askedAt === session.askedAt
    ? next
    : { ...next, changedAt: now };
}

const HANDLERS = {
  touch: (session, _event, now) => (session.askedAt === null ? { ...session, touchedAt: now } : session),
  tick: onTick,
  end: (session, _event, now) => ended(now),
  moreTime: (session, _event, now) => ({ ...session, askedAt: null, touchedAt: now }),
  tile: (session, { field }) => ({ ...session, sheet: { field, procedure: null }, notice: null }),
  result: (session, { field, procedure }) => ({ ...session, sheet: { field, procedure }, notice: null }),
  closeSheet: (session) => ({ ...session, sheet: null, notice: null }),
  scrollFields: (session, { to }) => ({ ...session, firstField: Math.max(0, to) }),
  language: (session, { language }) => ({ ...session, language }),
  mode: (session, { mode }) => ({ ...session, modes: { ...session.modes, [mode]: !session.modes[mode] }, firstField: 0 }),

  openSearch: (session) => ({ ...session, screen: "search", query: "", firstResult: 0, keyboardShown: true, keyboard: "letters" }),
  closeSearch: (session) => ({ ...session, screen: "home", query: "" }),
  key: (session, { key }) => ({ ...session, query: type(session.query, key), firstResult: 0 }),
  clear: (session) => ({ ...session, query: "", firstResult: 0, keyboardShown: true }),
  keyboard: (session, { keyboard }) => ({ ...session, keyboard }),
  showKeyboard: (session, { shown }) => ({ ...session, keyboardShown: shown, firstResult: 0 }),
  scrollResults: (session, { to }) => ({ ...session, firstResult: Math.max(0, to) }),

  take: onTake,
  change: (session, _event, now) =>
    session.ticket && changeOffered(session.ticket, now) ? { ...session, screen: "change", notice: null } : session,
  keep: (session) => ({ ...session, screen: "ticket" }),
  pick: onPick,
  help: onHelp,
  back: onBack,

  answered: (session, event, now) => ANSWERS[event.kind]({ ...session, pending: null, touchedAt: now }, event, now),
  refused: (session, event, now) => {
    const { pending } = session;
    const unanswered = event.offline ? withPress(session.unanswered, pending) : without(session.unanswered, pending);
    return REFUSALS[event.kind]({ ...session, pending: null, unanswered, touchedAt: now }, event);
  },
};

const TOUCHES = new Set([
  ...["end", "tile", "result", "closeSheet", "scrollFields", "language", "mode", "openSearch", "closeSearch"],
  ...["take", "change", "keep", "pick", "help", "moreTime", "showKeyboard", "scrollResults"],
]);

function ended(now) {
  return { ...START, touchedAt: now };
}

function onTick(session, { paperless, lost = false }, now) {
  // Whoever waits for a number that was asked for has not gone because nothing can be pressed meanwhile.
  if (lost && stillAsks(session, now)) return { ...session, touchedAt: now, askedAt: null };
  const due = silence(session, { paperless });
  if (!due || now < due.at) return session;
  if (due.then === "ask") return { ...session, askedAt: now };
  // Somebody who hesitates over another field still needs to see the number they have.
  if (session.screen === "change") return { ...session, screen: "ticket", askedAt: null, touchedAt: now };
  return ended(now);
}

function onTake(session, { priority, language, key }, now) {
  const { field, procedure } = session.sheet;
  const what = procedure ? { procedure: procedure.code } : { field };
  return asking(session, { kind: "issue", body: { ...what, priority, language } }, key, now);
}

function onPick(session, { field, key }, now) {
  const body = { field, kind: "wrong_field" };
  return asking(session, { kind: "move", ticket: session.ticket.id, body }, key, now);
}

function onHelp(session, { key }, now) {
  const toHelp = { ...session, screen: "help", sheet: null, ticket: null };
  if (session.helpedAt !== null && now - session.helpedAt < HELP_AGAIN_MS) return { ...toHelp, help: "called" };
  return asking({ ...toHelp, help: "sending" }, { kind: "help", body: {} }, key, now);
}

/** A press that was sent before and got no answer goes out under the key it had then. */
function asking(session, request, key, now) {
  const known = session.unanswered[nameOf(request)]?.key;
  return { ...session, notice: null, pending: { ...request, key: known ?? key, since: now } };
}

/** The server is there again: the number somebody has just asked for is asked for once more, under its own key. */
function onBack(session, { key }, now) {
  const press = unansweredIssue(session);
  const soon = press && now - press.since < REPEATED_WITHIN_MS;
  return soon && !session.pending ? asking(session, press.request, key, now) : session;
}

function stillAsks(session, now) {
  const press = unansweredIssue(session);
  return Boolean(press) && now - press.since < KEPT_MS;
}

/** The press for a number that got no answer, while its sheet is open: `{key, since, request}`. */
export function unansweredIssue({ sheet, unanswered }) {
  return sheet ? Object.values(unanswered).find(({ request }) => request.kind === "issue") : undefined;
}

function withPress(unanswered, { key, since, ...request }) {
  const name = nameOf(request);
  return { ...unanswered, [name]: { key, since: unanswered[name]?.since ?? since, request } };
}

/** The name of a press: two presses with this name ask for the same thing. */
export function nameOf({ kind, ticket = null, body }) {
  return JSON.stringify([kind, ticket, body]);
}

function without(unanswered, request) {
  const { [nameOf(request)]: _gone, ...rest } = unanswered;
  return rest;
}

const ANSWERS = {
  issue: (session, { ticket }, now) => {
    const given = { ...ticket, givenAt: now, moved: null };
    return { ...session, screen: "ticket", sheet: null, ticket: given, unanswered: {}, query: "" };
  },
  move: (session, { ticket }, now) => {
    const moved = ticket.number === session.ticket.number ? "same" : "new";
    const slip = ticket.slip ?? session.ticket.slip;
    return { ...session, screen: "ticket", ticket: { ...ticket, slip, givenAt: now, moved }, unanswered: {} };
  },
  help: (session, _event, now) => ({ ...session, help: "called", helpedAt: now, unanswered: {} }),
};

const REFUSALS = {
  issue: (session, event) => ({ ...session, notice: noticeOf(event, "notGiven") }),
  move: (session, event) => ({ ...session, screen: "ticket", notice: noticeOf(event, "notMoved") }),
  help: (session) => ({ ...session, help: "failed" }),
};

/** The server's own sentence, or the name of ours when it could not be reached. */
function noticeOf({ offline, message }, word) {
  return offline ? { word } : { text: message };
}
