import assert from "node:assert/strict";
import test from "node:test";
import { myDay } from "../../app/web/static/counter/day.js";
import { mainButton } from "../../app/web/static/counter/main-button.js";
import { freeSlip, pausedSlip, serviceTime, ticketSlip } from "../../app/web/static/counter/slip.js";
import { deskPage } from "../../app/web/static/counter/state.js";
import { at, called, idle, me, serving } from "./fixtures/counter-hall.js";

const desk = { me, off: null, dossiers: 1, outcome: "received", frozen: null };
const nobody = { ...idle, queue: { total: 0, past: 0, soon: 0, rows: [] } };
const paused = { ...idle, counter: { ...idle.counter, state: "paused", pause_reason: "break", since: idle.now } };
const ticketWith = (changes) => ({ ...called, ticket: { ...called.ticket, ...changes } });
const words = (snapshot) => ticketSlip(snapshot, desk, at(snapshot)).steps.map((step) => step.words);

test("Enter walks through the day: call, start, finish and call", () => {
  const action = (snapshot) => deskPage(snapshot, desk, at(snapshot)).main.action;
  assert.deepEqual([idle, called, serving, paused].map(action), ["next", "start", "finish_next", "open"]);
});

test("the main button says exactly whom it will call", () => {
  assert.equal(mainButton("idle", idle, at(idle)).line, "H042 · Đất đai, môi trường · Ưu tiên · đã chờ 4 phút");
  assert.equal(mainButton("called", called, at(called)).line, "Công dân có số H042 đã đến quầy");
  assert.equal(mainButton("serving", serving, at(serving)).line, "Tiếp theo: H047 · Đất đai, môi trường · Ưu tiên");
  assert.equal(mainButton("paused", paused, at(paused)).line, "12 người đang chờ quầy này");
});

test("finishing with nobody waiting says that the counter will be free", () => {
  const last = { ...serving, queue: nobody.queue };
  assert.equal(mainButton("serving", last, at(last)).line, "Chưa có ai chờ, quầy sẽ ở trạng thái Sẵn sàng");
  assert.equal(mainButton("serving", last, at(last)).quiet, false);
});

test("with nobody waiting the main button is quiet and says for which fields", () => {
  const { label, quiet, action, why } = mainButton("idle", nobody, at(nobody));
  assert.deepEqual([label, quiet, action], ["Không có ai chờ", true, null]);
  assert.equal(why, "Chưa có ai chờ: Đất đai, môi trường; Xây dựng, nhà ở, đô thị.");
});

test("the slip of a called number counts from the call and gives its reason", () => {
  const slip = ticketSlip(called, desk, at(called, 60));
  assert.deepEqual([slip.timerName, slip.timer], ["Từ lúc gọi", "01:38"]);
  assert.match(slip.reason, /Diện ưu tiên/);
  assert.deepEqual(slip.facts.map(({ before, value, after }) => before + value + after), [
    "Lấy số 09:38 · Máy lấy số 1",
    "Thời gian chờ 5 phút",
    "Đã gọi 1 lần",
  ]);
});

test("service time adds the intervals before a hold to the one that runs", () => {
  const again = { service_ms: 5 * 60000, serving_since: serving.now };
  assert.equal(serviceTime(again, at(serving, 90)), 6.5 * 60000);
  assert.equal(ticketSlip(serving, desk, at(serving)).timer, "08:15");
  assert.equal(ticketSlip(serving, desk, at(serving)).reason, null);
});

test("a service longer than the target for its dossiers says so", () => {
  const fact = (dossiers) => ticketSlip(serving, { ...desk, dossiers }, at(serving, 25 * 60)).facts[2];
  assert.equal(fact(1).before, "Quá mức phục vụ ");
  assert.equal(fact(2).before, "Mức phục vụ ");
});

test("a call is told step by step: waiting to be read, after others, read, or no voice at all", () => {
  const call = { ...called.ticket.call, spoken_at: null };
  assert.deepEqual(words(called), ["Gọi 09:43:05", "Đã đọc 09:43:11", "Bắt đầu"]);
  assert.equal(words(ticketWith({ call }))[1], "Đang chờ đọc");
  assert.equal(words(ticketWith({ call: { ...call, ahead: 1 } }))[1], "Đang chờ đọc, sau 1 lượt gọi khác");
  assert.equal(words({ ...ticketWith({ call }), voice: "absent" })[1], "Không có giọng đọc, xin gọi to");
  assert.deepEqual(words(serving), ["Gọi 09:43:05", "Đã đọc 09:43:11", "Bắt đầu 09:44:05"]);
});

test("a started number that was never read does not keep waiting for the voice", () => {
  const unread = { ...serving, ticket: { ...serving.ticket, call: { ...serving.ticket.call, spoken_at: null } } };
  assert.deepEqual(words(unread), ["Gọi 09:43:05", "Bắt đầu 09:44:05"]);
});

