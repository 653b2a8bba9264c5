/** A ticket found at the guidance desk: its slip, what may be done to it, and what a choice means. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { keysOf, whyNot } from "../../app/web/static/reception/actions.js";
import { behind, findOf, isNumber } from "../../app/web/static/reception/find.js";
import { slipOf } from "../../app/web/static/reception/slip.js";
import { inState, morning, NOW, waiting } from "./fixtures/reception-hall.js";

const STATES = ["waiting", "called", "serving", "held", "done", "no_show", "cancelled", "expired"];
const nothing = { typed: "", asking: false, ticket: null, list: [], none: false, error: null, panel: null, undo: null };
const shown = (changes, snapshot = morning) => findOf(snapshot, { ...nothing, ...changes }, NOW);
const later = (minutes) => new Date(+NOW + minutes * 60_000);
const possibleIn = (action) => STATES.filter((state) => whyNot(action, inState(state)) === null);
const panel = (kind, chosen, ticket = waiting) => shown({ ticket, panel: { kind, ...chosen } }).found.panel;

// Asking

test("a whole number is asked for, with or without its letter", () => {
  for (const typed of ["H035", "h 35", "35", "035", "0042", "A7"]) assert.ok(isNumber(typed), typed);
  for (const typed of ["", "H", "H0", "0", "HELLO", "12345678"]) assert.ok(!isNumber(typed), typed);
});

test("nothing found, several found, a fault and a number half typed are said apart", () => {
  assert.equal(shown({ typed: "999", none: true }).said.words, "Không có số này hôm nay.");
  assert.equal(shown({ typed: "35", list: [waiting, waiting] }).said.words, "2 lĩnh vực có số này, mời chọn:");
  assert.deepEqual(shown({ error: "Mất kết nối." }).said, { kind: "error", words: "Mất kết nối." });
  assert.match(shown({ typed: "H0" }).said.words, /Gõ trọn số/);
  assert.equal(shown({ typed: "35", asking: true }).said.words, "đang tìm…");
});

test("several are told by number, field, time and state", () => {
  const [row] = shown({ list: [waiting, { ...waiting, id: "x" }] }).list;
  assert.deepEqual([row.number, row.field, row.taken, row.state.word], ["H035", "Đất đai, môi trường", "09:28", "Đang chờ"]);
});

// The slip

test("the slip of who waits: since when, how long, how many before", () => {
  const { number, state, facts } = slipOf(waiting, NOW);
  assert.deepEqual([number, state.word], ["H035", "Đang chờ"]);
  assert.deepEqual(
    facts.map(({ label, text }) => `${label} ${text}`),
    ["Lấy số 09:28", "Đã chờ 15 phút", "Trước ông/bà 0 lượt"],
  );
});

test("a wait is about to pass after four fifths of the target and past after all of it", () => {
  assert.equal(slipOf(waiting, later(-4)).late, null);
  assert.equal(slipOf(waiting, later(-3)).late, "soon");
  assert.equal(slipOf(waiting, NOW).late, "soon");
  assert.equal(slipOf(waiting, later(0.1)).late, "late");
});

test("a wait that is over counts as the report counts it", () => {
  const [turn] = waiting.turns;
  const served = (within_target) => inState("serving", { turns: [{ ...turn, called_at: "2026-11-23T02:50:00.000Z", wait_ms: 1_320_000, within_target }] });
  assert.equal(slipOf(served(false), NOW).late, "late");
  assert.equal(slipOf(served(true), NOW).late, null, "lunch lay between");
});

test("a turn that ended with nobody served says when", () => {
  const ended = { ...waiting.turns[0], ended_at: "2026-11-23T02:40:00.000Z" };
  assert.deepEqual(slipOf(inState("no_show", { turns: [ended] }), NOW).facts[2], { label: "Ghi vắng mặt", text: "09:40" });
  assert.deepEqual(slipOf(inState("cancelled", { turns: undefined }), NOW).facts[2], { label: "Hủy lúc", text: "–" });
});

test("who is at a counter is told where", () => {
  assert.deepEqual(slipOf(inState("called"), NOW).facts[2], { label: "Quầy", text: "Quầy số 4" });
});

test("a number just given stands as its slip before all of it is read", () => {
  const { story: _story, passed: _passed, turns: _turns, target_minutes: _target, ...given } = waiting;
  const { found } = shown({ ticket: given });
  assert.equal(found.slip.facts[1].text, "15 phút");
  assert.equal(found.slip.late, null);
});

// What may be done

test("each action is possible in its states and in no other", () => {
  assert.deepEqual(possibleIn("reprint"), ["waiting", "called", "serving", "held", "no_show"]);
  assert.deepEqual(possibleIn("transfer"), ["waiting", "called"]);
  assert.deepEqual(possibleIn("priority"), ["waiting", "called", "held"]);
  assert.deepEqual(possibleIn("assist"), ["waiting", "called", "serving", "held"]);
  assert.deepEqual(possibleIn("bring_back"), ["no_show"]);
  assert.deepEqual(possibleIn("resume"), ["held"]);
  assert.deepEqual(possibleIn("cancel"), ["waiting", "called", "held"]);
});

test("why an action is not possible is a sentence with the counter in it", () => {
  assert.equal(whyNot("transfer", inState("serving")), "Quầy số 4 chuyển: người đang ở với cán bộ quầy.");
  assert.equal(whyNot("cancel", inState("done")), "Lượt này đã phục vụ xong.");
  assert.match(whyNot("priority", inState("no_show")), /Đã quay lại/);
  for (const action of ["reprint", "transfer", "priority", "assist", "cancel", "bring_back", "resume"]) {
    for (const state of STATES) assert.doesNotMatch(whyNot(action, inState(state)) ?? "", /undefined|null/);
  }
});

test("the keys tell what stands already: the paper, priority, the mark", () => {
  const lines = (ticket) => Object.fromEntries(keysOf(ticket).map(({ name, label, line }) => [name, [label, line]]));
  assert.deepEqual(lines(waiting).reprint, ["In lại phiếu", "đã in"]);
  assert.deepEqual(lines({ ...waiting, slip: { job: "1", state: "failed" } }).reprint[1], "chưa in được");
  assert.deepEqual(lines({ ...waiting, slip: null }).reprint[1], "chưa có phiếu in");
  assert.equal(lines({ ...waiting, priority: true }).priority[0], "Đổi, thôi ưu tiên");
  assert.equal(keysOf({ ...waiting, assist: true }).at(-1).pressed, true);
});

test("who was absent can come back, and is told where that is", () => {
  const { action, line } = shown({ ticket: inState("no_show") }).found.back;
  assert.deepEqual([action, line], ["bring_back", "Xếp sau 3 lượt đang chờ của lĩnh vực."]);
  assert.equal(shown({ ticket: waiting }).found.back, null);
  assert.equal(behind(0), "Xếp lại theo giờ lấy số.");
});

test("who comes back from a copy goes on where that counter calls first", () => {
  const { action, line } = shown({ ticket: inState("held") }).found.back;
  assert.equal(action, "resume");
  assert.match(line, /^Quầy số 4 gọi trước tiên/);
});

test("what was just done can be taken back for some seconds, on its own ticket only", () => {
  const undo = { id: waiting.id, action: "cancel", until: later(0.3) };
  assert.deepEqual(shown({ ticket: inState("cancelled"), undo }).found.undo, { words: "Đã hủy số", seconds: 18 });
  assert.equal(shown({ ticket: { ...waiting, id: "other" }, undo }).found.undo, null);
});

// Choices

test("moving says that the place by the time taken is kept, and who waits there", () => {
  const open = panel("transfer", { field: "fB" });
  assert.equal(open.means, "Giữ giờ lấy số 09:28: xếp theo giờ ấy giữa 8 lượt đang chờ, không xuống cuối.");
  assert.deepEqual([open.ready, open.label], [true, "Chuyển sang Chứng thực"]);
  assert.equal(panel("transfer", { field: null }).ready, false);
  assert.match(panel("transfer", { field: "fB" }, { ...waiting, priority: true }).means, /và diện ưu tiên/);
});

test("a ticket is not moved to where it is or to a field nobody serves; one that gives no numbers still takes it", () => {
  const whys = (snapshot) => shown({ ticket: waiting, panel: { kind: "transfer", field: null } }, snapshot).found.panel.items.map(({ why }) => why);
  assert.deepEqual(whys(morning), [null, null, "Phiếu đang ở lĩnh vực này.", "Chưa có quầy nào nhận lĩnh vực Hỗ trợ nộp trực tuyến."]);
  const cutOff = { ...morning, fields: morning.fields.map((field) => ({ ...field, open: false, reason: "cut_off" })) };
  assert.deepEqual(whys(cutOff), [null, null, "Phiếu đang ở lĩnh vực này.", null]);
});

test("granting priority needs a class and a reason, and says what it gives", () => {
  const open = (chosen) => panel("priority", { code: undefined, reason: "", ...chosen });
  assert.deepEqual([open({}).ready, open({ code: "elderly" }).ready, open({ code: "elderly", reason: " " }).ready], [false, false, false]);
  const ready = open({ code: "elderly", reason: "Có giấy tờ" });
  assert.deepEqual([ready.ready, ready.label], [true, "Xếp ưu tiên"]);
  assert.equal(ready.means, "H035 lấy số 09:28, xếp trước 45 phút theo quy chế.");
  assert.match(open({}).means, /chỉ nói “Ưu tiên”/);
});

test("priority is revoked where it was granted, and nowhere else", () => {
  const codes = (ticket) => panel("priority", { code: undefined, reason: "" }, ticket).items.map(({ code }) => code);
  assert.deepEqual(codes(waiting), ["elderly"]);
  assert.deepEqual(codes({ ...waiting, priority: true }), ["elderly", null]);
  const revoke = panel("priority", { code: null, reason: "Bấm nhầm" }, { ...waiting, priority: true });
  assert.deepEqual([revoke.ready, revoke.label, revoke.means], [true, "Thôi ưu tiên", "H035 trở về đúng chỗ của giờ lấy số 09:28."]);
});

test("a centre without classes of priority says so", () => {
  const bare = { ...morning, priority: { ...morning.priority, classes: [] } };
  const open = shown({ ticket: waiting, panel: { kind: "priority", code: undefined, reason: "" } }, bare).found.panel;
  assert.equal(open.means, "Trung tâm chưa đặt diện ưu tiên nào.");
});

test("cancelling asks once, and says for how long it can be taken back", () => {
  const open = panel("cancel", {});
  assert.equal(open.title, "Hủy số H035?");
  assert.match(open.means, /20 giây/);
});
