/** Wires the display above one counter. It is silent: the hall's display speaks. */
import { hallNow } from "#shared/clock.js";
import { connect } from "#shared/live.js";
import { counterModel } from "./counter-state.js";
import { draw } from "./counter-view.js";
import { beat } from "./device.js";
import { markShown } from "./painted.js";

const LOOK_EVERY_MS = 500;

/** Start the page in `root`. */
export function begin(root) {
  let snapshot = null;
  let lost = null;

  function show() {
    const model = counterModel({ snapshot, lost, hallNow: hallNow() });
    draw(root, model);
    markShown(model.shown);
  }

  connect({
    onSnapshot(next) {
      snapshot = next;
      lost = null;
      show();
    },
    onLost(since) {
      lost = { since };
      show();
    },
  });
  beat(() => ({ speaking: false, sound: "muted" }));
  setInterval(show, LOOK_EVERY_MS);
  show();
}
