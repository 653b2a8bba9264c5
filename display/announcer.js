/**
 * Reads the calls out: chime, then the sentence, one call after the other, oldest first. It decides when a
 * sound may be made and when not; which calls are worth it is the queue's, fetching is the recordings', and
 * the loudspeaker, the clock and the server are given from outside:
 *
 * `player` `{state: "starting"|"on"|"blocked", chime() -> Promise}`; `load(id, signal)` promises a sentence
 * `{durationMs, play() -> Promise, stop()}`; `report(id)` tells the server, in its own time, that a call has
 * been read; `clock` as in waiting.js; `onChange()` is called whenever `speaking`, `due` or `sound` changed.
 */
import { Recordings } from "./recordings.js";
import { SpeakingQueue } from "./speaking-queue.js";
import { pause, within } from "./waiting.js";

/**
 * When sound comes on late, a call is read if it is at most this old. Whoever was called earlier has seen the
 * number or will be recalled, and a row of old sentences would keep the people called now waiting for theirs.
 */
export const STALE_MS = 30_000;
export const REPEAT_PAUSE_MS = 600;
const CHIME_AT_MOST_MS = 3_000;
const OVERTIME_MS = 2_000;

export class Announcer {
  #queue = new SpeakingQueue();
  #recordings;
  #chimed = new Set();
  #voice = { muted: false, repeat: 1 };
  #holder = false;
  #lost = true;
  #running = false;
  #sentence = null;
  #couldSound = false;
  speaking = null;

  constructor({ player, load, report, clock, onChange = () => {} }) {
    Object.assign(this, { player, report, clock, onChange });
    this.#recordings = new Recordings({ load, clock, onReady: () => this.#go() });
  }

  /** A snapshot has come. */
  hear(snapshot) {
    this.#lost = false;
    this.#voice = snapshot.voice;
    this.#queue.hear(snapshot, this.clock.now());
    if (snapshot.voice.muted) this.#hush();
    this.#forgetOthers();
    if (this.#running) this.#fetchNext();
    this.#go();
  }

  /** The connection is lost: the sentence being read is finished, and after it nothing older than the return is. */
  lose() {
    this.#lost = true;
    this.#queue.restart();
    this.onChange();
  }

  /** This window is now the one of this device that speaks. */
  hold() {
    this.#holder = true;
    this.#queue.passOverOlder(STALE_MS, this.clock.now());
    this.#go();
  }

  /** The player may have been allowed to sound, or stopped. */
  soundChanged() {
    const canSound = this.player.state === "on";
    if (canSound && !this.#couldSound) this.#queue.passOverOlder(STALE_MS, this.clock.now());
    this.#couldSound = canSound;
    this.#go();
    this.onChange();
  }

  /** Calls to be read next, oldest first, without the one being read. Empty while nothing may be said. */
  get due() {
    return this.#silent() ? [] : this.#queue.due().filter((id) => id !== this.speaking && this.#hasItsTurn(id));
  }

  get sound() {
    return this.#voice.muted ? "muted" : this.player.state;
  }

  get isHolder() {
    return this.#holder;
  }

  #silent() {
    return !this.#holder || this.#lost || this.#voice.muted || this.player.state !== "on";
  }

  /** A call whose sentence did not come has had its chime; it has a second turn only once the sentence is there. */
  #hasItsTurn(id) {
    return !this.#chimed.has(id) || this.#recordings.isReady(id);
  }

  #go() {
    if (!this.#running && this.due.length > 0) this.#run();
  }

  async #run() {
    this.#running = true;
    for (let [id] = this.due; id; [id] = this.due) await this.#announce(id);
    this.#running = false;
    this.speaking = null;
    this.onChange();
  }

  async #announce(id) {
    this.speaking = id;
    this.onChange();
    const coming = this.#recordings.want(id);
    this.#fetchNext();
    await this.#sound(CHIME_AT_MOST_MS, () => this.player.chime());
    this.#chimed.add(id);
    const sentence = await coming;
    if (sentence && !this.#silent() && this.#queue.due().includes(id)) await this.#read(id, sentence);
    if (this.#recordings.isAbsent(id)) this.#queue.settle(id);
  }

  /** The server hears of it after the last reading: until then it still says whether a repetition makes sense. */
  async #read(id, sentence) {
    this.#queue.settle(id);
    const heard = await this.#say(sentence);
    for (let times = 1; heard && times < this.#voice.repeat && this.#alone(id); times += 1) {
      await pause(REPEAT_PAUSE_MS, this.clock);
      if (this.#alone(id)) await this.#say(sentence);
    }
    if (heard) this.report(id);
  }

  #alone(id) {
    return !this.#silent() && this.#queue.wants(id) && this.due.length === 0;
  }

  /** Whether the sentence was heard to its end: not cut, not muted, not stopped by the browser. */
  async #say(sentence) {
    this.#sentence = sentence;
    const ended = await this.#sound(sentence.durationMs + OVERTIME_MS, () => sentence.play());
    this.#sentence = null;
    if (!ended) sentence.stop();
    return ended && this.sound === "on";
  }

  #sound(ms, act) {
    return within(ms, this.clock, act).then(
      () => true,
      () => false,
    );
  }

  #hush() {
    this.#queue.passOver(() => true);
    this.#sentence?.stop();
  }

  #fetchNext() {
    const [next] = this.due;
    if (next) this.#recordings.want(next);
  }

  #forgetOthers() {
    const wanted = [...this.#queue.due(), ...(this.speaking ? [this.speaking] : [])];
    this.#recordings.keepOnly(wanted);
    for (const id of this.#chimed) if (!wanted.includes(id)) this.#chimed.delete(id);
  }
}
