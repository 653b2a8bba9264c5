import assert from "node:assert/strict";
import test from "node:test";
import { fittingRows, itemBy, opened, pageOf, typedNumber } from "../../app/web/static/counter/choices.js";
import { costs, firstTile, question, tiles, typedTile } from "../../app/web/static/counter/chooser.js";
import { reflects, request } from "../../app/web/static/counter/requests.js";
import { at, called, idle, me, serving } from "./fixtures/counter-hall.js";

const open = (name, snapshot, now = at(snapshot)) => opened(name, snapshot, now);
const ticketWith = (changes) => ({ ...called, ticket: { ...called.ticket, ...changes } });

test("holding and pausing ask for one of the centre's reasons and send its words", () => {
  const hold = open("hold", serving);
  assert.deepEqual(hold.items.map(({ label }) => label), [
    "Điền tờ khai",
    "Sao chụp",
    "Nộp phí, lệ phí",
    "Chờ người đi cùng",
    "Chờ tra cứu",
  ]);
  assert.deepEqual(itemBy(hold, { digit: "3" }).press, ["hold", { reason: "nộp phí, lệ phí" }]);
  assert.deepEqual(itemBy(open("pause", idle), { digit: "7" }).press, ["pause", { reason: "khác" }]);
});

test("twelve fields come on two pages of nine, and a field's letter chooses from either", () => {
  const panel = open("further", serving);
  const first = pageOf(panel);
  const second = pageOf({ ...panel, page: first.next });
  assert.deepEqual([first.shown.length, first.pages, second.shown.length, second.next], [9, 2, 3, 0]);
  assert.equal(itemBy({ ...panel, page: 1 }, { digit: "1" }).prefix, "U");
  assert.deepEqual(itemBy(panel, { letter: "U" }).press, ["transfer", { field: "10", kind: "further_procedure" }]);
  assert.equal(itemBy(panel, { letter: "Z" }), null);
});

test("a wrong field offers every field but the present one, and a closed one says so", () => {
  const { items } = open("field", called);
  assert.ok(items.every(({ prefix }) => prefix !== "H"));
  assert.deepEqual(items[0].press, ["transfer", { field: "1", kind: "wrong_field" }]);
  assert.match(items.find(({ prefix }) => prefix === "X").why, /hiện không có quầy tiếp nhận/);
});

test("a called number goes to another counter at once, a served one is asked why", () => {
  const target = (snapshot) => open("counter", snapshot).items.find(({ number }) => number === "4");
  assert.deepEqual(target(called).press, ["transfer", { counter: "4", kind: "wrong_field" }]);
  assert.deepEqual(target(serving).then.answers.map(({ press }) => press[1].kind), ["wrong_field", "further_procedure"]);
});

test("counters that cannot take anybody say so, and one's own is not offered", () => {
  const { items } = open("counter", called);
  assert.equal(items.find(({ number }) => number === "10").why, "Quầy số 10 đang tạm dừng.");
  assert.equal(items.find(({ number }) => number === "20").why, "Quầy số 20 đang đóng.");
  assert.ok(!items.some(({ number }) => number === "3"));
});

test("a typed counter number is meant as soon as no other goes on from it", () => {
  const { items } = open("counter", called);
  assert.equal(typedNumber(items, "", "4").item.number, "4");
  assert.deepEqual(typedNumber(items, "", "1"), { typed: "1", item: null });
  assert.equal(typedNumber(items, "1", "2").item.number, "12");
  assert.equal(typedNumber(items, "1", "9").item.number, "19");
  assert.deepEqual(typedNumber(items, "12", "5").typed, "5");
  assert.deepEqual(typedNumber(items, "", "0"), { typed: "", item: null });
});

