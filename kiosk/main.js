/** Wires the kiosk: snapshots, touches, time and requests in; one drawing out. */
import { render } from "lit-html";
import { freshKey, get, Offline, post, speak } from "#shared/api.js";
import { boot } from "#shared/boot.js";
import { hallNow } from "#shared/clock.js";
import { keepIcons } from "#shared/icon.js";
import { connect } from "#shared/live.js";
import { prepare } from "#shared/search.js";
import { holdStill } from "./guard.js";
import { START, step } from "./session.js";
import { view } from "./state.js";
import { paperless } from "./ticket.js";
import { kiosk } from "./view.js";

const BEAT_MS = 5000;
const TICK_MS = 250;
const CATALOGUE_AGAIN_MS = 15_000;
const CATALOGUE_FRESH_MS = 3_600_000;

const app = document.getElementById("app");
const wideScreen = window.matchMedia("(orientation: landscape)");
const centre = `/api/v1/centres/${encodeURIComponent(boot.centre)}`;
const language = boot.language ?? "vi";

let session = { ...START, touchedAt: performance.now() };
let snapshot = null;
let catalogue = null;
let lost = null;

/** A touch or an outcome: the next session, its drawing, and the request it asks for. */
function send(event) {
  const before = session;
  const now = performance.now();
  session = step(session, { ...event, key: event.key ?? freshKey(), language: event.language ?? spoken() }, now);
  if (session.language !== before.language) speak(spoken());
  draw();
  if (session.pending && session.pending !== before.pending) ask(session.pending);
}

function spoken() {
  return session.language ?? language;
}

function draw() {
  document.documentElement.lang = spoken();
  const wide = wideScreen.matches;
  render(kiosk(view({ snapshot, session, catalogue, now: performance.now(), clock: hallNow(), wide, lost, language }), send), app);
}

const PATHS = {
  issue: () => `${centre}/tickets`,
  move: ({ ticket }) => `/api/v1/tickets/${encodeURIComponent(ticket)}/transfer`,
  help: () => `${centre}/help-calls`,
};

async function ask(request) {
  const { kind, body, key } = request;
  try {
    const answer = await post(PATHS[kind](request), body, { key });
    send({ type: "answered", kind, ticket: answer.ticket ?? answer });
  } catch (error) {
    send({ type: "refused", kind, offline: error instanceof Offline, message: error.message });
  }
}

async function loadCatalogue() {
  try {
    catalogue = prepare(await get(`${centre}/procedures`));
    setTimeout(loadCatalogue, CATALOGUE_FRESH_MS);
  } catch {
    setTimeout(loadCatalogue, CATALOGUE_AGAIN_MS);
  }
}

/** Silence is what tells the supervisor that a kiosk is off, so a beat that fails is only not sent. */
async function beat() {
  await post("/api/v1/devices/heartbeat", {}, { forMs: BEAT_MS - 1000 }).catch(() => {});
  setTimeout(beat, BEAT_MS);
}

function onKeyDown(event) {
  if (session.screen !== "search" || session.sheet || event.ctrlKey || event.altKey || event.metaKey) return;
  const key = { Backspace: "erase", " ": "space" }[event.key] ?? (/^[\p{L}\p{N}]$/u.test(event.key) ? event.key.toLowerCase() : null);
  if (!key || (event.key === " " && event.target.closest("button:not(.key)"))) return;
  event.preventDefault();
  send({ type: "key", key });
}

connect({
  onSnapshot: (next) => {
    snapshot = next;
    draw();
  },
  onLost: (since) => {
    lost = { since };
    draw();
  },
  onBack: () => {
    lost = null;
    send({ type: "back" });
  },
});

wideScreen.addEventListener("change", draw);
document.addEventListener("pointerdown", () => send({ type: "touch" }), { capture: true });
document.addEventListener("keydown", onKeyDown);
holdStill(document);
keepIcons("unplug", "circle-alert", "triangle-alert", "hourglass");
setInterval(() => send({ type: "tick", paperless: paperless(snapshot, session.ticket), lost: lost !== null }), TICK_MS);
loadCatalogue();
beat();
draw();
