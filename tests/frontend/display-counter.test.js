/** The display above one counter: whom it calls, whom it serves, and when it says that nobody is called. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { counterModel } from "../../display/counter-state.js";

const MORNING = JSON.parse(readFileSync(new URL("fixtures/display-hall.json", import.meta.url)));
const CALLED = Date.parse(MORNING.calls[0].called_at);
const HERE = { id: MORNING.calls[0].counter.id, number: 3, state: "open", pause_reason: null, fields: ["R", "A"] };

/** The counter's model `seconds` after H042 was called to it. */
function counter({ here = {}, call = {}, seconds = 1, lost = null } = {}) {
  const [first, ...rest] = MORNING.calls;
  const snapshot = { ...MORNING, counter: { ...HERE, ...here }, calls: [{ ...first, state: "called", ...call }, ...rest] };
  return counterModel({ snapshot, lost, hallNow: new Date(CALLED + seconds * 1000) });
}

test("the number called to this counter stands there, and pulses while the call is fresh", () => {
  const { scene, number, pulse, shown } = counter();
  assert.deepEqual([scene, number, pulse, shown], ["called", "H042", true, MORNING.calls[0].id]);
  assert.equal(counter({ seconds: 3 }).pulse, false);
});

test("who is being served no longer is invited", () => {
  const { scene, number, pulse } = counter({ call: { state: "serving" } });
  assert.deepEqual([scene, number, pulse], ["serving", "H042", false]);
});

test("a number called to another counter is not shown here", () => {
  const { scene, number } = counter({ here: { id: "counter-99", number: 99 } });
  assert.deepEqual([scene, number], ["free", null]);
});

test("when the ticket has left, the counter is free, paused or closed", () => {
  const left = (state) => counter({ here: { state }, call: { active: false } }).scene;
  assert.deepEqual(["open", "paused", "closed"].map(left), ["free", "paused", "closed"]);
});

test("a counter that pauses goes on showing whom it still serves", () => {
  assert.equal(counter({ here: { state: "paused" }, call: { state: "serving" } }).scene, "serving");
});

test("a last call and priority are told, and never why", () => {
  const { last, priority } = counter({ call: { kind: "last", priority: true } });
  assert.deepEqual([last, priority], [true, true]);
});

test("without connection no number is shown, only since when", () => {
  const since = new Date(CALLED);
  const { scene, number, kept, lostSince } = counter({ lost: { since } });
  assert.deepEqual([scene, number, lostSince], ["lost", null, since]);
  assert.deepEqual(kept, { number: "H042", calledAt: MORNING.calls[0].called_at }, "told as an old call, not inviting");
  assert.equal(counter({ lost: { since }, call: { active: false } }).kept, null);
  assert.equal(counter().kept, null);
});

test("a page that has heard nothing yet says that it is connecting", () => {
  assert.equal(counterModel({ snapshot: null, lost: null, hallNow: new Date(CALLED) }).scene, "starting");
});
