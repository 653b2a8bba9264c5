/** A page's hold on the hall: its last snapshot, whether the line is lost, and drawing anew when either changes. */
import { freshKey, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { Presses } from "../shared/presses.js";

/** `{state, presses, centre}`; `draw()` is called on every change, `taken(snapshot)` before it for a new snapshot. */
export function follow(draw, taken = () => {}) {
  const state = { snapshot: null, lost: null, never: false };
  const change = (part) => {
    Object.assign(state, part);
    draw();
  };
  let line = null;
  const page = {
    presses: new Presses(post, freshKey, draw),
    centre: `/api/v1/centres/${encodeURIComponent(boot.centre)}`,
    change,
    /** Ask for the newest snapshot, so that what one has just changed is not taken for somebody else's change. */
    refresh: () => line.refresh(),
    /** What is followed, with the hall's time: while the line is lost, the time of what is shown. */
    get state() {
      return { ...state, now: state.lost ?? hallNow() };
    },
  };
  line = connect({
    onSnapshot: (snapshot) => {
      taken(snapshot);
      change({ snapshot, never: false });
    },
    onLost: (since) => change(since ? { lost: since } : { never: true }),
    onBack: () => change({ lost: null }),
  });
  setInterval(() => state.lost || draw(), 1000);
  queueMicrotask(draw);
  return page;
}
