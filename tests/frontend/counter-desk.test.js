import assert from "node:assert/strict";
import test from "node:test";
import { Front } from "../../app/web/static/counter/front.js";
import { Offline, Refusal } from "../../app/web/static/shared/refusals.js";
import { at, called, deskAt, idle, later, me, serving } from "./fixtures/counter-hall.js";

const settled = () => new Promise((done) => setImmediate(done));
const refusal = (code, message, data) => new Refusal(409, { code, message, data });
const ticket = (state, id = "tH042") => ({ ticket: { id, state, number: "H042" } });

test("one Enter is one request", async () => {
  const { desk, sent } = deskAt(idle, [ticket("called")]);
  desk.main();
  desk.main();
  desk.take(later(called));
  await settled();
  assert.deepEqual(sent.map(({ path }) => path), ["/api/v1/counters/3/next"]);
});

test("nothing more is sent until the page shows what the last press did", async () => {
  const { desk, sent } = deskAt(idle, [ticket("called")]);
  desk.around.wait = () => new Promise(() => {});
  desk.main();
  await settled();
  desk.main();
  assert.equal(sent.length, 1);
  desk.take(later(called));
  await settled();
  desk.main();
  assert.deepEqual(sent.map(({ path }) => path.split("/").at(-1)), ["next", "start"]);
});

test("a snapshot that does not come is fetched", async () => {
  const hall = deskAt(idle, [ticket("called")]);
  await hall.desk.press("next", {}, "main");
  assert.equal(hall.refreshed, 1);
});

test("a refusal is said at the thing pressed and stays until the next press", async () => {
  const { desk } = deskAt(called, [refusal("wrong_state", "Phiếu đã hủy, không làm được việc này."), ticket("called")]);
  await desk.press("recall", {}, "recall");
  assert.deepEqual(desk.page().answer, { at: "recall", words: "Phiếu đã hủy, không làm được việc này.", kind: "refused" });
  await desk.press("recall", {}, "recall");
  assert.equal(desk.page().answer, null);
});

test("a press without an answer is pressed again with the same key; a new picture of the hall forgets it", async () => {
  const { desk, sent } = deskAt(called, [new Offline(), new Offline(), ticket("serving")]);
  await desk.press("start", {}, "main");
  assert.match(desk.page().answer.words, /không tính hai lần/);
  await desk.press("start", {}, "main");
  desk.take(later(called));
  await desk.press("start", {}, "main");
  const keys = sent.map(({ key }) => key);
  assert.equal(keys[0], keys[1]);
  assert.notEqual(keys[1], keys[2]);
});

test("another press after one without an answer has its own key", async () => {
  const { desk, sent } = deskAt(called, [new Offline(), ticket("called")]);
  await desk.press("start", {}, "main");
  await desk.press("recall", {}, "recall");
  assert.notEqual(sent[0].key, sent[1].key);
});

test("'đang gửi…' shows after 300 ms, at the thing pressed", () => {
  const hall = deskAt(called);
  hall.desk.around.post = () => new Promise(() => {});
  hall.desk.press("recall", {}, "recall");
  assert.equal(hall.desk.page().sending, null);
  hall.time += 300;
  assert.equal(hall.desk.page().sending, "recall");
});

test("finishing sends the dossiers and the outcome chosen for this turn, and the next turn starts afresh", async () => {
  const { desk, sent } = deskAt(serving, [ticket("done")]);
  desk.count(+2);
  desk.conclude("guided");
  desk.main();
  desk.take(later(idle));
  await settled();
  assert.deepEqual(sent[0].body, { finish: true, ticket: "tH042", dossiers: 3, outcome: "guided" });
  assert.deepEqual([desk.dossiers, desk.outcome], [1, "received"]);
});

test("dossiers said when the number was taken are there from the start, and never fall below none", () => {
  const { desk } = deskAt({ ...serving, ticket: { ...serving.ticket, dossiers: 4 } });
  assert.equal(desk.dossiers, 4);
  desk.count(-9);
  assert.equal(desk.dossiers, 0);
});

