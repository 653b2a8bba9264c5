/** Wires the phone page: the ticket's snapshots in, one drawing out, and a call that can be heard. */
import { render } from "lit-html";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { Attention } from "./attention.js";
import { isNewCall, view } from "./state.js";
import { phone } from "./view.js";

const TICK_MS = 1000;

const app = document.getElementById("app");
const attention = new Attention();
let snapshot = null;
let lost = null;
let shown = null;

function draw() {
  const next = view({ snapshot, lost, armed: attention.armed, language: boot.language ?? "vi", clock: hallNow() });
  if (isNewCall(shown, next)) attention.call();
  shown = next;
  document.title = next.title;
  render(phone(next, onNotify), app);
}

function onNotify() {
  attention.toggle();
  draw();
}

connect({
  onSnapshot: (next) => {
    snapshot = next;
    draw();
  },
  onLost: (since) => {
    lost = { since };
    draw();
  },
  onBack: () => {
    lost = null;
  },
});
setInterval(draw, TICK_MS);
draw();
