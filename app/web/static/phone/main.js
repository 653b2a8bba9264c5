/** Wires the phone page: the ticket's snapshots in, one drawing out, a call that can be heard, presses sent once. */
import { render } from "lit-html";
import { freshKey, Offline, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { follow, hallNow } from "../shared/clock.js";
import { Presses } from "../shared/presses.js";
import { Attention } from "./attention.js";
import { isNewCall, view } from "./state.js";
import { phone } from "./view.js";
import { wordsOf } from "./words.js";

const TICK_MS = 1000;
const LISTEN_AGAIN_MS = 3000;
/** A finger that taps twice has not read the question. */
const READING_MS = 400;

const app = document.getElementById("app");
const theme = document.querySelector('meta[name="theme-color"]');
const attention = new Attention(window);
const presses = new Presses(send, freshKey, draw);
const page = { snapshot: boot.snapshot, lost: null, askedAt: null };
let line = null;
let shown = null;

const acts = {
  notify: () => {
    attention.toggle();
    draw();
  },
  assist: () => press("assist", { assist: !page.snapshot.ticket.assist }),
  ask: () => {
    page.askedAt = performance.now();
    draw();
  },
  keep: () => app.querySelector("dialog")?.close(),
  kept: () => {
    page.askedAt = null;
    presses.forget("cancel");
  },
  cancel: () => performance.now() - page.askedAt > READING_MS && press("cancel"),
  undo: () => press("undo"),
};

function draw() {
  const next = view({
    ...page,
    asking: page.askedAt !== null,
    attention,
    presses: { assist: presses.of("assist"), cancel: presses.of("cancel"), undo: presses.of("undo") },
    language: boot.language,
    clock: hallNow(),
  });
  if (isNewCall(shown, next)) attention.call();
  if (next.screen !== "called") attention.forget();
  attention.await(next.awaited);
  shown = next;
  document.title = next.title;
  theme.content = next.screen === "called" ? "#ffc629" : "#0b1f3a";
  render(phone(next, acts), app);
  app.querySelector("dialog:not([open])")?.showModal();
}

async function press(name, body = {}) {
  const done = await presses.press(name, `/api/v1/tickets/${page.snapshot.ticket.id}/${name}`, body);
  // Where a proxy breaks websockets, the picture would be seconds late.
  if (done) await line?.refresh();
}

async function send(path, body, options) {
  try {
    return await post(path, body, options);
  } catch (error) {
    if (error instanceof Offline) error.message = wordsOf(boot.language).offline;
    throw error;
  }
}

function take(snapshot) {
  if (snapshot.ticket.state !== page.snapshot.ticket.state) startAfresh();
  page.snapshot = snapshot;
  draw();
  if (snapshot.ticket.over) stop();
}

/** What was asked or refused belongs to a state that has passed. */
function startAfresh() {
  page.askedAt = null;
  presses.forgetUnanswered();
  for (const name of ["assist", "cancel", "undo"]) presses.forget(name);
}

async function listen() {
  try {
    const { connect } = await import("../shared/live.js");
    line = connect({ onSnapshot: take, onLost: lose, onBack: () => (page.lost = null) });
  } catch {
    lose(null);
    setTimeout(listen, LISTEN_AGAIN_MS);
  }
}

function lose(since) {
  page.lost = { since: since ?? new Date(page.snapshot.now) };
  draw();
}

function stop() {
  line?.close();
  clearInterval(ticking);
}

follow(page.snapshot);
const ticking = setInterval(draw, TICK_MS);
draw();
if (page.snapshot.ticket.over) stop();
else listen();
