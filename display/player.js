/**
 * The loudspeaker: Web Audio for the chime and the sentences alike, so that one permission of the browser
 * opens both, a sentence's length is known, and it can be cut. It decides nothing about calls.
 */
import { pause, steadyClock } from "./waiting.js";

/** A browser that allows sound says so within this time; after it the page must be touched. */
const DECIDED_MS = 1_000;
const CHIME_MS = 1_150;
/** Two soft bells, falling, as in stations: frequency (Hz), begin (s). Each has a fainter octave above. */
const BELLS = [
  [659.25, 0],
  [523.25, 0.38],
];
const LOUDNESS = 0.32;

export class Player {
  /** "starting", "on" or "blocked"; `onChange()` is called when it has changed. */
  state = "starting";
  onChange = () => {};
  #context = new AudioContext({ latencyHint: "playback" });
  #decided = false;

  constructor() {
    this.#context.addEventListener("statechange", () => this.#look());
    this.unlock();
    setTimeout(() => this.#decide(), DECIDED_MS);
    this.#look();
  }

  /** To be called from a touch or a key: the browser then allows sound. */
  unlock() {
    this.#context.resume().catch(() => {});
  }

  /** Two bells. They also wake a television that lets its sound sleep and would swallow the first word. */
  async chime() {
    const begin = this.#context.currentTime + 0.02;
    for (const [frequency, after] of BELLS) {
      this.#bell(frequency, begin + after, LOUDNESS);
      this.#bell(frequency * 2, begin + after, LOUDNESS / 5);
    }
    await pause(CHIME_MS, steadyClock);
  }

  /** The bytes of a WAV as a sentence `{durationMs, play() -> Promise, stop()}`. Throws on anything else. */
  async sentence(bytes) {
    const buffer = await this.#context.decodeAudioData(bytes);
    let source = null;
    return {
      durationMs: buffer.duration * 1000,
      play: () => {
        source = this.#source(buffer);
        return new Promise((done) => {
          source.onended = done;
          source.start();
        });
      },
      stop: () => source?.stop(),
    };
  }

  #source(buffer) {
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    return source;
  }

  #bell(frequency, begin, loudness) {
    const tone = this.#context.createOscillator();
    const gain = this.#context.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(loudness, begin + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.001, begin + 1.1);
    tone.connect(gain).connect(this.#context.destination);
    tone.start(begin);
    tone.stop(begin + 1.15);
  }

  #decide() {
    this.#decided = true;
    this.#look();
  }

  #look() {
    const waiting = this.#decided ? "blocked" : "starting";
    const state = this.#context.state === "running" ? "on" : waiting;
    if (state === this.state) return;
    this.state = state;
    this.onChange();
  }
}
