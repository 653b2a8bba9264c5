import assert from "node:assert/strict";
import test from "node:test";
import { placeOf, runningRows } from "../../app/web/static/hub/state.js";

const state = {
  running: [
    { name: "Máy chủ", state: "ok", line: "chạy từ 07:12", figure: "" },
    { name: "Máy in", state: "down", line: "dừng từ 09:12, thử lại sau 8 giây", figure: "312 phiếu" },
    { name: "Giọng đọc", state: "restarting", line: "đã khởi động lại 1 lần", figure: "251 lời" },
  ],
};

test("each program has its own sign and word, a restart is told and a stop is told with its next try", () => {
  const rows = runningRows(state);
  assert.deepEqual(rows.map(({ sign }) => sign), ["circle-check", null, "refresh-cw"]);
  assert.deepEqual(rows.map(({ words }) => words), ["chạy tốt", "không chạy", "đang khởi động lại"]);
  assert.equal(rows[1].line, "dừng từ 09:12, thử lại sau 8 giây");
});

test("a server that does not answer says so and claims nothing of the others", () => {
  const rows = runningRows(state, new Date("2026-11-23T02:43:00Z"));
  assert.deepEqual([rows[0].state, rows[0].line], ["down", "không trả lời từ 09:43, thử lại sau 2 giây"]);
  assert.equal(rows[2].line, "chưa rõ, máy chủ chưa trả lời");
});

test("keys 1 to 9 are tiles, on both rows and whatever the layout types", () => {
  assert.deepEqual(
    [{ code: "Digit3", key: "ê" }, { code: "Numpad8", key: "8" }, { code: "Digit0", key: "0" }, { code: "KeyA", key: "a" }].map(placeOf),
    [2, 7, null, null],
  );
  assert.equal(placeOf({ code: "Digit1", key: "1", ctrlKey: true }), null);
});
