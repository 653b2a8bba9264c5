/** What the phone of one ticket says, from the wait to the end. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isNewCall, quietly, view } from "../../app/web/static/phone/state.js";
import { wordsOf } from "../../app/web/static/phone/words.js";

const read = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)));
const WAITING = read("phone-waiting");
const CALLED = read("phone-called");
const LAND = { id: "f-h", prefix: "H", name: { vi: "Đất đai, môi trường", en: "Land, environment" } };
const AT_TEN = "2026-11-23T03:00:00.000Z";

/** The page for a snapshot whose ticket, hall or day differ; `at` is the hall's clock, "HH:MM" local. */
function page(snapshot, { ticket = {}, hall = {}, day = snapshot.day, at = "09:52", ...rest } = {}) {
  const changed = { ...snapshot, day, ticket: { ...snapshot.ticket, ...ticket }, hall: { ...snapshot.hall, ...hall } };
  return view({ snapshot: changed, language: "vi", clock: new Date(`2026-11-23T${at}:00+07:00`), ...rest });
}

/** The page of a ticket that is no longer waited with. */
const told = (state, ticket = {}, rest = {}) => page(CALLED, { ticket: { state, counter: null, ...ticket }, ...rest });

test("who waits sees how many are before them and who was called last", () => {
  const vm = page(WAITING);
  assert.deepEqual([vm.screen, vm.number, vm.ahead, vm.prefix], ["waiting", "H042", 3, "H"]);
  assert.deepEqual(vm.lastCall, { number: "H038", counter: "Quầy số\u00a03" });
  assert.equal(vm.foot.text, "Đã kết nối. Số liệu lúc 09:52");
  assert.deepEqual(vm.notes, []);
});

test("six turns are six dots, more are counted", () => {
  assert.deepEqual(page(WAITING, { ticket: { people_ahead: 6 } }).dots, { shown: 6, more: null });
  assert.deepEqual(page(WAITING, { ticket: { people_ahead: 9 } }).dots, { shown: 6, more: "+3" });
});

test("the next in line is asked to stay near", () => {
  assert.match(page(WAITING, { ticket: { people_ahead: 0 } }).notes[0], /Sắp đến lượt/);
});

test("who waits for one counter by name is told which", () => {
  assert.deepEqual(page(WAITING, { ticket: { counter: { number: 3, open: true } } }).notes, ["Ông/bà chờ quầy số\u00a03 gọi."]);
});

test("who was sent to another field is told from where, and that the number stays", () => {
  const moved = (further) => page(WAITING, { ticket: { moved: { from: LAND, further } } }).moved;
  assert.match(moved(false), /^Đã chuyển từ Đất.đai, môi.trường\. Số và thứ tự của ông\/bà giữ nguyên\.$/u);
  assert.match(moved(true), /^Xong phần Đất.đai, môi.trường\./u);
  assert.equal(page(WAITING).moved, null);
});

test("nobody called yet means no last call, not an empty one", () => {
  assert.equal(page({ ...WAITING, calls: [] }).lastCall, null);
});

test("one's own call from before a hold is not told as the last one", () => {
  const own = { ...CALLED.calls[0], number: "H042" };
  assert.equal(page({ ...WAITING, calls: [own, ...WAITING.calls] }).lastCall.number, "H038");
  assert.equal(page({ ...WAITING, calls: [own] }).lastCall, null);
});

test("the lunch break says when the counters work again and that the number stays valid", () => {
  const vm = page(WAITING, { at: "12:10", hall: { state: "between", reason: "between_sessions" } });
  assert.deepEqual(vm.notes, ["Giờ nghỉ giữa hai buổi. Các quầy làm việc lại từ 13:00, số của ông/bà vẫn có giá trị."]);
});

test("that no more numbers are given sends nobody away who has one", () => {
  const closed = { state: "closed", reason: "cut_off" };
  assert.deepEqual(page(WAITING, { at: "11:25", hall: closed }).notes, []);
  assert.match(page(WAITING, { at: "17:05", hall: { state: "closed", reason: "after_hours" } }).notes[0], /vẫn gọi tiếp/);
});

