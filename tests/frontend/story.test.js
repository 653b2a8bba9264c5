import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { tidied } from "../../app/web/static/shared/ticket.js";
import { asked, found, none, refusal } from "../../app/web/static/story/find-state.js";
import { view } from "../../app/web/static/story/state.js";
import { folded, parted } from "../../app/web/static/story/steps.js";

const done = JSON.parse(readFileSync(new URL("./fixtures/story-done.json", import.meta.url)));
const now = new Date("2026-11-23T03:10:00Z");
const told = (ticket, options = {}) => view(ticket, { now, ...options });
const calls = (n) => Array.from({ length: n }, (_, i) => ({ number: `H${i}`, later: false }));

test("the story opens with what became of the ticket and whether anybody came before it", () => {
  assert.deepEqual(told(done).answer, [
    "Chờ 18 phút 10 giây, Quầy số 4 phục vụ xong lúc 10:05.",
    "Một số lấy sau được gọi trước, do diện ưu tiên.",
  ]);
});

test("nobody called before, or only earlier numbers, is said as plainly", () => {
  assert.equal(told({ ...done, passed: [] }).answer[1], "Không có số nào được gọi trước trong lúc chờ.");
  const earlier = done.passed.filter((call) => !call.later);
  assert.equal(told({ ...done, passed: earlier }).answer[1], "Các số được gọi trước đều lấy số sớm hơn.");
});

test("later numbers with different reasons are counted apart", () => {
  const [priority] = done.passed.filter((call) => call.later);
  const passed = [priority, priority, { ...priority, priority: false }];
  assert.equal(
    told({ ...done, passed }).answer[1],
    "Ba số lấy sau được gọi trước: hai do diện ưu tiên, một vì lý do ghi ở từng số.",
  );
  assert.equal(
    told({ ...done, passed: [priority, priority] }).answer[1],
    "Hai số lấy sau được gọi trước, đều do diện ưu tiên.",
  );
});

test("a ticket still waiting is told as it stands now", () => {
  const turn = {
    ...done.turns[0],
    called_at: null,
    started_at: null,
    ended_at: null,
    wait_ms: null,
    wait_open_ms: null,
    within_target: null,
  };
  const shown = told({ ...done, state: "waiting", people_ahead: 3, turns: [turn] });
  assert.equal(shown.answer[0], "Đang chờ từ 09:28, trước số này còn 3 lượt.");
  assert.equal(shown.wait, "42 phút");
  assert.deepEqual(shown.target, { past: true, text: "Quá 15 phút: 27 phút" });
  assert.equal(shown.open, true);
});

test("the slip keeps the five times to the second and says by how much the target was passed", () => {
  const shown = told(done);
  assert.deepEqual(
    shown.times.map((time) => time.text),
    ["48 giây", "11 phút 02", "7 phút", "0 giây", "37 phút"],
  );
  assert.deepEqual(shown.target, { past: true, text: "Quá 15 phút: 3 phút 10" });
  assert.equal(shown.wait, "18 phút 10");
});

test("a wait across lunch is told both ways, and the target is held against opening hours", () => {
  const turn = { ...done.turns[0], wait_ms: 6000000, wait_open_ms: 600000, within_target: true };
  const shown = told({ ...done, turns: [turn] });
  assert.equal(shown.wait, "100 phút");
  assert.equal(shown.rest, "10 phút trong giờ tiếp nhận");
  assert.deepEqual(shown.target, { past: false, text: "Không quá 15 phút" });
});

test("who was called before stands inside the wait, right after the number was taken", () => {
  const { steps } = told(done);
  assert.deepEqual(steps.map((row) => row.kind).slice(0, 3), ["step", "wait", "step"]);
  assert.equal(steps[1].words, "Chờ 18 phút 10. Có 4 lượt được gọi trước:");
  assert.deepEqual(
    steps[1].calls.map((call) => call.number),
    ["H032", "H033", "H034", "H042"],
  );
});

test("a second turn under the same number has its own wait with its own calls", () => {
  const second = {
    ...done.turns[0],
    arrived_at: "2026-11-23T03:05:00.000Z",
    called_at: "2026-11-23T03:08:00.000Z",
    wait_ms: 180000,
  };
  const passed = [...done.passed, { ...done.passed[0], number: "B050", called_at: "2026-11-23T03:06:00.000Z" }];
  const waits = told({ ...done, passed, turns: [done.turns[0], second] }).steps.filter((row) => row.kind === "wait");
  assert.deepEqual(
    waits.map((wait) => wait.calls.length),
    [4, 1],
  );
});

test("a long wait shows the first five and the last three, and never hides a later number", () => {
  const long = calls(24);
  assert.deepEqual(
    folded(long, false).calls.map((call) => call.number ?? call.gap),
    ["H0", "H1", "H2", "H3", "H4", 16, "H21", "H22", "H23"],
  );
  assert.equal(folded(long, true).calls.length, 24);
  long[12].later = true;
  const around = folded(long, false).calls.map((call) => call.number ?? call.gap);
  assert.deepEqual(around, ["H0", "H1", "H2", "H3", "H4", 7, "H12", 8, "H21", "H22", "H23"]);
});

test("a wait of nine calls is not folded to hide a single one", () => {
  assert.equal(folded(calls(9), false).hidden, 0);
});

test("a notice is told without weight: only a change of state begins in bold", () => {
  const late = told(done).steps.find((row) => row.at === "09:43:00");
  assert.deepEqual([late.lead, late.rest], ["", "Quá 15 phút. Đã báo Điều phối."]);
});

test("a step's sentence is bold up to its first pause", () => {
  assert.deepEqual(parted("Xong. 1 hồ sơ, tiếp nhận."), ["Xong.", " 1 hồ sơ, tiếp nhận."]);
  assert.deepEqual(parted("Tạm chờ: sao chụp."), ["Tạm chờ", ": sao chụp."]);
  assert.deepEqual(parted("Gọi lại"), ["Gọi lại", ""]);
});

test("a number is found however it is typed", () => {
  assert.equal(tidied(" h 042"), "H042");
  assert.deepEqual(asked("?number=h042", "2026-11-23"), { number: "H042", day: "2026-11-23" });
  assert.deepEqual(asked("?number=42&day=2026-11-20", "2026-11-23"), { number: "42", day: "2026-11-20" });
});

test("what is no number is refused before anybody is asked", () => {
  assert.match(refusal({ number: "", day: "2026-11-23" }), /ví dụ H042/);
  assert.match(refusal({ number: "HELLO", day: "2026-11-23" }), /“HELLO”/);
  assert.equal(refusal({ number: "H042", day: "2026-11-23" }), null);
});

test("a found ticket is one row, and none is said with its day", () => {
  assert.deepEqual(
    [found(done).counter, found(done).state.word, found(done).joined],
    ["Quầy số 4", "Đã phục vụ", "09:28"],
  );
  assert.equal(none({ number: "H099", day: "2026-11-23" }, "2026-11-23"), "Không có số H099 hôm nay.");
  assert.equal(none({ number: "H099", day: "2026-11-20" }, "2026-11-23"), "Không có số H099 ngày 20/11/2026.");
});
