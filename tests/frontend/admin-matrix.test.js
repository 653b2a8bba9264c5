import assert from "node:assert/strict";
import test from "node:test";
import { Edit } from "../../app/web/static/admin/edit.js";
import {
  drafted,
  legend,
  moved,
  pressed,
  standing,
  still,
  table,
  withDuty,
  withLag,
} from "../../app/web/static/admin/matrix.js";
import { at, hall } from "./fixtures/admin-hall.js";

const [H, M, S, Y] = ["11", "12", "13", "14"];

test("a cell is empty, own, helping or lent", () => {
  const snapshot = hall();
  const told = (number, field) => standing(at(snapshot, number), field);
  assert.deepEqual(told(1, M), { duty: "own", lag: 0, until: null });
  assert.deepEqual(told(1, S), { duty: "help", lag: 5, until: null });
  assert.deepEqual(told(1, H), { duty: "none", lag: 0, until: null });
  assert.equal(told(3, H).duty, "lent");
});

test("one press gives up what is served and takes on what is not; a third is as before", () => {
  const one = at(hall(), 1);
  const presses = (field, count) => {
    let changes = {};
    for (let i = 0; i < count; i += 1) changes = pressed(one, changes, field);
    return changes[field] ?? null;
  };
  assert.deepEqual([1, 2, 3].map((count) => presses(M, count)?.duty ?? null), ["none", "help", null]);
  assert.deepEqual([1, 2, 3].map((count) => presses(S, count)?.duty ?? null), ["none", "own", null]);
  assert.deepEqual([1, 2, 3].map((count) => presses(H, count)?.duty ?? null), ["own", "help", null]);
  assert.equal(presses(H, 2).lag, 5);
});

test("a press on a lent cell ends the loan", () => {
  const three = at(hall(), 3);
  assert.equal(drafted(three, pressed(three, {}, H), H).duty, "none");
});

test("a lag is at least a minute and at most four hours, and as before is no change", () => {
  const one = at(hall(), 1);
  assert.deepEqual(withLag(one, {}, S, 0), { [S]: { duty: "help", lag: 1 } });
  assert.deepEqual(withLag(one, {}, S, 999), { [S]: { duty: "help", lag: 240 } });
  assert.deepEqual(withLag(one, { [S]: { duty: "help", lag: 6 } }, S, 5), {});
});

test("a duty said again is no change", () => {
  const one = at(hall(), 1);
  assert.deepEqual(withDuty(one, {}, M, "own"), {});
  assert.deepEqual(withDuty(one, { [M]: { duty: "none", lag: 0 } }, M, "own"), {});
});

test("the edited column is marked and its changed cell is hatched until it is saved", () => {
  const told = table(hall(), { counter: "1", changes: { [M]: { duty: "none", lag: 0 }, [Y]: { duty: "own", lag: 0 } } });
  assert.deepEqual(told.columns.map(({ editing }) => editing), [true, false, false, false]);
  const [, m, , y] = told.rows.map((row) => row.cells[0]);
  assert.deepEqual([m.duty, m.changed, y.duty, y.changed], ["dropped", true, "own", true]);
  assert.equal(m.words, "Quầy số 1, Bảo hiểm xã hội, y tế: sẽ thôi nhận, chưa lưu");
  assert.equal(told.rows[1].cells[1].words, "Quầy số 2, Bảo hiểm xã hội, y tế: nhận chính");
  assert.equal(told.rows[0].cells[2].words, "Quầy số 3, Đất đai: tăng cường đến 11:00");
});

test("the legend explains what the table shows and nothing else", () => {
  const snapshot = hall();
  const words = (changes) => {
    const edit = { counter: "1", changes };
    return legend(table(snapshot, edit), snapshot, snapshot.zone).map((entry) => entry.words);
  };
  assert.deepEqual(words({}), ["nhận chính", "hỗ trợ, chậm hơn 5 phút", "tăng cường đến 11:00"]);
  assert.ok(words({ [M]: { duty: "none", lag: 0 } }).includes("đang bỏ, chưa lưu"));
  assert.ok(words({ [Y]: { duty: "help", lag: 9 } }).includes("hỗ trợ, chậm hơn số phút ghi"));
});

test("arrows move from cell to cell, and out to the names and numbers at the edge", () => {
  const size = { rows: 4, columns: 4 };
  assert.deepEqual(moved("ArrowDown", { row: 0, column: 0 }, size), { row: 1, column: 0 });
  assert.deepEqual(moved("ArrowUp", { row: 0, column: 2 }, size), { row: -1, column: 2 });
  assert.deepEqual(moved("ArrowLeft", { row: 2, column: 0 }, size), { row: 2, column: -1 });
  assert.deepEqual(moved("ArrowLeft", { row: -1, column: 0 }, size), { row: -1, column: 0 }, "there is nothing in the corner");
  assert.deepEqual(moved("ArrowRight", { row: 3, column: 3 }, size), { row: 3, column: 3 });
  assert.deepEqual(moved("End", { row: 3, column: 0 }, size), { row: 3, column: 3 });
  assert.equal(moved("a", { row: 0, column: 0 }, size), null);
});

test("what somebody else has done meanwhile is no change any more", () => {
  const changes = { [M]: { duty: "none", lag: 0 }, [Y]: { duty: "own", lag: 0 } };
  const snapshot = hall();
  at(snapshot, 1).fields = at(snapshot, 1).fields.filter(({ id }) => id !== M);
  assert.deepEqual(still(at(snapshot, 1), changes), { [Y]: { duty: "own", lag: 0 } });
});

test("changes of one counter are saved or dropped before another is edited", () => {
  const edit = new Edit();
  assert.equal(edit.look({ counter: "1" }, 40), true);
  edit.press(at(hall(), 1), M, 41);
  assert.deepEqual([edit.dirty, edit.seen], [true, 41]);
  assert.equal(edit.look({ counter: "2" }, 42), false);
  assert.equal(edit.look({ field: H }, 42), false);
  assert.equal(edit.counter, "1");
  edit.drop();
  assert.equal(edit.look({ counter: "2" }, 43), true);
});

test("an edit is of the revision at which it began, not of one that came while it was made", () => {
  const edit = new Edit();
  edit.look({ counter: "1" }, 40);
  edit.press(at(hall(), 1), M, 41);
  edit.press(at(hall(), 1), Y, 45);
  assert.equal(edit.seen, 41);
});

test("while both versions are shown, one's own does not melt away; going on is of the newest", () => {
  const edit = new Edit();
  edit.look({ counter: "1" }, 40);
  edit.press(at(hall(), 1), M, 40);
  edit.conflict = { by: "Điều phối" };
  const theirs = hall();
  at(theirs, 1).fields = [];
  edit.follow(at(theirs, 1));
  assert.equal(edit.dirty, true);
  edit.insist(at(theirs, 1), 50);
  assert.deepEqual([edit.dirty, edit.seen, edit.conflict], [false, 50, null]);
});