test("an inactive key sends nothing and answers why", () => {
  const { desk, sent } = deskAt(serving);
  desk.key("recall");
  assert.deepEqual(desk.page().answer, { at: "recall", words: "Số H042 đang được phục vụ, không cần gọi lại.", kind: "why" });
  assert.equal(sent.length, 0);
});

test("a key that needs a choice sends only what was chosen", async () => {
  const { desk, sent } = deskAt(serving, [ticket("held")]);
  desk.key("hold");
  assert.equal(sent.length, 0);
  desk.typed({ digit: "9" });
  assert.equal(sent.length, 0);
  desk.typed({ digit: "2" });
  assert.deepEqual(sent[0], { path: "/api/v1/tickets/tH042/hold", body: { reason: "sao chụp" }, key: "key-1" });
});

test("a refused choice stays open with its sentence", async () => {
  const { desk } = deskAt(called, [refusal("field_closed", "Lĩnh vực Hộ tịch hiện không có quầy tiếp nhận.")]);
  desk.key("field");
  desk.typed({ letter: "A" });
  await settled();
  assert.equal(desk.panel.kind, "list");
  assert.equal(desk.answer.at, "panel");
});

test("counter 12 is two digits, and Enter is enough for counter 1", () => {
  const { desk, sent } = deskAt(called, [ticket("waiting"), ticket("waiting")]);
  desk.key("counter");
  desk.typed({ digit: "1" });
  assert.equal(sent.length, 0);
  desk.typed({ digit: "2" });
  assert.deepEqual(sent[0].body, { counter: "12", kind: "wrong_field" });
  const other = deskAt(called, [ticket("waiting")]);
  other.desk.key("counter");
  other.desk.typed({ digit: "1" });
  other.desk.enterPanel();
  assert.deepEqual(other.sent[0].body, { counter: "1", kind: "wrong_field" });
});

test("a choice closes by itself when the number under it is gone", () => {
  const { desk } = deskAt(called);
  desk.key("field");
  desk.take(later(idle));
  assert.equal(desk.panel, null);
});

test("the order held for a pointer is let go when the counter itself moves on", () => {
  const { desk } = deskAt(idle);
  desk.freeze();
  desk.take(later(idle));
  assert.equal(desk.frozen, idle.queue.rows);
  desk.take(later(called));
  assert.equal(desk.frozen, null);
});

test("a lost connection stops the timers and every press, and goes by itself", () => {
  const { desk, sent } = deskAt(called);
  const since = at(called, -5);
  desk.lose(since);
  assert.equal(desk.now, since);
  desk.main();
  desk.key("recall");
  desk.press("resume", { ticket: "1" }, "held:1");
  assert.equal(sent.length, 0);
  desk.back();
  assert.equal(desk.lost, null);
});

test("with nobody waiting Enter sends nothing and says for which fields", () => {
  const { desk, sent } = deskAt({ ...idle, queue: { total: 0, past: 0, soon: 0, rows: [] } });
  desk.main();
  assert.match(desk.page().answer.words, /^Chưa có ai chờ/);
  assert.equal(sent.length, 0);
  desk.take(later(idle));
  assert.equal(desk.page().answer, null);
});

test("when another counter was quicker the page says so", async () => {
  const { desk } = deskAt(idle, [{ ticket: null }]);
  await desk.press("next", {}, "main");
  assert.equal(desk.page().answer.words, "Không còn ai chờ, quầy khác vừa gọi.");
});

test("armed, a free counter calls by itself once, and an Enter on its way does not start the stranger", async () => {
  const hall = deskAt({ ...idle, queue: { ...idle.queue, total: 0, rows: [] } }, [ticket("called")]);
  hall.desk.toggleAuto();
  hall.desk.tick(false);
  assert.equal(hall.sent.length, 0);
  hall.desk.take(later(idle));
  hall.desk.tick(false);
  hall.desk.take(later(called));
  await settled();
  hall.time += 700;
  assert.equal(hall.desk.counts("enter"), false);
  hall.time += 1200;
  assert.equal(hall.desk.counts("enter"), true);
  assert.deepEqual(hall.sent.map(({ path }) => path), ["/api/v1/counters/3/next"]);
});

