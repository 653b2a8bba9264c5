import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { instant, suggestedUntil, untilChoices, untilOf } from "../../app/web/static/shared/until.js";
import { cell, legend, sentence } from "../../app/web/static/supervisor/counters.js";
import { asBefore, changed, draft, duties, edits } from "../../app/web/static/supervisor/duties.js";
import { withFreeSince } from "../../app/web/static/supervisor/free.js";
import { mends } from "../../app/web/static/supervisor/mends.js";
import { lendable, lent, lentTo, promise, proposal, releasable, releaseEffect } from "../../app/web/static/supervisor/lend.js";

const busy = JSON.parse(readFileSync(new URL("./fixtures/supervisor-busy.json", import.meta.url)));
const now = new Date(busy.now);
const zone = busy.zone;
const counter = (number) => busy.counters.find((each) => each.number === number);

test("a cell says what its counter is doing and for how long", () => {
  const at = (number) => cell(counter(number), now);
  assert.deepEqual([at(1).is, at(1).ticket, at(1).time], ["serving", "R018", "02:10"]);
  assert.deepEqual([at(3).is, at(3).time], ["called", "00:38"]);
  assert.deepEqual([at(7).is, at(7).word], ["ready", "Sẵn sàng"]);
  assert.deepEqual([at(10).is, at(10).note, at(10).time], ["paused", "nghỉ giải lao", "06:00"]);
  assert.deepEqual([at(20).is, at(20).time], ["closed", null]);
});

test("a counter whose page is silent says so in its cell and its dialog", () => {
  const silent = { ...counter(3), silent_since: "2026-11-23T02:41:00.000Z" };
  assert.equal(cell(silent, now).silent, true);
  assert.match(cell(silent, now).label, /Đã gọi H042, mất kết nối/);
  assert.equal(sentence(silent, now, zone), "Đã gọi H042, 00:38, mất kết nối từ 09:41");
  assert.equal(cell(counter(3), now).silent, false);
});

test("of a ticket at a counter the supervisor may say what its clerk does not", () => {
  const verbs = (number) => mends(counter(number)).map(({ verb }) => verb);
  assert.deepEqual([verbs(18), verbs(13), verbs(7)], [["put-back", "no-show"], ["finish"], []]);
});

test("a service three times as long as its field allows is too long", () => {
  assert.equal(cell(counter(13), now).is, "overlong");
  assert.equal(cell(counter(13), new Date(now - 3 * 60000)).is, "serving");
});

test("a call nobody came to for three minutes stands out", () => {
  assert.equal(cell(counter(18), now).is, "stalled");
  assert.equal(cell(counter(18), new Date(now - 60000)).is, "called");
});

test("a cell's label for screen readers does not tick", () => {
  const label = cell(counter(13), now).label;
  assert.equal(label, "Quầy số 13, Đang phục vụ quá lâu M019, lĩnh vực M");
  assert.equal(cell(counter(13), new Date(now.getTime() + 5000)).label, label);
});

test("the letters of a counter tell its own fields from those it helps and those it is lent to", () => {
  const fields = [
    { prefix: "H", lag_minutes: 0, until: null },
    { prefix: "K", lag_minutes: 5, until: null },
  ];
  const shown = cell(
    { ...counter(3), fields: [...fields, { prefix: "B", lag_minutes: 0, until: busy.now }] },
    now,
  ).fields;
  assert.deepEqual(
    shown.map((field) => field.duty),
    ["own", "help", "lent"],
  );
});

test("the legend counts every counter once", () => {
  const groups = legend(busy.counters.map((each) => cell(each, now)));
  assert.equal(
    groups.reduce((sum, group) => sum + group.n, 0),
    20,
  );
  assert.deepEqual(groups.map((group) => `${group.word} ${group.n}`)[0], "Đang phục vụ 15");
});

test("a counter's dialog says what it does now in one sentence", () => {
  assert.equal(sentence(counter(13), now), "Đang phục vụ quá lâu M019, 41:20");
  assert.equal(sentence(counter(10), now), "Tạm dừng, 06:00 (nghỉ giải lao)");
  assert.equal(sentence(counter(20), now), "Đóng quầy");
});

test("editing a counter starts from what it serves", () => {
  const edited = draft(counter(3), busy.fields);
  assert.deepEqual([edited.fH.duty, edited.fH.lag, edited.fK.duty, edited.fA.duty], ["own", 5, "help", "none"]);
  assert.equal(edits(edited, counter(3), busy.fields), false);
  assert.equal(edits({ ...edited, fK: { duty: "help", lag: 10 } }, counter(3), busy.fields), true);
});

test("the request names the fields in the centre's order with their lags", () => {
  const edited = changed(draft(counter(3), busy.fields), { fA: { duty: "help", lag: 12 } });
  assert.deepEqual(duties(edited, busy.fields), {
    fields: [
      { id: "fA", lag: 12 },
      { id: "fH", lag: 0 },
      { id: "fK", lag: 5 },
    ],
  });
});

test("a counter without any field, or a lag that is no number of minutes, is refused in words", () => {
  const none = Object.fromEntries(busy.fields.map(({ id }) => [id, { duty: "none", lag: 5 }]));
  assert.match(duties(none, busy.fields).error, /ít nhất một lĩnh vực/);
  const odd = changed(draft(counter(3), busy.fields), { fK: { lag: NaN } });
  assert.match(duties(odd, busy.fields).error, /^Xây dựng, nhà ở, đô thị: /);
});

const until = "2026-11-23T04:00:00.000Z";
const lentCounter = { ...counter(3), fields: [...counter(3).fields, { id: "fB", prefix: "B", lag_minutes: 0, until }] };

