/** What the phone of one ticket says, from the wait to the end. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isNewCall, view } from "../../app/web/static/phone/state.js";
import { wordsOf } from "../../app/web/static/phone/words.js";

const read = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)));
const WAITING = read("phone-waiting");
const CALLED = read("phone-called");

/** The page for a snapshot whose ticket differs by `ticket`. */
function page(snapshot, { ticket = {}, hall = {}, ...rest } = {}) {
  const changed = snapshot && { ...snapshot, ticket: { ...snapshot.ticket, ...ticket }, hall: { ...snapshot.hall, ...hall } };
  return view({ snapshot: changed, lost: null, armed: false, language: "vi", clock: new Date("2026-11-23T02:52:00Z"), ...rest });
}

test("who waits sees how many are before them and who was called last", () => {
  const vm = page(WAITING);
  assert.deepEqual([vm.screen, vm.number, vm.ahead, vm.prefix], ["waiting", "H042", 3, "H"]);
  assert.deepEqual(vm.lastCall, { number: "H038", counter: "Quầy số 3" });
  assert.equal(vm.foot.text, "Đã kết nối. Số liệu lúc 09:52");
});

test("six turns are six dots, more are counted", () => {
  assert.deepEqual(page(WAITING, { ticket: { people_ahead: 6 } }).dots, { shown: 6, more: null });
  assert.deepEqual(page(WAITING, { ticket: { people_ahead: 9 } }).dots, { shown: 6, more: "+3" });
});

test("the next in line is asked to stay near", () => {
  assert.match(page(WAITING, { ticket: { people_ahead: 0 } }).soon, /Sắp đến lượt/);
  assert.equal(page(WAITING).soon, null);
});

test("nobody called yet means no last call, not an empty one", () => {
  assert.equal(page({ ...WAITING, calls: [] }).lastCall, null);
});

test("the lunch break says that the number stays valid", () => {
  const vm = page(WAITING, { hall: { state: "between", opens_at: "2026-11-23T06:00:00.000Z" } });
  assert.match(vm.closed, /từ 13:00, số vẫn có giá trị/);
});

test("nobody is sent home until tomorrow with a number that is of today", () => {
  const vm = page(WAITING, { hall: { state: "closed", opens_at: "2026-11-24T00:15:00.000Z" } });
  assert.equal(vm.closed, "Ngoài giờ tiếp nhận.");
});

test("a call fills the page and its title with the counter", () => {
  const vm = page(CALLED);
  assert.deepEqual([vm.screen, vm.counter, vm.calledAt], ["called", "3", "Đã gọi lúc 10:02"]);
  assert.equal(vm.invitation, "Mời đến quầy số\u00a03");
  assert.match(vm.title, /^Mời đến quầy số.3 · H042$/u);
});

test("a call is heard once, and a second call again", () => {
  const waiting = page(WAITING);
  const first = page(CALLED);
  const second = page(CALLED, { ticket: { called_at: "2026-11-23T03:09:00.000Z" } });
  assert.equal(isNewCall(waiting, first), true);
  assert.equal(isNewCall(first, first), false);
  assert.equal(isNewCall(first, second), true);
  assert.equal(isNewCall(first, waiting), false);
});

test("the end is told politely, without a connection to worry about", () => {
  const said = { done: /Cảm ơn ông\/bà/, expired: /Rất tiếc/, cancelled: /đã được hủy/, no_show: /báo Bàn hướng dẫn/ };
  for (const [state, words] of Object.entries(said)) {
    const vm = page(CALLED, { ticket: { state, counter: null } });
    assert.match(vm.told.text, words);
    assert.equal(vm.foot, null);
  }
});

test("service and hold keep the connection in sight", () => {
  assert.match(page(CALLED, { ticket: { state: "serving" } }).told.text, /quầy số 3/);
  assert.match(page(CALLED, { ticket: { state: "held", counter: null } }).told.text, /trở lại quầy/);
  assert.notEqual(page(CALLED, { ticket: { state: "held" } }).foot, null);
});

test("a lost connection greys the figures and dates them", () => {
  const vm = page(WAITING, { lost: { since: new Date("2026-11-23T02:50:30Z") } });
  assert.equal(vm.stale, true);
  assert.deepEqual(vm.foot, { lost: true, text: "Mất kết nối. Số liệu lúc 09:50" });
});

test("before anything is known nothing is claimed", () => {
  assert.equal(page(null).foot.text, "Đang kết nối…");
  assert.equal(page(null, { lost: { since: null } }).foot.text, "Mất kết nối");
});

test("both languages have every word and every state", () => {
  const shape = (words) => Object.entries(words).flatMap(([key, value]) => (value?.constructor === Object ? shape(value).map((more) => `${key}.${more}`) : [key]));
  assert.deepEqual(shape(wordsOf("en")), shape(wordsOf("vi")));
  for (const state of ["serving", "held", "done", "no_show", "cancelled", "expired"]) assert.ok(wordsOf("en").states[state]);
});
