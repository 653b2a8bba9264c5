/** Sitting at a counter: a desk that follows the counter's snapshots, on the counter page and in the small window alone. */
import { freshKey, get, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { Pulse } from "../shared/pulse.js";
import { Desk } from "./desk.js";

const BEAT_MS = 4000;
const NOT_MINE = new Set(["taken", "closed"]);

export const me = { id: boot.staff?.id, name: boot.staff?.name };

/**
 * @param {string} id of the counter
 * @param {{changed: Function, wait: Function, taken: Function}} around `changed()` asks for a drawing, `wait(ms)` is a
 *   promise, `taken(snapshot, desk)` is called after each snapshot
 * @returns {{desk: Desk, look: Function, close: Function}}
 */
export function sitAt(id, { changed, wait, taken }) {
  const desk = new Desk({
    ...{ post, freshKey, changed, wait, me, now: hallNow, moment: () => performance.now() },
    permissions: boot.staff?.permissions ?? [],
    refresh: () => live.refresh(),
    find: (number) => get(`/api/v1/centres/${encodeURIComponent(boot.centre)}/tickets?number=${encodeURIComponent(number)}`),
  });
  const beat = () => post(`/api/v1/counters/${encodeURIComponent(id)}/heartbeat`, {}, { forMs: BEAT_MS });
  const pulse = new Pulse({ beat, moment: () => performance.now(), everyMs: BEAT_MS });
  const live = connect({
    params: { counter: id },
    onSnapshot: (snapshot) => {
      desk.take(snapshot);
      taken(snapshot, desk);
    },
    onLost: (since) => desk.lose(since),
    onBack: () => desk.back(),
    onSignedOut: () => desk.signOut(),
    onHeard: () => desk.snapshot && !NOT_MINE.has(desk.stands) && pulse.heard(),
  });
  return { desk, look: live.look, close: live.close };
}
