import assert from "node:assert/strict";
import test from "node:test";
import { clock, holidayEffect, holidays, sessionsOf, spelled, week, weekdayOf } from "../../app/web/static/admin/hours.js";
import { dayFrom, dayWords, query, rows } from "../../app/web/static/admin/log.js";
import { classes } from "../../app/web/static/admin/priority.js";
import { hall } from "./fixtures/admin-hall.js";

test("a time is taken as people type it", () => {
  const typed = { "07:30": "07:30", "7h30": "07:30", 730: "07:30", 7: "07:00", " 13:00 ": "13:00", 1630: "16:30", "7g15": "07:15" };
  for (const [text, told] of Object.entries(typed)) assert.equal(clock(text), told, text);
  for (const text of ["", "25:00", "7:75", "sáng", "24:00", "123456"]) assert.equal(clock(text), null, text);
});

test("empty rows are left out, and a wrong time is named before anything is sent", () => {
  assert.deepEqual(sessionsOf([["7h30", "11:30"], ["", ""]]), { sessions: [["07:30", "11:30"]] });
  assert.equal(sessionsOf([["13:00", "chiều"]]).error, "Buổi 13:00–chiều: xin ghi giờ như 07:30.");
  assert.deepEqual(sessionsOf([]), { sessions: [] });
});

test("the week tells which day is today and when today differs from its weekday", () => {
  const told = week(hall(), {});
  assert.deepEqual(told.map(({ today }) => today), [true, false, false, false, false, false, false]);
  assert.equal(told[0].note, null);
  const differs = hall({ hall: { sessions: [["07:30", "10:00"]] } });
  assert.equal(week(differs, {})[0].note, "Riêng hôm nay: 07:30–10:00");
  const draft = { sessions: [["08:00", "11:00"]] };
  assert.deepEqual(week(hall(), { 2: draft })[2].sessions, draft.sessions);
});

test("weekdays begin on Monday", () => {
  assert.deepEqual(["2026-11-23", "2026-11-29"].map(weekdayOf), [0, 6]);
  assert.equal(spelled([]), "nghỉ");
});

test("a holiday says on which day it falls and what it does", () => {
  assert.deepEqual(holidays(hall()), [{ day: "2026-11-24", name: "Bảo trì", when: "Thứ Ba, 24/11/2026", today: false }]);
  assert.equal(holidayEffect("", hall()), null);
  assert.match(holidayEffect("2026-11-23", hall()), /27 người đang chờ vẫn được phục vụ/);
  assert.equal(holidayEffect("2026-11-22", hall()), "Chủ Nhật, 22/11/2026 đã qua.");
  assert.equal(holidayEffect("2026-11-25", hall()), "Thứ Tư, 25/11/2026: máy lấy số không cấp số.");
});

test("a class says what it is worth", () => {
  const [told] = classes(hall());
  assert.deepEqual([told.name, told.words, told.active], ["Người cao tuổi", "xếp như lấy số sớm hơn 45 phút", true]);
  const late = hall({ classes: [{ code: "x", name: { vi: "x" }, allowance_minutes: 15, active: false }] });
  assert.equal(classes(late)[0].words, "không được xếp sớm hơn");
});

test("the log asks for a day and a kind, and tells the time to the second", () => {
  assert.equal(query("2026-11-23", ""), "day=2026-11-23");
  assert.equal(query("2026-11-23", "hours"), "day=2026-11-23&kind=hours");
  const [row] = rows([{ id: "1", at: "2026-11-23T02:00:05.000Z", text: "Quầy số 1 mở." }], "Asia/Ho_Chi_Minh");
  assert.deepEqual([row.time, row.text], ["09:00:05", "Quầy số 1 mở."]);
  assert.equal(dayWords("2026-11-23"), "Thứ Hai, 23/11/2026");
  assert.deepEqual([dayFrom("2026-11-23", -1), dayFrom("2026-12-31", 1)], ["2026-11-22", "2027-01-01"]);
});