test("who says 'Xong' alone, undoes or pauses does not want to be called for at once", async () => {
  for (const [name, snapshot] of [["finish", serving], ["undo", idle]]) {
    const { desk } = deskAt(snapshot, [ticket("done")]);
    desk.toggleAuto();
    desk.key(name);
    await settled();
    assert.equal(desk.auto.armed, false, name);
  }
});

test("a paused counter does not resume anybody, and says how to", () => {
  const { desk, sent } = deskAt({ ...idle, counter: { ...idle.counter, state: "paused" } });
  desk.resume("tH031");
  assert.deepEqual([desk.answer.at, sent.length], ["held:tH031", 0]);
});

test("nobody leaves a counter with a number at it", async () => {
  const { desk, sent } = deskAt(called);
  assert.equal(await desk.leave(), false);
  assert.match(desk.answer.words, /^Đang có số H042/);
  assert.equal(sent.length, 0);
});

test("leaving a free counter closes it; refused, one stays", async () => {
  const closed = { counter: { id: "3", state: "closed" } };
  assert.equal(await deskAt(idle, [closed]).desk.leave(), true);
  assert.equal(await deskAt(idle, [refusal("counter_busy", "Quầy số 3 đang có số H050.")]).desk.leave(), false);
});

// Choosing a counter ---------------------------------------------------------------------------------------

const counters = [
  { id: "5", number: 5, name: "Quầy số 5", state: "open", clerk: "Lê Thị Hoa", fields: ["H"] },
  { id: "6", number: 6, name: "Quầy số 6", state: "closed", clerk: null, fields: ["K"] },
];

