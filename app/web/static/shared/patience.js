/** Trying a request again until its time is over. Pure: the request, the clock and the sleep are given. */
import { Offline } from "./refusals.js";

const PAUSES_MS = [200, 500, 1000, 2000];

/**
 * Call `attempt(timeLeft)` until it returns or throws something other than Offline, for at most
 * `forMs` milliseconds. One attempt may take half of the time, so a second one always has room.
 */
export async function patiently(attempt, { forMs, now, sleep }) {
  const end = now() + forMs;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt(Math.min(end - now(), forMs / 2));
    } catch (error) {
      const pause = PAUSES_MS[Math.min(round, PAUSES_MS.length - 1)];
      if (!(error instanceof Offline) || now() + pause >= end) throw error;
      await sleep(pause);
    }
  }
}