test("before the doors open the page says when they do", () => {
  assert.deepEqual(page(WAITING, { at: "07:20" }).notes, ["Các quầy làm việc từ 07:30."]);
});

test("a holiday declared in the morning leaves a number what it is worth", () => {
  assert.match(page(WAITING, { hall: { state: "closed", reason: "holiday" } }).notes[0], /vẫn có giá trị/);
});

test("a number of tomorrow says its day and hour, and cannot be given up today", () => {
  const vm = page(WAITING, { ticket: { day: "2026-11-24", arrived_at: "2026-11-24T00:30:00.000Z" } });
  assert.deepEqual(vm.notes, ["Số của Thứ Ba, 24/11/2026. Mời ông/bà đến từ 07:30."]);
  assert.deepEqual([vm.assist, vm.cancel, vm.notify], [null, null, null]);
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
  const second = page(CALLED, { ticket: { called_at: "2026-11-23T03:04:00.000Z", calls: 2 } });
  assert.equal(second.calledAt, "Đã gọi lúc 10:04, lần thứ 2");
  assert.equal(isNewCall(waiting, first), true);
  assert.equal(isNewCall(first, first), false);
  assert.equal(isNewCall(first, second), true);
  assert.equal(isNewCall(first, waiting), false);
  assert.equal(isNewCall(null, first), true);
});

test("each state says what to do", () => {
  const counter = { number: 3, open: true };
  assert.match(told("serving", { counter }).told.text, /tại quầy số.3\./u);
  assert.match(told("held", { counter, reason: "sao chụp" }).told.text, /^Lý do: sao chụp\. Khi xong, mời ông\/bà trở lại quầy số.3\.$/u);
  assert.match(told("held", { counter: { number: 3, open: false } }).told.text, /^Khi xong, mời ông\/bà đến Bàn hướng dẫn\.$/);
  assert.equal(told("no_show").told.text, "Ông/bà được gọi lúc 10:02 nhưng vắng mặt. Mời đến Bàn hướng dẫn để được xếp lại.");
  assert.match(told("no_show", { called_at: null }).told.text, /^Ông\/bà chưa trở lại quầy\. Mời đến Bàn hướng dẫn/);
  assert.equal(told("done", { ended_at: AT_TEN }).told.text, "Xong lúc 10:00. Cảm ơn ông/bà.");
  assert.match(told("cancelled", { ended_at: AT_TEN }).told.text, /^Hủy lúc 10:00\. Nếu cần, mời ông\/bà lấy số mới/);
  assert.match(told("expired", { over: true }).told.text, /^Rất tiếc/);
});

test("who was carried over is told the new number and its day, and led to its page", () => {
  const carried = { number: "H001", day: "2026-11-24", opens_at: "2026-11-24T00:30:00.000Z", path: "/t/AbC" };
  const vm = told("expired", { over: true, carried_to: carried });
  assert.equal(vm.told.text, "Số mới của ông/bà là H001, Thứ Ba, 24/11/2026, từ 07:30.");
  assert.deepEqual(vm.told.link, { name: "Mở trang của số H001", href: "/t/AbC" });
});

test("yesterday's page tells the day and what became of it, and invites to nothing", () => {
  const past = { day: "2026-11-24" };
  for (const [state, words] of Object.entries({ done: "Xong lúc 10:00.", cancelled: "Hủy lúc 10:00.", no_show: "Được gọi lúc 10:02 nhưng vắng mặt." })) {
    const vm = told(state, { over: true, ended_at: AT_TEN }, past);
    assert.deepEqual([vm.told.text, vm.day], [words, "Số của Thứ Hai, 23/11/2026, nay không còn giá trị."]);
    assert.deepEqual([vm.foot, vm.assist, vm.cancel, vm.told.undo], [null, null, null, null]);
  }
  assert.equal(page(WAITING, { ...past, ticket: { over: true } }).told.title, "Hết giờ, chưa được phục vụ");
  assert.equal(page(CALLED, { ...past, ticket: { over: true } }).screen, "told");
});