test("finishing a number that was called and never started asks whether the citizen came", () => {
  const { question, answers } = open("finish", called);
  assert.equal(question, "Công dân đã đến?");
  assert.deepEqual(answers.map(({ label, press }) => [label, press[0]]), [["Đã đến", "start"], ["Vắng mặt", "no_show_next"]]);
  assert.equal(open("finish", serving), null);
});

test("an early no-show asks once, with waiting as the first answer; a due one does not ask", () => {
  assert.deepEqual(open("no_show", called).answers.map(({ press }) => press), [null, ["no_show"]]);
  assert.equal(open("no_show", ticketWith({ calls: 2 }), at(called, 120)), null);
  assert.equal(open("no_show", ticketWith({ no_show_offered: true })), null);
  assert.notEqual(open("no_show", ticketWith({ calls: 2, no_show_after: null }), at(called, 600)), null);
  assert.equal(open("no_show", ticketWith({ since_morning: true })), null);
});

test("the question says what is early about it: the time, or that there was only one call", () => {
  assert.equal(open("no_show", called).question, "Chưa hết giờ đợi. Ghi vắng mặt?");
  assert.equal(open("no_show", called, at(called, 600)).question, "Mới gọi 1 lần. Ghi vắng mặt?");
});

test("choosing who comes next is a number that waits, or somebody who stands here without one", () => {
  const { items } = opened("call", idle, at(idle), ["call_out_of_order"]);
  assert.deepEqual(items.map(({ why, then }) => [why, then.name]), [[null, "call"], [undefined, "serve"]]);
  assert.match(open("call", idle).items[0].why, /quyền riêng/);
  const empty = { ...idle, queue: { total: 0, past: 0, soon: 0, rows: [] } };
  assert.equal(opened("call", empty, at(idle), ["call_out_of_order"]).items[0].why, "Không có ai chờ để gọi.");
});

test("who stands here without a number is served for any field, the counter's own first", () => {
  const { items } = open("call", idle).items[1].then;
  assert.deepEqual(items.slice(0, 3).map(({ prefix, sub }) => [prefix, sub]), [["H", null], ["K", null], ["R", "quầy khác nhận"]]);
  assert.equal(items.length, idle.fields.length);
  const { press } = itemBy(open("call", idle).items[1].then, { letter: "K" });
  assert.deepEqual(request(press[0], idle, press[1]), { path: "/api/v1/counters/3/serve", body: { field: "5" } });
});

test("cancelling always asks, and Enter means keep", () => {
  const { answers, first } = open("cancel", called);
  assert.equal(answers[first].press, null);
  assert.deepEqual(answers[1].press, ["cancel"]);
});

test("recalling, putting back and undoing need no choice", () => {
  assert.deepEqual(["recall", "put_back", "undo"].map((name) => open(name, called)), [null, null, null]);
});

test("for a call out of order digits alone are enough, and so is a number in small letters", () => {
  const fit = (typed) => fittingRows(idle.queue.rows, typed).map(({ number }) => number);
  assert.deepEqual(fit("40"), ["H040"]);
  assert.deepEqual(fit("k01"), ["K011", "K012", "K013"]);
  assert.equal(fit("").length, 12);
  assert.deepEqual(fit("H999"), []);
});

test("each press is the request of the contract", () => {
  const more = { dossiers: 2, outcome: "returned" };
  const of = (action, snapshot, rest) => request(action, snapshot, rest);
  assert.deepEqual(of("next", idle), { path: "/api/v1/counters/3/next", body: {} });
  assert.deepEqual(of("start", called), { path: "/api/v1/tickets/tH042/start", body: {} });
  assert.deepEqual(of("finish_next", serving, more), { path: "/api/v1/counters/3/next", body: { finish: true, ticket: "tH042", ...more } });
  assert.deepEqual(of("finish", serving, more), { path: "/api/v1/tickets/tH042/finish", body: more });
  assert.deepEqual(of("no_show_next", called), { path: "/api/v1/counters/3/next", body: { no_show: true, ticket: "tH042" } });
  assert.deepEqual(of("put_back", called), { path: "/api/v1/tickets/tH042/put-back", body: {} });
  assert.deepEqual(of("undo", idle), { path: "/api/v1/tickets/tH033/undo", body: {} });
  assert.deepEqual(of("resume", idle, { ticket: "tH031" }), { path: "/api/v1/tickets/tH031/resume", body: {} });
  assert.deepEqual(of("pause", idle, { reason: "khác" }), { path: "/api/v1/counters/3/pause", body: { reason: "khác" } });
  assert.throws(() => of("dance", idle), /no request for dance/);
});

