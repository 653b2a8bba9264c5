import assert from "node:assert/strict";
import test from "node:test";
import { keysOf } from "../../app/web/static/counter/keys.js";
import { standing } from "../../app/web/static/counter/standing.js";
import { at, called, idle, me, serving } from "./fixtures/counter-hall.js";

const keys = (snapshot, { now = at(snapshot), off = null } = {}) =>
  Object.fromEntries(keysOf(standing(snapshot, me), snapshot, off, now).map((key) => [key.name, key]));
const ticketWith = (changes) => ({ ...called, ticket: { ...called.ticket, ...changes } });
const active = (snapshot, changes) =>
  Object.values(keys(snapshot, changes))
    .filter((key) => key.active)
    .map((key) => key.cap)
    .join(" ");
const paused = { ...idle, counter: { ...idle.counter, state: "paused" } };
const fresh = { ...called, undo: { ticket: called.ticket.id, number: "H042", action: "no_show", until: at(called, 9).toISOString() } };

test("a free counter can undo, call out of order and pause, and nothing else", () => {
  assert.equal(active(idle), "5 9 0");
  assert.equal(active({ ...idle, undo: null }), "9 0");
});

test("a called number can be called again, absent, put back, moved, cancelled or finished", () => {
  assert.equal(active(called), "1 2 3 6 7 / +");
});

test("a number being served can be held, moved, given a further procedure or finished", () => {
  assert.equal(active(serving), "4 6 7 8 +");
});

test("a paused counter has no key but Enter", () => {
  assert.equal(active(paused), "");
  assert.equal(keys(paused).hold.why, "Quầy đang tạm dừng. Nhấn Enter để mở quầy.");
  assert.equal(keys(paused).undo.why, "Quầy đang tạm dừng. Nhấn Enter để mở quầy.");
});

test("every key keeps its cap and its place whatever the counter is doing", () => {
  const caps = (snapshot) => Object.values(keys(snapshot)).map(({ cap, label }) => cap + label);
  assert.deepEqual(caps(called), caps(idle));
  assert.deepEqual(caps(serving), caps(paused));
});

test("every key that does nothing now says why in one line, in every standing", () => {
  for (const snapshot of [idle, called, serving, paused]) {
    for (const key of Object.values(keys(snapshot))) {
      if (!key.active) assert.match(key.why, /^[^\n{}]+\.$/, `${standing(snapshot, me)} ${key.name}`);
    }
  }
});

test("whatever stops the page turns every key off with that reason", () => {
  const off = "Mất kết nối. Chờ có lại kết nối rồi bấm.";
  assert.equal(active(called, { off }), "");
  assert.equal(keys(called, { off }).recall.why, off);
});

test("choosing oneself who comes next is offered to everybody: somebody without a number may stand here", () => {
  assert.equal(keys(idle).call.active, true);
  assert.equal(keys({ ...idle, queue: { total: 0, past: 0, soon: 0, rows: [] } }).call.active, true);
});

test("undo counts its seconds down and ends with them", () => {
  assert.equal(keys(idle).undo.sub, "còn 12 giây");
  assert.equal(keys(idle, { now: at(idle, 11.5) }).undo.sub, "còn 1 giây");
  assert.equal(keys(idle, { now: at(idle, 12) }).undo.why, "Không còn bước nào hoàn tác được.");
});

test("a step is not undone over another person who already stands at the counter", () => {
  assert.equal(keys(fresh).undo.active, true);
  const other = { ...called, undo: { ...fresh.undo, ticket: "another" } };
  assert.match(keys(other).undo.why, /Đang có số H042/);
});

test("no-show counts down from when the call was spoken, and says when it never was", () => {
  const twice = ticketWith({ calls: 2 });
  assert.equal(keys(called).no_show.sub, "còn 01:28");
  assert.equal(keys(twice, { now: at(called, 100) }).no_show.sub, "đã quá giờ đợi");
  assert.equal(keys(ticketWith({ no_show_after: null })).no_show.sub, "chưa đọc số");
});

test("however long ago the one call was, an absence waits for the second", () => {
  const { sub, early } = keys(called, { now: at(called, 600) }).no_show;
  assert.deepEqual([sub, early], ["sau khi gọi lần 2", true]);
  assert.equal(keys(ticketWith({ calls: 2 }), { now: at(called, 600) }).no_show.early, false);
});

test("of somebody not seen since the morning one press ends the call and makes the next, and says so", () => {
  const { sub, action, early } = keys(ticketWith({ since_morning: true })).no_show;
  assert.deepEqual([sub, action, early], ["rồi gọi tiếp", "no_show_next", false]);
  assert.equal(keys(called).no_show.action, "no_show");
});

test("recall says which call the next one will be", () => {
  assert.equal(keys({ ...called, ticket: { ...called.ticket, calls: 2 } }).recall.sub, "lần 3");
});

test("a counter that somebody else holds now is no longer this clerk's", () => {
  assert.equal(standing({ ...idle, counter: { ...idle.counter, clerk: { id: "8", name: "Khác" } } }, me), "taken");
  assert.equal(standing({ ...idle, counter: { ...idle.counter, state: "closed", clerk: null } }, me), "closed");
  assert.equal(standing({ ...idle, counter: { ...idle.counter, clerk: { id: "8", name: me.name } } }, me), "taken");
  assert.equal(standing(idle, { name: me.name }), "idle");
});
