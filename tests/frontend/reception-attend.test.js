/** What wants the guidance desk's attention. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { attendOf } from "../../app/web/static/reception/attend.js";
import { morning, NOW } from "./fixtures/reception-hall.js";

const shown = (changes = {}, now = NOW) => attendOf({ ...morning, ...changes }, now);

test("a help call tells its kiosk and since when, and is late after two minutes", () => {
  assert.deepEqual(
    shown().help.map(({ kiosk, since, late }) => [kiosk, since, late]),
    [
      ["Máy lấy số 1", "02:30", true],
      ["Máy lấy số 2", "00:12", false],
    ],
  );
  const exactly = [{ ...morning.help_calls[0], at: "2026-11-23T02:41:00.000Z" }];
  assert.equal(shown({ help_calls: exactly }).help[0].late, false);
});

test("the absent are told with their counter and the time, and where they will stand", () => {
  const { absent, absentTotal, behind } = shown();
  assert.deepEqual(
    absent.map(({ number, line }) => [number, line]),
    [
      ["T029", "Quầy số 16 · 09:40"],
      ["B045", "09:36"],
    ],
  );
  assert.deepEqual([absentTotal, behind], [9, "Xếp sau 3 lượt đang chờ của lĩnh vực."]);
});

test("a move says what it means for the place in line", () => {
  assert.deepEqual(
    shown().moved.map(({ number, from, to, means }) => [number, from, to, means]),
    [
      ["L012", "L", "B", "Chọn nhầm, giữ giờ lấy số 09:36"],
      ["A022", "A", "B", "Làm thêm thủ tục, chờ từ 09:39"],
    ],
  );
});

test("one ticket moved twice is two rows", () => {
  const [first] = morning.moved;
  const keys = shown({ moved: [first, { ...first, at: "2026-11-23T02:41:00.000Z" }] }).moved.map(({ key }) => key);
  assert.equal(new Set(keys).size, 2);
});

test("after lunch who has not been seen since the morning is told in calling order, and how many more there are", () => {
  assert.equal(shown().unseen, null);
  const rows = [{ id: "t9", number: "H009", prefix: "H", joined_at: "2026-11-23T03:58:00.000Z" }];
  assert.deepEqual(shown({ morning: rows, morning_total: 24 }).unseen, {
    count: "24",
    rows: [{ id: "t9", number: "H009", prefix: "H", since: "10:58" }],
    more: "23",
  });
});