test("a number carried over from another day says its day", () => {
  const fact = ticketSlip(ticketWith({ joined_at: "2026-11-20T02:10:00.000Z" }), desk, at(called)).facts[0];
  assert.equal(fact.value, "20/11 09:10");
});

test("a free counter shows the turn just ended, with its undo while it lasts", () => {
  const { last, since } = freeSlip(idle, at(idle));
  assert.equal(last.line, "Chờ 13 phút · đến quầy 1 phút · phục vụ 9 phút 12 giây");
  assert.deepEqual([last.title, last.number, last.undoSeconds, since.timer], ["Lượt vừa xong", "H033", 12, "00:08"]);
  assert.equal(freeSlip(idle, at(idle, 13)).last.undoSeconds, null);
});

test("a step that ended no turn can be taken back from the same place", () => {
  const held = { ...idle, undo: { ticket: "9", number: "H050", action: "hold", until: at(idle, 5).toISOString() } };
  assert.deepEqual([freeSlip(held, at(idle)).last.title, freeSlip(held, at(idle)).last.number], ["Vừa cho tạm chờ", "H050"]);
  assert.equal(freeSlip(held, at(idle, 6)).last.number, "H033");
});

test("a counter without a turn today says how long it has been open", () => {
  const first = { ...idle, last: null, undo: null };
  assert.deepEqual(freeSlip(first, at(idle)), { kind: "free", since: { words: "Quầy mở được", timer: "2:12:08" }, last: null });
});

test("a paused counter shows its reason in words and since when", () => {
  assert.deepEqual(pausedSlip(paused, at(idle, 65)), { kind: "paused", reason: "nghỉ giải lao", from: "09:42", timer: "01:05" });
  const free = { ...paused, counter: { ...paused.counter, pause_reason: "chờ thợ điện" } };
  assert.equal(pausedSlip(free, at(idle)).reason, "chờ thợ điện");
});

test("my day has four figures and a strip that ends at now", () => {
  const { figures, strip, since } = myDay(serving, at(serving));
  assert.deepEqual(figures.map(({ value }) => value), ["11", "8 phút 40", "1", "10 phút"]);
  assert.equal(since, "07:30");
  assert.deepEqual(strip.ticks.map(({ label }) => label), ["07:30", "08:30", "09:30", "10:30", "11:30"]);
  assert.equal(strip.bars.at(-1).now, true);
  assert.equal(strip.bars.at(-1).to, strip.now);
  assert.ok(strip.bars.every(({ from, to }) => from >= 0 && to <= 1 && from <= to));
});

test("what lies outside the half day is no bar of its strip", () => {
  const before = { from: "2026-11-23T00:20:00Z", to: "2026-11-23T00:30:00Z", kind: "pause" };
  const across = { from: "2026-11-23T00:20:00Z", to: "2026-11-23T01:30:00Z", kind: "serving" };
  const day = { ...serving.my_day, bars: [before, across] };
  const { strip } = myDay({ ...serving, ticket: null, my_day: day }, at(serving));
  assert.deepEqual(strip.bars, [{ from: 0, to: 0.25, kind: "serving", now: false }]);
});

test("a day without sessions has no strip, and a clerk who has served nobody has no mean", () => {
  const first = { ...idle, my_day: { ...idle.my_day, session: null, since: null, service_mean_ms: null, served: 0 } };
  const { strip, figures, since } = myDay(first, at(idle));
  assert.deepEqual([strip, since, figures[0].value, figures[1].value], [null, null, "0", "–"]);
});

test("what is read out changes with the number and its state, never with a timer", () => {
  const said = (snapshot, seconds) => deskPage(snapshot, desk, at(snapshot, seconds)).said;
  assert.equal(said(called, 0), "Đã gọi H042, ưu tiên");
  assert.equal(said(called, 30), said(called, 0));
  assert.equal(said(serving, 0), "Đang phục vụ H042, ưu tiên");
});

test("a further procedure ends a turn and can be taken back: while it can, that is what is said", () => {
  const further = { ...idle, last: { ...idle.last, action: "done" }, undo: { ...idle.undo, action: "further" } };
  assert.equal(freeSlip(further, at(idle)).last.title, "Vừa chuyển làm thêm thủ tục");
  assert.equal(freeSlip(further, at(idle, 13)).last.title, "Lượt vừa xong");
});

test("a number cancelled at the counter ends no turn of the clerk's, and says so all the same", () => {
  const gone = { ...idle, undo: { ticket: "9", number: "H050", action: "cancel", until: at(idle, 5).toISOString() } };
  assert.deepEqual([freeSlip(gone, at(idle)).last.title, freeSlip(gone, at(idle)).last.number], ["Vừa hủy số", "H050"]);
});
