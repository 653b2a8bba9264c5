/** Wires the log: a day and a kind asked of the server, and asked again when the hall has changed. */
import { render } from "lit-html";
import { get } from "../shared/api.js";
import { follow } from "./follow.js";
import { frame } from "./frame.js";
import { dayFrom, dayWords, query, rows } from "./log.js";
import { logPage } from "./log-view.js";

const app = document.getElementById("app");
const asked = { day: null, kind: "" };
const shown = { revision: null, query: null, events: null, error: null };
let asking = false;
const page = follow(draw);
const snapshot = () => page.state.snapshot;

const acts = {
  day: (day) => day && ask({ day }),
  step: (days) => ask({ day: dayFrom(day(), days) }),
  kind: (kind) => ask({ kind }),
  print: () => window.print(),
};

/** The day asked for; until one is, today, whichever day that is. */
const day = () => asked.day ?? snapshot().day;

function ask(part) {
  Object.assign(asked, part);
  if (asked.day === snapshot().day) asked.day = null;
  draw();
}

/** Ask when something else is wanted, or when today may have more in it. One question at a time. */
async function keep() {
  const wanted = query(day(), asked.kind);
  const { revision } = snapshot();
  const fresh = shown.query === wanted && (asked.day !== null || shown.revision === revision);
  if (asking || fresh || page.state.lost) return;
  asking = true;
  if (shown.query !== wanted) shown.events = null;
  try {
    const { events } = await get(`${page.centre}/events?${wanted}`);
    Object.assign(shown, { events, error: null });
  } catch (error) {
    shown.error = error.message;
  } finally {
    Object.assign(shown, { query: wanted, revision });
    asking = false;
  }
  draw();
}

function content() {
  const { centre, day: today, zone } = snapshot();
  const told = { day: day(), words: dayWords(day()), today, kind: asked.kind, error: shown.error, centre };
  return logPage({ ...told, rows: shown.events && rows(shown.events, zone) }, acts);
}

function draw() {
  if (snapshot()) keep();
  render(frame("log", page.state, content), app);
}
