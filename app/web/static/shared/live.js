/**
 * The page's connection to the hall: snapshots as they come, and an honest word when they stop.
 * The server says something at least every five seconds (engine.io's ping), so silence is loss.
 */
import { io } from "socket.io-client";
import { get } from "./api.js";
import { boot } from "./boot.js";
import { follow, hallAt } from "./clock.js";
import { Contact, Newest } from "./newest.js";

const PATIENCE_MS = 8500;
// Where a proxy breaks websockets, asking by hand keeps the page alive; and it settles what silence means.
const ASK_AFTER_MS = 5800;
const ASK_FOR_MS = 2400;
const LOOK_EVERY_MS = 500;
const REFUSED_AGAIN_MS = 5000;

/**
 * Follow the hall. `onSnapshot(snapshot)` gets every snapshot worth showing; `onLost(since)` is called
 * within 10 s of the last contact, with the hall's time of that contact (null when there was never
 * any); `onBack()` just before the first snapshot after a loss; `onSignedOut()` when the server no longer
 * knows who asks; `onHeard()` at every sign of life of the server, which comes to sleeping pages too. `params`
 * are added to `{token, for, counter, ticket}`. Gives `{refresh, look, close}`;
 * `look()` is for whoever has timers that run while this page's own are slowed down in the background.
 */
export function connect({ onSnapshot, onLost = () => {}, onBack = () => {}, onSignedOut = () => {}, onHeard = () => {}, params = {} }) {
  const auth = { token: boot.token, for: boot.audience, ...targets(), ...params };
  const line = new Line({ auth, onSnapshot, onLost, onBack, onSignedOut, onHeard });
  const socket = socketFor(auth);
  socket.on("snapshot", (snapshot) => line.take(snapshot));
  socket.on("disconnect", () => line.cut());
  socket.io.on("ping", () => line.heard());
  const watch = setInterval(() => line.look(), LOOK_EVERY_MS);
  const forget = onWaking(() => {
    // One that is connecting already must not be told again: the server would refuse the second greeting.
    if (!socket.active) again(socket);
    line.refresh();
  });
  const close = () => {
    clearInterval(watch);
    forget();
    socket.disconnect();
  };
  return { refresh: () => line.refresh(), look: () => line.look(), close };
}

/** What is known of the hall and when it was last heard, whichever way it came. */
class Line {
  #auth;
  #tell;
  #newest = new Newest();
  #contact = new Contact(performance.now(), PATIENCE_MS);
  #seen = false;
  #asking = null;

  constructor({ auth, ...tell }) {
    this.#auth = auth;
    this.#tell = tell;
  }

  take(snapshot, connection) {
    this.#contact.heard(performance.now());
    if (!this.#newest.accepts(snapshot, connection)) return;
    follow(snapshot);
    this.#seen = true;
    if (this.#contact.justBack()) this.#tell.onBack();
    this.#tell.onSnapshot(snapshot);
    this.#tell.onHeard();
  }

  cut() {
    this.#newest.disconnected();
  }

  heard() {
    this.#contact.heard(performance.now());
    if (this.#contact.lost) this.refresh();
    this.#tell.onHeard();
  }

  look() {
    const now = performance.now();
    if (now - this.#contact.last > ASK_AFTER_MS) this.refresh();
    if (this.#contact.justLost(now)) this.#tell.onLost(this.#seen ? hallAt(this.#contact.last) : null);
  }

  /** Ask by hand; one question at a time. */
  refresh() {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask() {
    const { connection } = this.#newest;
    const snapshot = await get(snapshotPath(this.#auth), { forMs: ASK_FOR_MS }).catch((error) => this.#refused(error));
    if (snapshot) this.take(snapshot, connection);
  }

  #refused({ code }) {
    if (code === "not_signed_in") this.#tell.onSignedOut();
    return null;
  }
}

function targets() {
  return { ...(boot.counter && { counter: boot.counter }), ...(boot.ticket && { ticket: boot.ticket }) };
}

function socketFor(auth) {
  const socket = io({
    path: "/socket.io",
    transports: ["websocket"],
    auth,
    timeout: 5000,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
  });
  // A refusal makes the client give up for good, but a token may be renewed while the page stands.
  socket.on("connect_error", () => {
    if (!socket.active) setTimeout(again, REFUSED_AGAIN_MS, socket);
  });
  // Closed by the server's own hand (a restart, a moved room): the client would not come back by itself.
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") setTimeout(again, 300, socket);
  });
  return socket;
}

/** A refused socket still thinks of itself as connected until it is told otherwise. */
function again(socket) {
  if (!socket.active) socket.disconnect().connect();
}

function snapshotPath({ token: _token, ...query }) {
  return `/api/v1/centres/${encodeURIComponent(boot.centre)}/snapshot?${new URLSearchParams(query)}`;
}

/** A page that slept has an old picture, and often a dead socket that does not know it yet. */
function onWaking(wake) {
  const visible = () => document.visibilityState === "visible" && wake();
  document.addEventListener("visibilitychange", visible);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", visible);
  return () => {
    document.removeEventListener("visibilitychange", visible);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", visible);
  };
}