test("lending names only what is added: what the counter serves by itself stays", () => {
  assert.deepEqual(lent(counter(7), "fH"), [{ id: "fH", lag: 0 }]);
});

test("a counter lent once more keeps what it is lent to already", () => {
  assert.deepEqual(lent(lentCounter, "fA"), [
    { id: "fB", lag: 0 },
    { id: "fA", lag: 0 },
  ]);
  assert.deepEqual(lent(lentCounter, "fB"), [{ id: "fB", lag: 0 }]);
});

test("a counter can be lent to what it does not serve by itself", () => {
  const prefixes = lendable(lentCounter, busy.fields).map((field) => field.prefix);
  assert.ok(prefixes.includes("B") && !prefixes.includes("H") && !prefixes.includes("K"));
});

test("ending a lending sends what the counter serves by itself", () => {
  assert.equal(draft(lentCounter, busy.fields).fB.duty, "none");
  assert.equal(edits(draft(lentCounter, busy.fields), lentCounter, busy.fields), false);
  assert.deepEqual(asBefore(lentCounter), [
    { id: "fH", lag: 0 },
    { id: "fK", lag: 5 },
  ]);
  assert.equal(lentTo(lentCounter, zone), "B đến 11:00");
  assert.equal(lentTo(counter(3), zone), null);
});

test("lending is proposed for about an hour, but not past the end of the session", () => {
  assert.equal(suggestedUntil(now, busy.hall.sessions, zone), "10:45");
  const noon = new Date("2026-11-23T04:10:00Z");
  assert.equal(suggestedUntil(noon, busy.hall.sessions, zone), "11:30");
});

test("the times offered are quarters of an hour from now to the end of the day", () => {
  const times = untilChoices(now, busy.hall.sessions, zone);
  assert.deepEqual([times[0], times[1], times.at(-1)], ["09:45", "10:00", "17:00"]);
  assert.deepEqual(untilChoices(new Date("2026-11-23T10:30:00Z"), busy.hall.sessions, zone), []);
});

test("near midnight no time of tomorrow is offered as one of today", () => {
  assert.deepEqual(untilChoices(new Date("2026-11-23T16:20:00Z"), [["18:00", "23:59"]], zone), ["23:30", "23:45"]);
});

test("counters that seem left behind are offered first to be freed, closed ones not at all", () => {
  const numbers = releasable(busy.counters, now).map((each) => each.number);
  assert.deepEqual([numbers.slice(0, 3), numbers.length], [[7, 10, 1], 19]);
});

test("a time on the wall becomes an instant, and one that has passed is refused", () => {
  assert.equal(instant("2026-11-23", "11:00", zone).toISOString(), "2026-11-23T04:00:00.000Z");
  assert.deepEqual(untilOf("11:00", busy, now), { until: "2026-11-23T04:00:00.000Z" });
  assert.match(untilOf("09:40", busy, now).error, /sau bây giờ/);
  assert.deepEqual(untilOf("", busy, now), {});
});

test("lending proposes the counter that stands free and the field that has waited longest", () => {
  assert.deepEqual(proposal(busy, now), { counter: "c7", field: "fK", until: "10:45" });
  assert.deepEqual(proposal({ ...busy, counters: [], fields: [] }, now), {
    counter: null,
    field: null,
    until: "10:45",
  });
});

test("the press says what it will do before it is done, or what is missing", () => {
  const [field] = busy.fields.filter((each) => each.prefix === "H");
  assert.equal(
    promise({ counter: counter(7), field, until: "11:00" }).text,
    "Tăng cường quầy 7 cho Đất đai, môi trường đến 11:00, rồi tự trả về như cũ.",
  );
  assert.match(promise({ counter: counter(4), field, until: "11:00" }).error, /đã nhận Đất đai/);
  assert.match(promise({ counter: counter(7), field, until: "" }).error, /giờ trả về/);
});

test("the promise names what else the counter is lent to", () => {
  const [field] = busy.fields.filter((each) => each.prefix === "A");
  assert.match(promise({ counter: lentCounter, field, until: "11:00" }).text, /cùng B đang tăng cường/);
});

test("freeing a counter says what becomes of the number there", () => {
  assert.equal(releaseEffect(counter(3)), "H042 trở lại hàng chờ, giữ nguyên thứ tự.");
  assert.equal(releaseEffect(counter(1)), "R018 được ghi là Xong.");
  assert.equal(releaseEffect(counter(7)), null);
});

const at = (snapshot, number) => snapshot.counters.find((each) => each.number === number).free_since;
const with7 = (snapshot, change) => ({
  ...snapshot,
  counters: snapshot.counters.map((each) => (each.number === 7 ? { ...each, ...change } : each)),
});
const minute = (n) => new Date(now.getTime() + n * 60000).toISOString();

test("nobody knows since when a counter is free that was free when the page came", () => {
  assert.equal(at(withFreeSince(busy, null), 7), null);
});

test("a counter is free from when its ticket went, not from when it opened", () => {
  const serving = withFreeSince(with7(busy, { ticket: counter(1).ticket }), null);
  const freed = withFreeSince({ ...busy, now: minute(1) }, serving);
  assert.equal(at(freed, 7), minute(1));
  assert.equal(at(withFreeSince({ ...busy, now: minute(5) }, freed), 7), minute(1));
  assert.equal(cell(freed.counters[6], new Date(minute(3))).time, "02:00");
});

test("a counter that has just opened is free since then", () => {
  const closed = withFreeSince(with7(busy, { state: "closed" }), null);
  assert.equal(at(withFreeSince(with7(busy, { since: minute(-1) }), closed), 7), minute(-1));
});
