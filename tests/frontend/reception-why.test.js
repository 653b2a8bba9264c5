/** "Vì sao số sau được gọi trước?" as it is said to the person who asks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { whyOf } from "../../app/web/static/reception/why.js";
import { inState, waiting } from "./fixtures/reception-hall.js";

const said = (lines) => lines.map(({ lead, rest }) => lead + rest);
const called = (number, later, changes = {}) => ({ ...waiting.passed[0], number, later, ...changes });

test("a later number is told with when, where and why it was called, and the others in one sentence", () => {
  const why = whyOf(waiting);
  assert.deepEqual(said(why.later), ["H042 gọi lúc 09:43 đến Quầy số 3: Diện ưu tiên, lấy số 09:38, xếp trước 45 phút theo quy chế."]);
  assert.equal(why.last, "Các số khác gọi trước H035 đều lấy số sớm hơn.");
});

test("only earlier numbers, only later ones, and none are said as plainly", () => {
  const last = (passed, ticket = waiting) => whyOf({ ...ticket, passed }).last;
  assert.equal(last([called("H034", false)]), "Các số gọi trước H035 đều lấy số sớm hơn.");
  assert.equal(last([called("H042", true)]), null);
  assert.equal(last([]), "Chưa có số nào được gọi trước H035.");
  assert.equal(last([], inState("done")), "Không có số nào được gọi trước H035.");
});

test("the newest call comes first: it is the one people ask about", () => {
  const { later } = whyOf({ ...waiting, passed: [called("H041", true), called("H034", false), called("H043", true)] });
  assert.deepEqual(
    later.map(({ lead }) => lead),
    ["H043", "H041"],
  );
});

test("whoever was absent or put back is told that too, for it is why others went first", () => {
  const step = (action, at, text) => ({ ...waiting.story[0], action, at, text });
  const story = [
    waiting.story[0],
    step("no_show", "2026-11-23T02:46:00.000Z", "Vắng mặt tại Quầy số 4."),
    step("return", "2026-11-23T02:50:00.000Z", "Đã quay lại, chờ sau những người kế tiếp."),
  ];
  assert.deepEqual(said(whyOf({ ...waiting, story }).own), ["09:46 Vắng mặt tại Quầy số 4.", "09:50 Đã quay lại, chờ sau những người kế tiếp."]);
});

test("an absence that was taken back is no reason any more", () => {
  const step = (action) => ({ ...waiting.story[0], action, text: action });
  const own = (...actions) => whyOf({ ...waiting, story: actions.map(step) }).own.map(({ rest }) => rest.trim());
  assert.deepEqual(own("issue", "call", "no_show", "undo"), []);
  assert.deepEqual(own("issue", "call", "spoken", "put_back", "late", "undo"), []);
  assert.deepEqual(own("issue", "call", "no_show", "return", "transfer", "undo"), ["no_show", "return"]);
});

test("a call without a counter or a reason leaves no hole in the sentence", () => {
  const [line] = said(whyOf({ ...waiting, passed: [called("H050", true, { counter: null, reason: null })] }).later);
  assert.doesNotMatch(line, /null|undefined/);
});

test("a ticket of which only the slip is known claims nothing", () => {
  const { passed: _passed, story: _story, ...given } = waiting;
  assert.deepEqual(whyOf(given), { later: [], own: [], last: null });
});
