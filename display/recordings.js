/**
 * The sentences of calls as sound, fetched ahead of their turn: each at most twice, four seconds each, the
 * second time by itself after a pause, so that a voice that is absent never keeps the next call waiting.
 * `load(id, signal)` gives a playable sentence; `clock` is `{now, after(ms, act) -> cancel}`.
 */
import { within } from "./waiting.js";

export const PATIENCE_MS = 4_000;
export const AGAIN_MS = 3_000;
const TRIES = 2;

export class Recordings {
  #entries = new Map();

  constructor({ load, clock, onReady }) {
    Object.assign(this, { load, clock, onReady });
  }

  /** The sentence of a call, or null when it did not come in this try. Begins the first try if there was none. */
  want(id) {
    if (!this.#entries.has(id)) this.#try(id, { tries: 0, state: "coming", stop: () => {} });
    return this.#entries.get(id).sentence;
  }

  isReady(id) {
    return this.#entries.get(id)?.state === "ready";
  }

  /** Whether it failed for good. */
  isAbsent(id) {
    return this.#entries.get(id)?.state === "absent";
  }

  /** Forget every other call's sentence. */
  keepOnly(ids) {
    for (const [id, entry] of this.#entries) if (!ids.includes(id)) this.#forget(id, entry);
  }

  #try(id, entry) {
    const leave = new AbortController();
    Object.assign(entry, { tries: entry.tries + 1, state: "coming", stop: () => leave.abort() });
    entry.sentence = within(PATIENCE_MS, this.clock, () => this.load(id, leave.signal)).then(
      (sentence) => this.#came(entry, sentence),
      () => this.#failed(id, entry),
    );
    this.#entries.set(id, entry);
  }

  #came(entry, sentence) {
    entry.state = "ready";
    if (entry.tries > 1) this.onReady();
    return sentence;
  }

  #failed(id, entry) {
    entry.stop();
    entry.state = entry.tries < TRIES ? "resting" : "absent";
    if (this.#entries.get(id) !== entry) return null;
    if (entry.state === "resting") entry.stop = this.clock.after(AGAIN_MS, () => this.#try(id, entry));
    else this.onReady();
    return null;
  }

  #forget(id, entry) {
    this.#entries.delete(id);
    entry.stop();
  }
}