test("a number may be given up while it waits or is on hold, help asked for also once it is called", () => {
  const offered = (vm) => [vm.assist !== null, vm.cancel !== null];
  assert.deepEqual(offered(page(WAITING)), [true, true]);
  assert.deepEqual(offered(page(CALLED)), [true, false]);
  assert.deepEqual(offered(told("held")), [true, true]);
  for (const state of ["serving", "done", "no_show", "cancelled"]) assert.deepEqual(offered(told(state, { ended_at: AT_TEN })), [false, false]);
});

test("what became of a press stands at the thing pressed", () => {
  const refused = { busy: false, slow: false, error: "Phiếu đã hủy, không làm được việc này." };
  const vm = page(WAITING, { ticket: { assist: true }, presses: { assist: refused }, asking: true });
  assert.deepEqual(vm.assist, { on: true, ...refused });
  assert.deepEqual(vm.cancel, { asking: true, busy: false, slow: false, error: null });
});

test("one's own cancelling may be taken back while the seconds last", () => {
  const until = "2026-11-23T02:52:19.400Z";
  const vm = told("cancelled", { undo_until: until });
  assert.deepEqual(vm.told.undo, { name: "Hoàn tác", left: "còn 20 giây" });
  assert.match(vm.told.text, /hoàn tác được ngay/);
  const late = told("cancelled", { undo_until: until, ended_at: AT_TEN }, { at: "09:53" });
  assert.equal(late.told.undo, null);
  assert.match(late.told.text, /^Hủy lúc/);
});

test("the phone says how it will tell, as far as it can", () => {
  const how = (attention) => page(WAITING, { attention }).notify.how;
  assert.equal(how({ armed: false, lit: false, how: "both" }), null);
  assert.equal(how({ armed: true, lit: true, how: "both" }), "Xin để trang này mở, máy sẽ rung và kêu.");
  assert.equal(how({ armed: true, lit: false, how: "sound" }), "Xin để trang này mở và màn hình sáng, máy sẽ kêu.");
});

test("a lost connection greys the figures and dates them", () => {
  const vm = page(WAITING, { lost: { since: new Date("2026-11-23T02:50:30Z") } });
  assert.equal(vm.stale, true);
  assert.deepEqual(vm.foot, { lost: true, text: "Mất kết nối. Số liệu lúc 09:50" });
});

test("a screen reader hears of turns and of a lost connection, not of every minute", () => {
  assert.equal(quietly(page(WAITING)), quietly(page(WAITING, { at: "09:53" })));
  assert.match(quietly(page(WAITING)), /trước ông\/bà 3 lượt/);
  assert.equal(quietly(page(WAITING, { lost: { since: null } })), "Mất kết nối");
  assert.equal(quietly(page(CALLED)), "");
});

test("a missing English name is Vietnamese rather than empty", () => {
  const vm = page(WAITING, { language: "en", ticket: { field: { ...LAND, name: { vi: "Đất đai", en: "" } } } });
  assert.equal(vm.field, "Đất\u00a0đai");
  assert.equal(vm.foot.text, "Connected. As of 09:52");
});

test("both languages have every word and every state", () => {
  const shape = (words) => Object.entries(words).flatMap(([key, value]) => (value?.constructor === Object ? shape(value).map((more) => `${key}.${more}`) : [key]));
  assert.deepEqual(shape(wordsOf("en")), shape(wordsOf("vi")));
  for (const state of ["serving", "held", "done", "no_show", "cancelled", "expired", "carried"]) assert.ok(wordsOf("en").states[state]);
});

test("every state can be told in English with all its facts", () => {
  for (const state of ["serving", "held", "done", "no_show", "cancelled", "expired"]) {
    for (const day of ["2026-11-23", "2026-11-24"]) {
      const vm = told(state, { ended_at: AT_TEN, over: day > "2026-11-23", reason: null }, { day, language: "en" });
      assert.doesNotMatch(`${vm.title} ${vm.told.text} ${vm.day}`, /undefined|null –|NaN/);
    }
  }
});
