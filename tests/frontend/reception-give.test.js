/** Giving a number at the guidance desk. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { giveOf } from "../../app/web/static/reception/give.js";
import { hallWhy } from "../../app/web/static/reception/hours.js";
import { prepare } from "../../app/web/static/shared/search.js";
import { catalogue, morning } from "./fixtures/reception-hall.js";

const CATALOGUE = prepare(catalogue);
const nothing = { field: null, procedure: null, assist: false, query: "" };
const shown = (changes = {}, snapshot = morning, known = CATALOGUE) => giveOf(snapshot, { ...nothing, ...changes }, known);
const closed = (hall) => ({ ...morning, hall: { ...morning.hall, state: "closed", ...hall } });

test("each field is a tile with its letter, its name and how many wait", () => {
  const { tiles } = shown({ field: "fB" });
  assert.deepEqual(
    tiles.map(({ prefix, waiting, chosen }) => [prefix, waiting, chosen]),
    [
      ["A", 9, false],
      ["B", 8, true],
      ["H", 9, false],
      ["Y", 0, false],
    ],
  );
});

test("nothing chosen yet: the keys are flat and say so", () => {
  assert.deepEqual([shown().chosen, shown().why], [null, "Chưa chọn lĩnh vực."]);
});

test("what is chosen stands at the foot, with the procedure it was chosen by", () => {
  assert.deepEqual(shown({ field: "fH" }).chosen, { prefix: "H", name: "Đất đai, môi trường", line: "9 người đang chờ" });
  assert.equal(shown({ field: "fH" }).why, null);
  const procedure = { code: "1.1", shown: "Cấp đổi Giấy chứng nhận" };
  assert.equal(shown({ field: "fH", procedure }).chosen.line, "Cấp đổi Giấy chứng nhận · 9 người đang chờ");
});

test("a field nobody serves says it on its tile and at the keys", () => {
  const { tiles, why } = shown({ field: "fY" });
  assert.equal(tiles.at(-1).closed, "chưa có quầy");
  assert.equal(why, "Chưa có quầy nào nhận lĩnh vực Hỗ trợ nộp trực tuyến.");
});

test("a field that is gone from the hall is chosen no longer", () => {
  assert.equal(shown({ field: "fZ" }).chosen, null);
});

test("a hall that gives no numbers says why and from when, whatever is chosen", () => {
  const lunch = closed({ state: "between", reason: "between_sessions", opens_at: "2026-11-23T06:00:00.000Z" });
  assert.equal(hallWhy(lunch), "Ngoài giờ tiếp nhận. Lấy số lại từ 13:00.");
  assert.equal(shown({ field: "fA" }, lunch).why, hallWhy(lunch));
  assert.equal(shown({}, lunch).closed, hallWhy(lunch));
  const all = { ...lunch, fields: lunch.fields.map((field) => ({ ...field, open: false, reason: "closed" })) };
  assert.deepEqual(new Set(shown({}, all).tiles.map(({ closed: words }) => words)), new Set([""]), "it is said once");
});

test("before the doors open numbers are given from a time, not again from it", () => {
  assert.equal(hallWhy(closed({ reason: "before_hours", opens_at: "2026-11-23T00:15:00.000Z" })), "Ngoài giờ tiếp nhận. Lấy số từ 07:15.");
});

test("in the evening the day is named with the time", () => {
  const evening = closed({ reason: "day_ended", opens_at: "2026-11-24T00:15:00.000Z" });
  assert.equal(hallWhy(evening), "Đã kết thúc ngày làm việc. Lấy số lại từ 07:15, Thứ Ba, 24/11/2026.");
});

test("a holiday and the end of a session are said as such, an open hall says nothing", () => {
  assert.equal(hallWhy(closed({ reason: "holiday", opens_at: null })), "Hôm nay Trung tâm nghỉ.");
  assert.match(hallWhy(closed({ reason: "cut_off", opens_at: "2026-11-23T06:00:00.000Z" })), /^Đã hết lượt tiếp nhận trong buổi\./);
  assert.equal(hallWhy(morning), null);
});

test("procedures are found without marks, each with the field that takes it", () => {
  const { rows, words } = shown({ query: "khai sinh" }).found;
  assert.deepEqual([rows[0].shown, rows[0].field, rows[0].prefix, words], ["Đăng ký khai sinh", "fA", "A", null]);
  assert.equal(shown({ query: "so do" }).found.rows[0].field, "fH");
});

test("a long list of procedures is cut and says how many there are besides", () => {
  const many = { procedures: Array.from({ length: 33 }, (_, i) => ({ code: `1.${i}`, name: `Thủ tục cấp giấy ${i}`, field: "A" })) };
  const { rows, more } = shown({ query: "cấp giấy" }, morning, prepare(many)).found;
  assert.deepEqual([rows.length, more], [30, 3]);
});

test("a procedure no field of this hall takes is not offered", () => {
  const elsewhere = prepare({ procedures: [{ code: "1.1", name: "Đăng ký khai sinh", field: "Z" }] });
  assert.deepEqual(shown({ query: "khai sinh" }, morning, elsewhere).found.rows, []);
});

test("nothing found, too little typed and a list still on its way are said apart", () => {
  assert.match(shown({ query: "xyz" }).found.words, /Không tìm thấy/);
  assert.match(shown({ query: "k" }).found.words, /Gõ thêm/);
  assert.match(shown({ query: "khai sinh" }, morning, null).found.words, /Đang tải/);
  assert.equal(shown({ query: "  " }).found, null);
});

test("priority stands with the centre's note, and not at all where the centre does not offer it", () => {
  assert.deepEqual(shown().priority, { note: "Ưu tiên theo quy chế của Trung tâm: người cao tuổi." });
  assert.equal(shown({}, { ...morning, priority: { ...morning.priority, offered: false } }).priority, null);
});
