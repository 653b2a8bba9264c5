/** "Tự gọi khi có người chờ": when it is armed, when it stops by itself, when it presses. Pure; times in milliseconds. */

export const PATIENCE_MS = 3 * 60 * 1000;
// Ticks come four times a second; a longer silence means the machine slept or was locked.
const ASLEEP_MS = 10 * 1000;

/** Armed until somebody has not been there for three minutes, and for one call in each free moment of the counter. */
export class AutoCall {
  #seen = 0;
  #ticked = 0;
  #spent = false;
  armed = false;

  arm(at) {
    this.armed = true;
    this.#seen = at;
    this.#ticked = at;
    this.#spent = false;
  }

  disarm() {
    this.armed = false;
  }

  /** A key or a pointer: the clerk is here. */
  seen(at) {
    this.#seen = at;
  }

  /** Minutes left until it disarms, rounded up. */
  minutesLeft(at) {
    return Math.max(1, Math.ceil((PATIENCE_MS - (at - this.#seen)) / 60000));
  }

  /**
   * One tick of the page. True when Next is to be pressed now: once for each time the counter becomes free.
   * @param {{at: number, stands: string, waiting: number, hidden: boolean, lost: boolean, busy: boolean}} moment
   */
  presses({ at, stands, waiting, hidden, lost, busy }) {
    if (!this.armed) return false;
    const away = at - this.#seen >= PATIENCE_MS || at - this.#ticked > ASLEEP_MS;
    this.#ticked = at;
    if (away || hidden || lost || !["idle", "called", "serving"].includes(stands)) this.disarm();
    if (stands !== "idle" || waiting === 0) this.#spent = false;
    if (!this.armed || stands !== "idle" || waiting === 0 || busy || this.#spent) return false;
    this.#spent = true;
    return true;
  }
}
