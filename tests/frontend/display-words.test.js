/** What the display says when nobody is being called, and when it has lost its server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { expecting, lost, resting } from "../../display/words.js";

const NOON = new Date("2026-11-23T05:00:00Z");

test("at lunch the hall says from when numbers are taken again", () => {
  const rest = { reason: "between_sessions", opensAt: "2026-11-23T06:00:00.000Z" };
  assert.equal(resting(rest).join(" "), "Ngoài giờ tiếp nhận");
  assert.deepEqual(expecting(rest, NOON), { lead: "Lấy số lại từ", time: "13:00", rest: null });
});

test("before opening nobody has taken a number yet, so it is not taken again", () => {
  assert.equal(expecting({ reason: "before_hours", opensAt: "2026-11-23T00:30:00.000Z" }, NOON).lead, "Lấy số từ");
});

test("an opening on another day is told with its date", () => {
  const { time, rest } = expecting({ reason: "after_hours", opensAt: "2026-11-24T00:30:00.000Z" }, NOON);
  assert.deepEqual([time, rest], ["07:30", "Thứ Ba, 24/11/2026"]);
});

test("a closed hall that does not know when it opens promises no hour", () => {
  assert.equal(expecting({ reason: "holiday", opensAt: null }, NOON).time, null);
});

test("a reason this page does not know yet still makes a heading", () => {
  assert.equal(resting({ reason: "strike" }).join(" "), "Ngoài giờ tiếp nhận");
});

test("a lost connection is told with the time of what is shown, or without when nothing ever came", () => {
  assert.equal(lost(new Date("2026-11-23T02:41:00Z")).join(" "), "Mất kết nối. Số liệu lúc 09:41");
  assert.equal(lost(null).join(" "), "Mất kết nối với máy chủ");
});
