/** What the hall sees besides the calls: a lost connection, a hall at rest, the counts, the line at the foot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BEGINNING, compose } from "../../display/state.js";
import { MORNING, START, gold, hall, large, list, pulsing } from "./display-hall.js";

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
