/**
 * A page's own sign of life. It beats when it hears the server, whose pings come every five seconds: the timers of a
 * page in the background are slowed down to one a minute, what it is sent is not. Knows no page and no network.
 */
export class Pulse {
  #last = -Infinity;
  #around;

  /** @param {{beat: () => Promise, moment: () => number, everyMs: number}} around `moment()` in milliseconds */
  constructor(around) {
    this.#around = around;
  }

  /** The server was heard. A beat that fails is only not heard: the next sign of life brings the next one. */
  heard() {
    const { beat, moment, everyMs } = this.#around;
    if (moment() - this.#last < everyMs) return;
    this.#last = moment();
    beat().catch(() => {});
  }
}
