/** What the hall sees: which calls stand large, which is gold, what the list and the counts say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BEGINNING, compose } from "../../display/state.js";

const MORNING = JSON.parse(readFileSync(new URL("fixtures/display-hall.json", import.meta.url)));
const START = Date.parse("2026-11-23T03:10:00Z");

/** A hall to call in: seconds go by, calls come, and the screen tells what it shows. */
function hall({ fields = MORNING.fields, calls = [], ...rest } = {}) {
  const snapshot = { ...MORNING, fields, calls, to_speak: [], ...rest };
  let memory = BEGINNING;
  let seconds = 0;
  let voice = { speaking: null, due: [] };
  let lost = null;

  function screen(more = {}) {
    const hallNow = new Date(START + seconds * 1000 * snapshot.speed);
    const step = compose(memory, { snapshot, at: seconds * 1000, hallNow, lost, voice, sound: "on", reducedMotion: false, ...more });
    memory = step.memory;
    return step.model;
  }

  screen();
  return {
    snapshot,
    screen,
    after(more) {
      for (const end = seconds + more; seconds < end; screen()) seconds = Math.min(end, seconds + 0.25);
      return screen();
    },
    call(number, counter = 1, more = {}) {
      const called_at = new Date(START + seconds * 1000 * snapshot.speed).toISOString();
      const id = `${number}#${snapshot.calls.length}`;
      const made = { ...MORNING.calls[0], id, ticket: number, number, counter: { id: `c${counter}`, number: counter }, called_at, ...more };
      snapshot.calls = [made, ...snapshot.calls].slice(0, 12);
      return screen();
    },
    withdraw(number) {
      snapshot.calls = snapshot.calls.filter((call) => call.number !== number);
      return screen();
    },
    says(number, ...due) {
      const id = (name) => snapshot.calls.find((call) => call.number === name)?.id ?? null;
      voice = { speaking: id(number), due: due.map(id) };
      return screen();
    },
    loses() {
      lost = { since: new Date(START + seconds * 1000) };
      return screen();
    },
    comesBack() {
      lost = null;
      return screen();
    },
  };
}

const large = ({ rows }) => rows.map(({ number }) => number);
const gold = ({ rows }) => rows.filter((row) => row.gold).map(({ number }) => number);
const pulsing = ({ rows }) => rows.filter((row) => row.pulse).map(({ number }) => number);
const list = (model) => model.list.map(({ number, counter }) => `${number}→${counter}`);

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

test("in a demonstration that runs sixty times as fast a number still stands for seconds people live in", () => {
  const it = hall({ speed: 60 });
  it.call("H042");
  it.after(6);
  assert.deepEqual(large(it.call("T119")), ["T119", "H042"]);
});

test("without connection nothing is gold, nothing pulses and one old call stands with four before it", () => {
  const it = hall({ calls: MORNING.calls });
  it.call("K019", 15);
  const model = it.loses();
  assert.deepEqual([model.scene, large(model), gold(model), pulsing(model)], ["lost", ["K019"], [], []]);
  assert.equal(model.list.length, 4);
  assert.deepEqual(model.marquee.sentences, ["Số của ông/bà vẫn có giá trị."]);
});

test("what was called while the connection was lost appears on return without pulsing", () => {
  const it = hall();
  it.call("H042");
  it.loses();
  it.after(30);
  const called_at = new Date(START + 20_000).toISOString();
  it.snapshot.calls = [{ ...it.snapshot.calls[0], id: "missed", ticket: "T119", number: "T119", called_at }, ...it.snapshot.calls];
  const model = it.comesBack();
  assert.deepEqual([large(model), gold(model), pulsing(model)], [["T119"], ["T119"], []]);
});

test("a page that never reached the server says so instead of showing an empty hall", () => {
  const input = { snapshot: null, at: 0, hallNow: new Date(START), lost: { since: null }, voice: { speaking: null, due: [] } };
  const { model } = compose(BEGINNING, { ...input, sound: "on", reducedMotion: false });
  assert.deepEqual([model.scene, model.lost, model.lostSince], ["starting", true, null]);
});

test("an open hall that has called nobody yet says so", () => {
  assert.equal(hall().screen().rest.reason, "nothing_called");
});

test("at lunch the hall rests only when the last person called has been served", () => {
  const between = { state: "between", reason: "between_sessions", opens_at: "2026-11-23T06:00:00.000Z", closes_at: null, sessions: [] };
  const nobody = MORNING.fields.map((field) => ({ ...field, waiting: 0 }));
  const it = hall({ hall: between, fields: nobody });
  it.call("H042");
  assert.equal(it.after(20).scene, "calls");
  it.snapshot.calls = it.snapshot.calls.map((call) => ({ ...call, active: false }));
  const model = it.screen();
  assert.deepEqual([model.scene, model.rest.opensAt], ["quiet", between.opens_at]);
  assert.deepEqual(list(model), ["H042→1"]);
});

test("after closing time the calls go on standing while people who wait are still being called", () => {
  const closed = { state: "closed", reason: "after_hours", opens_at: null, closes_at: null, sessions: [["07:30", "11:30"]] };
  const it = hall({ hall: closed });
  it.call("H042");
  it.after(30);
  it.snapshot.calls = it.snapshot.calls.map((call) => ({ ...call, active: false }));
  const model = it.after(30);
  assert.equal(model.scene, "calls");
  assert.equal(model.marquee.sentences[0], "Ngoài giờ tiếp nhận. Số đã lấy vẫn được gọi.");
  assert.equal(it.after(300).scene, "quiet");
});

test("counts stand in one line below eight fields, in two up to fourteen, in three for twenty", () => {
  const fields = (n) => Array.from({ length: n }, (_, i) => ({ ...MORNING.fields[0], id: `f${i}` }));
  const shapeOf = (n) => {
    const { lines, columns } = hall({ fields: fields(n) }).screen().counts;
    return [lines, columns];
  };
  assert.deepEqual([5, 7, 8, 12, 14, 20].map(shapeOf), [[1, 5], [1, 7], [2, 4], [2, 6], [2, 7], [3, 7]]);
});

test("a field without a letter still has a name among the counts", () => {
  const model = hall({ fields: [{ ...MORNING.fields[0], prefix: "" }] }).screen();
  assert.equal(model.counts.cells[0].prefix, "Số");
});

test("the marquee stands still during a call's first twelve seconds", () => {
  const it = hall();
  assert.equal(it.call("H042").marquee.paused, true);
  assert.equal(it.after(11.5).marquee.paused, true);
  assert.equal(it.after(0.5).marquee.paused, false);
});

test("with reduced motion one sentence stands at a time and changes every eight seconds", () => {
  const it = hall();
  const only = () => it.screen({ reducedMotion: true }).marquee.only;
  const first = only();
  it.after(8);
  const second = only();
  it.after(8);
  assert.deepEqual([first, second, only()], [0, 1, 0]);
});

test("the hours are said once, in the centre's own words where it has some", () => {
  const messages = [{ vi: "Giờ tiếp nhận: cả ngày", en: "" }, { vi: "Xin giữ trật tự", en: "" }];
  assert.deepEqual(hall({ messages }).screen().marquee.sentences, ["Giờ tiếp nhận: cả ngày", "Xin giữ trật tự"]);
  assert.deepEqual(hall({ messages: [] }).screen().marquee.sentences, ["Giờ tiếp nhận: 07:30–11:30, 13:00–17:00"]);
});

test("a muted hall says muted whatever the loudspeaker can do", () => {
  assert.equal(hall({ voice: { muted: true, repeat: 2 } }).screen({ sound: "blocked" }).sound, "muted");
});
