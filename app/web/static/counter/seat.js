/** Sitting at a counter: a desk that follows the counter's snapshots, on the counter page and in the small window alone. */
import { freshKey, get, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { Desk } from "./desk.js";

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
  const live = connect({
    params: { counter: id },
    onSnapshot: (snapshot) => {
      desk.take(snapshot);
      taken(snapshot, desk);
    },
    onLost: (since) => desk.lose(since),
    onBack: () => desk.back(),
    onSignedOut: () => desk.signOut(),
  });
  return { desk, look: live.look, close: live.close };
}