function frontWith(answers, held = null) {
  const seen = { sent: [], opened: [] };
  seen.front = new Front({
    ...{ me, centre: "phuong-mau", changed: () => {}, now: () => at(idle), opened: (counter) => seen.opened.push(counter) },
    get: async () => ({ counters, kind: "Trung tâm", name: "phường Mẫu", sample: true }),
    post: async (path, body) => {
      seen.sent.push({ path, body });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  }, null, held);
  return seen;
}

test("a free counter is opened at once", async () => {
  const seen = frontWith([{ counter: { id: "6", state: "open" } }]);
  await seen.front.load();
  await seen.front.choose(seen.front.tiles[1]);
  assert.deepEqual(seen.sent, [{ path: "/api/v1/counters/6/open", body: {} }]);
  assert.deepEqual(seen.opened.map(({ id }) => id), ["6"]);
});

test("a counter in use says by whom and is taken over only when that is said", async () => {
  const seen = frontWith([{ counter: { id: "5", state: "open" } }]);
  await seen.front.load();
  seen.front.choose(seen.front.tiles[0]);
  assert.deepEqual([seen.front.asked.who, seen.sent.length], ["Lê Thị Hoa", 0]);
  seen.front.digit("1");
  assert.deepEqual([seen.front.asked, seen.sent.length], [null, 0]);
  seen.front.choose(seen.front.tiles[0]);
  seen.front.digit("2");
  assert.deepEqual(seen.sent, [{ path: "/api/v1/counters/5/open", body: { take_over: true } }]);
});

test("somebody who sat down meanwhile is a question, any other refusal a sentence", async () => {
  const taken = refusal("counter_taken", "Quầy số 6 đang do Trần Văn Nam giữ.", { clerk: "Trần Văn Nam" });
  const seen = frontWith([taken, refusal("busy", "Máy chủ đang bận, xin thử lại.")]);
  await seen.front.load();
  await seen.front.choose(seen.front.tiles[1]);
  assert.equal(seen.front.asked.who, "Trần Văn Nam");
  seen.front.close();
  await seen.front.choose(seen.front.tiles[1]);
  assert.deepEqual(seen.front.answer, { id: "6", words: "Máy chủ đang bận, xin thử lại." });
});

test("a list that cannot be fetched keeps what was shown and says since when", async () => {
  const seen = frontWith([]);
  await seen.front.load();
  seen.front.around.get = async () => {
    throw new Offline();
  };
  await seen.front.load();
  assert.equal(seen.front.tiles.length, 2);
  assert.equal(seen.front.lost.getTime(), at(idle).getTime());
});

test("whoever holds a counter is asked before moving, and both counters change in one request", async () => {
  const seen = frontWith([{ counter: { id: "6", state: "open" } }], { id: "3", number: 3 });
  await seen.front.load();
  seen.front.choose(seen.front.tiles[1]);
  assert.deepEqual([seen.front.asked.from, seen.sent.length], [3, 0]);
  await seen.front.agree();
  assert.deepEqual(seen.sent, [{ path: "/api/v1/counters/6/open", body: { move: true } }]);
});

test("moving to a counter that is somebody's is one question and one request", async () => {
  const seen = frontWith([{ counter: { id: "5", state: "open" } }], { id: "3", number: 3 });
  await seen.front.load();
  seen.front.choose(seen.front.tiles[0]);
  await seen.front.agree();
  assert.deepEqual(seen.sent[0].body, { take_over: true, move: true });
});

test("holding a counter the page did not know of is a question too", async () => {
  const seen = frontWith([refusal("clerk_elsewhere", "Ông/bà đang giữ Quầy số 2.", { counter: 2 }), { counter: { id: "6", state: "open" } }]);
  await seen.front.load();
  await seen.front.choose(seen.front.tiles[1]);
  assert.deepEqual([seen.front.asked.from, seen.front.asked.who], [2, null]);
  await seen.front.agree();
  assert.deepEqual(seen.sent[1].body, { move: true });
});

test("Esc leaves the question first, then goes back to the counter one still holds", async () => {
  const seen = frontWith([], { id: "3", number: 3 });
  await seen.front.load();
  seen.front.choose(seen.front.tiles[1]);
  seen.front.back();
  assert.deepEqual([seen.front.asked, seen.opened.length], [null, 0]);
  seen.front.back();
  assert.deepEqual(seen.opened, [{ id: "3", number: 3 }]);
});

test("signing out from the choice of a counter closes the one still held", async () => {
  const seen = frontWith([{ counter: { id: "3", state: "closed" } }], { id: "3", number: 3 });
  assert.equal(await seen.front.leave(), true);
  assert.deepEqual(seen.sent, [{ path: "/api/v1/counters/3/close", body: {} }]);
  const refused = frontWith([refusal("counter_busy", "Quầy số 3 đang có số H050.")], { id: "3", number: 3 });
  assert.equal(await refused.front.leave(), false);
  assert.equal(refused.front.answer.words, "Quầy số 3 đang có số H050.");
  assert.equal(await frontWith([]).front.leave(), true);
});

// A session that has ended ---------------------------------------------------------------------------------

test("a session that has ended turns everything off, and says so rather than that the line is lost", async () => {
  const { desk, sent } = deskAt(called, [refusal("not_signed_in", "Xin đăng nhập.")]);
  await desk.press("start", {}, "main");
  assert.deepEqual([desk.signedOut, desk.page().lost, desk.place], [true, true, "signed out"]);
  desk.key("recall");
  assert.match(desk.answer.words, /^Phiên làm việc đã hết/);
  desk.main();
  assert.equal(sent.length, 1);
});

test("the choice of a counter says so too", async () => {
  const seen = frontWith([refusal("not_signed_in", "Xin đăng nhập.")]);
  await seen.front.load();
  await seen.front.choose(seen.front.tiles[1]);
  assert.deepEqual([seen.front.signedOut, seen.front.answer], [true, null]);
  await seen.front.choose(seen.front.tiles[1]);
  assert.equal(seen.sent.length, 1);
});

test("key 2 over somebody not seen since the morning sends one request", async () => {
  const morning = { ...called, ticket: { ...called.ticket, since_morning: true } };
  const { desk, sent } = deskAt(morning, [{ ticket: null }]);
  desk.key("no_show");
  desk.take(later(idle));
  await settled();
  assert.deepEqual(sent.map(({ path, body }) => [path, body]), [["/api/v1/counters/3/next", { no_show: true, ticket: "tH042" }]]);
});

test("nobody goes to another counter while a number is at this one", () => {
  assert.equal(deskAt(called).desk.mayLeave(), false);
  assert.equal(deskAt(idle).desk.mayLeave(), true);
});
