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
  #audio = null;
  #lock = null;

  constructor() {
    // A phone lets the lock go whenever the page is hidden.
    document.addEventListener("visibilitychange", () => this.armed && this.#keepLit());
  }

  /** Arm or disarm; must be called from a touch. */
  toggle() {
    this.armed = !this.armed;
    if (!this.armed) return this.#rest();
    this.#audio ??= "AudioContext" in window ? new AudioContext() : null;
    this.#audio?.resume().catch(() => {});
    navigator.vibrate?.(60);
    return this.#keepLit();
  }

  /** Vibrate three times if the page was ever touched, and chime when armed. */
  call() {
    if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(PULSES_MS);
    if (this.armed && this.#audio) this.#chime(this.#audio);
  }

  #rest() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }

  async #keepLit() {
    if (document.visibilityState !== "visible") return;
    try {
      this.#lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      // A phone low on battery refuses; the page works without.
      this.#lock = null;
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