test("a centre that asks for no outcome is sent none", () => {
  const plain = { ...serving, outcomes: false };
  assert.deepEqual(request("finish", plain, { dossiers: 1, outcome: "received" }).body, { dossiers: 1 });
});

test("a snapshot counts as the answer's own only when it shows what the answer told", () => {
  const ticket = { id: "tH042", state: "called" };
  assert.equal(reflects(idle, { ticket }), false);
  assert.equal(reflects(called, { ticket }), true);
  assert.equal(reflects(called, { ticket: { ...ticket, state: "serving" } }), false);
  assert.equal(reflects(serving, { ticket: { id: "tH042", state: "done" } }), false);
  assert.equal(reflects(idle, { ticket: { id: "tH042", state: "done" } }), true);
  assert.equal(reflects(idle, { ticket: null }), true);
  assert.equal(reflects(idle, { counter: { state: "paused" } }), false);
});

test("the choice of a counter begins at one's own, else at the first free one", () => {
  const counters = [
    { id: "1", number: 1, name: "Quầy số 1", state: "open", clerk: "Lê Thị Hoa", fields: ["H"] },
    { id: "2", number: 2, name: "Quầy số 2", state: "closed", clerk: null, fields: ["K"] },
    { id: "12", number: 12, name: "Quầy số 12", state: "paused", clerk: me.name, fields: [] },
  ];
  const all = tiles(counters, me);
  assert.equal(firstTile(all).id, "12");
  assert.equal(firstTile(all.slice(0, 2)).id, "2");
  assert.equal(firstTile([]), null);
  assert.deepEqual(all.map((tile) => costs(tile, null)), [{ who: "Lê Thị Hoa", from: null }, null, null]);
  assert.deepEqual(typedTile(all, "", "1"), { typed: "1", at: "1" });
  assert.deepEqual(typedTile(all, "1", "2"), { typed: "12", at: "12" });
});

test("whoever holds a counter is told what moving costs, and once for both when it is taken from somebody", () => {
  const held = { id: "3", number: 3 };
  const [free, taken, own] = tiles(
    [
      { id: "1", number: 1, name: "Quầy số 1", state: "closed", clerk: null, fields: [] },
      { id: "2", number: 2, name: "Quầy số 2", state: "open", clerk: "Lê Thị Hoa", fields: [] },
      { id: "3", number: 3, name: "Quầy số 3", state: "open", clerk: "Lê Thị Hoa", fields: [] },
    ],
    me,
    held,
  );
  assert.deepEqual([free, taken, own].map((tile) => costs(tile, held)), [{ who: null, from: 3 }, { who: "Lê Thị Hoa", from: 3 }, null]);
  const asked = (tile) => question({ ...tile, ...costs(tile, held) });
  assert.deepEqual(asked(free), {
    words: "Ông/bà đang giữ Quầy số 3.",
    then: "Chuyển thì Quầy số 3 đóng lại.",
    yes: "Chuyển sang Quầy số 1",
  });
  assert.match(asked(taken).words, /Quầy số 2 đang do Lê Thị Hoa giữ. Ông.bà đang giữ Quầy số 3\./);
  assert.match(asked(taken).then, /^Tiếp quản thì Lê Thị Hoa rời Quầy số 2; .* Quầy số 3 đóng lại\.$/);
});
