/** Which calls stand large, in which order, which is gold, and when each steps back into the list. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MORNING, START, gold, hall, large, list, pulsing } from "./display-hall.js";

test("the newest call stands alone and the five before it are in the list, newest first", () => {
  const { screen } = hall({ calls: MORNING.calls });
  assert.deepEqual(large(screen()), ["H042"]);
  assert.deepEqual(list(screen()), ["B057→12", "T118→7", "A063→1", "R091→20", "M029→9"]);
});

test("a new call sends one that has stood twelve seconds to the head of the list", () => {
  const it = hall();
  it.call("H042", 3);
  it.after(13);
  const model = it.call("K019", 15);
  assert.deepEqual(large(model), ["K019"]);
  assert.equal(list(model)[0], "H042→3");
});

test("calls within twelve seconds of one another share the stage, the newest on top and gold", () => {
  const it = hall();
  it.call("H042");
  it.after(6);
  assert.deepEqual(large(it.call("T119")), ["T119", "H042"]);
  it.after(6);
  const model = it.call("K019");
  assert.deepEqual(large(model), ["K019", "T119", "H042"]);
  assert.deepEqual(gold(model), ["K019"]);
});

test("twelve seconds after the last call the newest stands alone again", () => {
  const it = hall();
  it.call("H042");
  it.after(5);
  it.call("T119");
  assert.deepEqual(large(it.after(11.5)), ["T119", "H042"]);
  assert.deepEqual(large(it.after(1)), ["T119"]);
});

test("the newest stays gold until the next call, however long that takes", () => {
  const it = hall();
  it.call("H042");
  assert.deepEqual(gold(it.after(600)), ["H042"]);
});

test("a fourth call waits in the list until the oldest has stood eight seconds", () => {
  const it = hall();
  for (const number of ["A001", "A002", "A003"]) it.call(number);
  const early = it.call("A004");
  assert.deepEqual(large(early), ["A003", "A002", "A001"]);
  assert.equal(list(early)[0], "A004→1");
  assert.equal(early.shown, it.snapshot.calls[0].id);
  const model = it.after(8.5);
  assert.deepEqual(large(model), ["A004", "A003", "A002"]);
  assert.equal(list(model)[0], "A001→1");
});

test("fifteen counters calling at once: every number stands large for eight seconds at least", () => {
  const it = hall();
  const numbers = Array.from({ length: 15 }, (_, n) => `A0${10 + n}`);
  numbers.forEach((number, n) => it.call(number, n + 1));
  const stood = new Map();
  for (let quarter = 0; quarter < 400; quarter += 1, it.after(0.25)) {
    for (const number of large(it.screen())) stood.set(number, (stood.get(number) ?? 0) + 0.25);
  }
  assert.deepEqual([...stood.keys()].sort(), numbers);
  assert.ok(Math.min(...stood.values()) >= 8);
});

test("a new call pulses for 2.4 seconds and then stands still", () => {
  const it = hall();
  assert.deepEqual(pulsing(it.call("H042")), ["H042"]);
  assert.deepEqual(pulsing(it.after(2.25)), ["H042"]);
  assert.deepEqual(pulsing(it.after(0.25)), []);
});

test("a recall pulses again in place", () => {
  const it = hall();
  it.call("H042");
  it.after(3);
  it.call("T119");
  it.after(3);
  const model = it.call("H042", 1, { kind: "recall" });
  assert.deepEqual(large(model), ["T119", "H042"]);
  assert.deepEqual(pulsing(model), ["H042"]);
  assert.deepEqual(gold(model), ["H042"]);
});

test("a recalled number that had left comes back to the top and leaves the list", () => {
  const it = hall();
  it.call("H042", 3);
  it.after(13);
  it.call("T119", 7);
  it.after(13);
  const model = it.call("H042", 3, { kind: "last" });
  assert.deepEqual(large(model), ["H042"]);
  assert.equal(model.rows[0].last, true);
  assert.deepEqual(list(model), ["T119→7"]);
});

test("what the voice reads is gold, and pulses when it begins to be read", () => {
  const it = hall();
  it.call("H042");
  it.says("H042");
  it.after(3);
  const model = it.call("T119");
  assert.deepEqual([gold(model), pulsing(model)], [["H042"], []]);
  const next = it.says("T119");
  assert.deepEqual([gold(next), pulsing(next)], [["T119"], ["T119"]]);
});

test("a call that waits for the voice keeps its row until it has been read", () => {
  const it = hall();
  for (const number of ["A001", "A002", "A003", "A004"]) it.call(number);
  it.says("A001", "A002", "A003", "A004");
  assert.deepEqual(large(it.after(9)), ["A003", "A002", "A001"]);
  const model = it.says("A002", "A003", "A004");
  assert.deepEqual([large(model), gold(model)], [["A004", "A003", "A002"], ["A002"]]);
});

test("between two sentences the gold goes to the next one and not to the newest", () => {
  const it = hall();
  for (const number of ["A001", "A002", "A003"]) it.call(number);
  it.says("A001", "A002", "A003");
  assert.deepEqual(gold(it.says(null, "A002", "A003")), ["A002"]);
});

test("a number the voice reads late comes back to the stage", () => {
  const it = hall();
  it.call("H042");
  it.after(13);
  it.call("T119");
  it.after(9);
  const model = it.says("H042", "T119");
  assert.deepEqual([large(model), gold(model)], [["H042", "T119"], ["H042"]]);
  it.says(null);
  assert.deepEqual(large(it.after(13)), ["T119"]);
});

test("a voice that hangs does not keep the next number from standing large", () => {
  const it = hall();
  for (const number of ["A001", "A002", "A003", "A004"]) it.call(number);
  it.says("A001", "A002", "A003");
  assert.ok(large(it.after(50)).includes("A004"));
});

test("a call that was undone leaves the screen and the one before it stands again without pulsing", () => {
  const it = hall();
  it.call("H042");
  it.after(20);
  it.call("T119");
  const model = it.withdraw("T119");
  assert.deepEqual([large(model), pulsing(model)], [["H042"], []]);
});

test("a call the clerk takes back within seconds leaves the screen and the list for good", () => {
  const it = hall();
  it.call("H042");
  it.after(20);
  it.call("T119");
  it.after(3);
  it.snapshot.calls = it.snapshot.calls.map((call) => (call.number === "T119" ? { ...call, active: false } : call));
  for (const model of [it.screen(), it.after(60)]) assert.deepEqual([large(model), list(model)], [["H042"], []]);
});

test("a call that ends after a while stays where it is", () => {
  const it = hall();
  it.call("H042");
  it.after(20);
  it.snapshot.calls = it.snapshot.calls.map((call) => ({ ...call, active: false }));
  assert.deepEqual(gold(it.screen()), ["H042"]);
});

test("an old call let back into the latest twelve by an undo is not called anew", () => {
  const it = hall();
  for (let n = 10; n < 23; n += 1) {
    it.call(`A0${n}`);
    it.after(90);
  }
  const oldest = { ...it.snapshot.calls.at(-1), id: "forgotten", ticket: "A009", number: "A009" };
  it.snapshot.calls = [...it.snapshot.calls.slice(1), { ...oldest, called_at: new Date(START - 90_000).toISOString() }];
  assert.deepEqual(large(it.screen()), ["A021"]);
});

test("after midnight yesterday's calls are gone", () => {
  const it = hall();
  it.call("H042");
  it.snapshot.calls = [];
  const model = it.screen();
  assert.deepEqual([model.scene, model.list], ["quiet", []]);
});

test("a screen that has just started shows the calls of the last seconds together, and none pulses", () => {
  const ago = (seconds) => new Date(START - seconds * 1000).toISOString();
  const made = (number, seconds) => ({ ...MORNING.calls[0], id: number, ticket: number, number, called_at: ago(seconds) });
  const model = hall({ calls: [made("K019", 2), made("T119", 7), made("H042", 40)] }).screen();
  assert.deepEqual([large(model), pulsing(model)], [["K019", "T119"], []]);
});

test("a screen that starts in a demonstration counts how long ago people lived a call, not the hall", () => {
  const ago = (seconds) => new Date(START - seconds * 60_000).toISOString();
  const made = (number, seconds) => ({ ...MORNING.calls[0], id: number, ticket: number, number, called_at: ago(seconds) });
  const model = hall({ speed: 60, calls: [made("K019", 2), made("T119", 7), made("H042", 40)] }).screen();
  assert.deepEqual(large(model), ["K019", "T119"]);
});

test("in a demonstration that runs sixty times as fast a number still stands for seconds people live in", () => {
  const it = hall({ speed: 60 });
  it.call("H042");
  it.after(6);
  assert.deepEqual(large(it.call("T119")), ["T119", "H042"]);
});
