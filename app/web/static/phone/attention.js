/**
 * How the phone makes itself heard: vibration, a chime, a screen that stays lit. A browser allows all
 * of it only after a touch, so it is armed by one, and each part is used where the phone has it.
 */

const PULSES_MS = [400, 250, 400, 250, 400];
const NOTES = [
  { at: 0, hertz: 880 },
  { at: 0.22, hertz: 1109 },
  { at: 0.44, hertz: 1319 },
];
const ROUND_SECONDS = 1.3;
const ROUNDS = 3;

export class Attention {
  armed = false;
  #page;
  #awaited = true;
  #missed = false;
  #audio = null;
  #lock = null;

  /** @param {{document, navigator, AudioContext?}} page the window */
  constructor(page) {
    this.#page = page;
    page.document.addEventListener("visibilitychange", () => this.#visible() && this.#wake());
  }

  /** Whether the screen is kept lit: some browsers cannot, and none does over plain http. */
  get lit() {
    return this.#lock !== null && !this.#lock.released;
  }

  /** "both", "vibration", "sound" or "none": what this phone can do. */
  get how() {
    const vibrates = "vibrate" in this.#page.navigator;
    if ("AudioContext" in this.#page) return vibrates ? "both" : "sound";
    return vibrates ? "vibration" : "none";
  }

  /** Arm or disarm; must be called from a touch. */
  toggle() {
    this.armed = !this.armed;
    if (this.armed) {
      this.#audio ??= "AudioContext" in this.#page ? new this.#page.AudioContext() : null;
      this.#audio?.resume().catch(() => {});
      this.#page.navigator.vibrate?.(60);
    }
    return this.#light();
  }

  /** Whether a call may still come; while none may, the screen need not stay lit. */
  await(awaited) {
    if (awaited === this.#awaited) return;
    this.#awaited = awaited;
    this.#light();
  }

  /** Vibrate three times if the page was ever touched, and chime when armed. In the dark: as soon as it is light. */
  call() {
    this.#missed = !this.#visible();
    if (this.#missed) return;
    const { navigator } = this.#page;
    if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(PULSES_MS);
    if (this.armed && this.#audio) this.#chime(this.#audio);
  }

  /** Whoever looks at a call that is over is not called by the phone. */
  forget() {
    this.#missed = false;
  }

  #visible() {
    return this.#page.document.visibilityState === "visible";
  }

  /** A phone lets the lock go and the sound sleep whenever the page is hidden. */
  #wake() {
    this.#light();
    if (this.armed) this.#audio?.resume().catch(() => {});
    if (this.#missed) this.call();
  }

  async #light() {
    if (!this.armed || !this.#awaited) {
      this.#lock?.release().catch(() => {});
      this.#lock = null;
    } else if (this.#visible() && !this.lit) {
      // A phone low on battery refuses; the page works without.
      this.#lock = (await this.#page.navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    }
  }

  #chime(audio) {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { at, hertz } of NOTES) strike(audio, audio.currentTime + round * ROUND_SECONDS + at, hertz);
    }
  }
}

function strike(audio, when, hertz) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, when);
  loudness.gain.exponentialRampToValueAtTime(0.5, when + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, when + 0.6);
  tone.connect(loudness).connect(audio.destination);
  tone.start(when);
  tone.stop(when + 0.65);
}
