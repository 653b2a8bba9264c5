/** Numbers and times as the hall reads them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../../app/web/static/shared/format.js";

const MORNING = "2026-11-23T02:41:05.400Z";

test("a time is the hall's, whatever the browser's zone", () => {
  assert.equal(format.clockTime(MORNING), "09:41");
  assert.equal(format.clockSeconds(MORNING), "09:41:05");
  assert.equal(format.clockTime(new Date(MORNING), "UTC"), "02:41");
});

test("midnight is 00:00, not 24:00", () => {
  assert.equal(format.clockTime("2026-11-22T17:00:00.000Z"), "00:00");
});

test("a date carries its weekday, in the hall's zone and in both languages", () => {
  assert.equal(format.dateLong(MORNING), "Thứ Hai, 23/11/2026");
  assert.equal(format.dateLong("2026-11-22T10:00:00Z"), "Chủ Nhật, 22/11/2026");
  assert.equal(format.dateLong("2026-11-22T17:30:00Z"), "Thứ Hai, 23/11/2026");
  assert.equal(format.dateLong(MORNING, format.ZONE, "en"), "Monday, 23/11/2026");
  assert.equal(format.dateShort(MORNING), "23/11/2026");
});

test("a day of the calendar is that day, wherever it is read", () => {
  assert.equal(format.dayShort("2026-11-24"), "24/11/2026");
  assert.equal(format.dayLong("2026-11-24"), "Thứ Ba, 24/11/2026");
  assert.equal(format.dayLong("2026-11-29", "en"), "Sunday, 29/11/2026");
});

test("a timer shows hours only when there are some, and never a debt", () => {
  assert.equal(format.timer(495_900), "08:15");
  assert.equal(format.timer(3_723_000), "1:02:03");
  assert.equal(format.timer(-500), "00:00");
});

test("minutes are those that have passed whole", () => {
  assert.equal(format.minutes(18 * 60_000 + 59_999), "18 phút");
  assert.equal(format.minutes(0), "0 phút");
  assert.equal(format.minutesSeconds(18 * 60_000 + 10_000), "18 phút 10");
  assert.equal(format.minutesSeconds(8 * 60_000 + 5_000), "8 phút 05");
  assert.equal(format.minutesSeconds(10 * 60_000), "10 phút");
  assert.equal(format.minutesSeconds(40_000), "40 giây");
});

test("numbers have a decimal comma and thousands points", () => {
  assert.equal(format.decimal(8.24), "8,2");
  assert.equal(format.decimal(1234.5, 2), "1.234,50");
  assert.equal(format.decimal(-3.25, 1), "−3,3");
  assert.equal(format.decimal(-0.2, 0), "0");
  assert.equal(format.thousands(1100), "1.100");
  assert.equal(format.thousands(1_234_567), "1.234.567");
});

test("a share is a percentage with one decimal, and all of it is 100 %", () => {
  assert.equal(format.percent(0.8641), "86,4 %");
  assert.equal(format.percent(1), "100 %");
  assert.equal(format.percent(0), "0,0 %");
});

test("what is not known is a dash, never a zero", () => {
  for (const say of [format.clockTime, format.clockSeconds, format.dateLong, format.timer, format.minutes, format.decimal, format.percent]) {
    assert.equal(say(null), "–");
  }
});
