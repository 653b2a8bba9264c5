import assert from "node:assert/strict";
import test from "node:test";
import { against, fieldCounts, queuePanel } from "../../app/web/static/counter/queue.js";
import { at, idle } from "./fixtures/counter-hall.js";

const row = (number, waitedMinutes, more = {}) => ({
  ...{ id: number, number, prefix: "H", priority: false, assist: false, named: false, target_minutes: 15, ...more },
  ...{ joined_at: at(idle, -waitedMinutes * 60).toISOString(), arrived_at: at(idle, -waitedMinutes * 60).toISOString() },
});
const hall = (rows, counts = {}) => ({ ...idle, queue: { total: rows.length, past: 0, soon: 0, rows, ...counts } });
const onHold = (number) => ({ id: number, number, prefix: "H", reason: "copy", since: idle.now });

test("the queue keeps the true calling order, a priority ticket before an older one", () => {
  const { rows } = queuePanel(idle, at(idle));
  assert.deepEqual(rows.slice(0, 3).map(({ number }) => number), ["H042", "K011", "H035"]);
  assert.deepEqual(rows.map(({ next }) => next), [true, ...Array(11).fill(false)]);
});

test("a wait is late past the target and soon past four fifths of it, not at them", () => {
  const minute = 60000;
  assert.deepEqual(
    [12, 12.01, 15, 15.01].map((minutes) => against(minutes * minute, 15)),
    ["within", "soon", "soon", "late"],
  );
});

test("waits and counts go on between snapshots", () => {
  const snapshot = hall([row("H001", 14), row("H002", 11)], { soon: 1 });
  const now = queuePanel(snapshot, at(idle));
  const then = queuePanel(snapshot, at(idle, 120));
  assert.deepEqual([now.past, now.soon, then.past, then.soon], [0, 1, 1, 1]);
  assert.deepEqual([now.rows[0].waited, then.rows[0].waited, then.rows[0].state], ["14 phút", "16 phút", "late"]);
});

test("those beyond the fiftieth row stay counted though only the server knows them", () => {
  const rows = Array.from({ length: 50 }, (_, place) => row(`H${place}`, 16));
  const { past, more, total } = queuePanel(hall(rows, { total: 63, past: 58 }), at(idle, 60));
  assert.deepEqual([past, more, total], [58, 51, 63]);
});

test("who waits by name for another counter is not counted as one this counter may call", () => {
  const panel = queuePanel(hall([row("H1", 1)], { total: 2 }), at(idle));
  assert.deepEqual([panel.total, panel.more], [1, 0]);
});

test("twelve rows are shown, then how many more there are", () => {
  const rows = Array.from({ length: 21 }, (_, place) => row(`H${place}`, 1));
  const panel = queuePanel(hall(rows), at(idle));
  assert.deepEqual([panel.rows.length, panel.more], [12, 9]);
});

test("several on hold take the room of the last rows, so the panel does not grow", () => {
  const rows = Array.from({ length: 12 }, (_, place) => row(`H${place}`, 1));
  const panel = queuePanel({ ...hall(rows), held: ["H1", "H2", "H3"].map(onHold) }, at(idle, 70));
  assert.deepEqual([panel.rows.length, panel.held.length], [8, 3]);
  assert.deepEqual(panel.held[0], { id: "H1", number: "H1", reason: "sao chụp", for: "01:10" });
});

test("a bar is full at the target and never longer", () => {
  const { rows } = queuePanel(hall([row("H1", 7.5), row("H2", 40)]), at(idle));
  assert.deepEqual(rows.map(({ share }) => share), [0.5, 1]);
});

test("with several targets the alarms do not claim one of them", () => {
  assert.equal(queuePanel(hall([row("H1", 1), row("K1", 1, { target_minutes: 30 })]), at(idle)).target, null);
  assert.equal(queuePanel(hall([]), at(idle)).target, 15);
});

test("the order is held while a pointer reads the list, and the page says that it has changed", () => {
  const frozen = [row("H1", 5), row("H2", 4)];
  const changed = hall([row("H9", 0, { priority: true }), ...frozen]);
  const panel = queuePanel(changed, at(idle), frozen);
  assert.deepEqual(panel.rows.map(({ number }) => number), ["H1", "H2"]);
  assert.equal(panel.changed, true);
  assert.equal(queuePanel(changed, at(idle)).changed, false);
});

test("two fields are named, more are letters, and with twelve the busiest three stand for all", () => {
  const fields = (count) =>
    Array.from({ length: count }, (_, place) => ({ prefix: `F${place}`, name: { vi: `Lĩnh vực ${place}, khác` }, waiting: place }));
  assert.deepEqual(fieldCounts(fields(2)).shown.map(({ name, named }) => [name, named]), [
    ["Lĩnh vực 0", true],
    ["Lĩnh vực 1", true],
  ]);
  assert.equal(fieldCounts(fields(4)).shown[0].named, false);
  const many = fieldCounts(fields(12));
  assert.deepEqual([many.shown.map(({ waiting }) => waiting), many.more], [[11, 10, 9], 9]);
});

test("a number not seen since the morning is marked in its row", () => {
  const rows = idle.queue.rows.map((row, place) => ({ ...row, since_morning: place === 1 }));
  const marks = queuePanel({ ...idle, queue: { ...idle.queue, rows } }, at(idle)).rows.map(({ sinceMorning }) => sinceMorning);
  assert.deepEqual(marks.slice(0, 3), [false, true, false]);
  assert.equal(queuePanel(idle, at(idle)).rows[1].sinceMorning, false);
});
