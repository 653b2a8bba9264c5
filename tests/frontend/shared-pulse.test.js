/** A page's own sign of life: one for each of the server's, and never a flood of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Pulse } from "../../app/web/static/shared/pulse.js";

function beating(beat = async () => {}) {
  let now = 0;
  const beats = [];
  const pulse = new Pulse({ moment: () => now, everyMs: 4000, beat: () => (beats.push(now), beat()) });
  const heardAt = (ms) => {
    now = ms;
    pulse.heard();
  };
  return { beats, heardAt };
}

test("the first thing heard from the server is answered at once, then each of its pings", () => {
  const { beats, heardAt } = beating();
  for (const ms of [10, 5010, 10_020, 15_030]) heardAt(ms);
  assert.deepEqual(beats, [10, 5010, 10_020, 15_030]);
});

test("a lively hall is no reason to beat more often", () => {
  const { beats, heardAt } = beating();
  for (let ms = 0; ms <= 8000; ms += 100) heardAt(ms);
  assert.deepEqual(beats, [0, 4000, 8000]);
});

test("a beat that fails is not missed by the page, and the next ping brings the next one", async () => {
  const { beats, heardAt } = beating(() => Promise.reject(new Error("offline")));
  heardAt(0);
  await new Promise((done) => setImmediate(done));
  heardAt(5000);
  assert.deepEqual(beats, [0, 5000]);
});
