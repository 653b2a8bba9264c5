/** The end of the day on the supervisor's page: fields stopped, the morning's people, ending the day, its list. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { asked, view as list } from "../../app/web/static/day/state.js";
import { sinceMorning } from "../../app/web/static/shared/since-morning.js";
import { stops } from "../../app/web/static/supervisor/closing.js";
import { dayEnd, dayEnded } from "../../app/web/static/supervisor/day.js";
import { hall, view } from "../../app/web/static/supervisor/state.js";

const busy = JSON.parse(readFileSync(new URL("./fixtures/supervisor-busy.json", import.meta.url)));
const withStop = (stopped) => ({
  ...busy,
  fields: busy.fields.map((field) => (field.prefix === "H" ? { ...field, waiting: 14, stopped } : field)),
});
const AT = "2026-11-23T09:20:00.000Z";

test("a field that has stopped says since when, how many wait and how many counters there are", () => {
  const { rows, until } = stops(withStop({ since: AT, counters: 2 }));
  assert.equal(until, null);
  assert.deepEqual(rows, [
    { id: "fH", prefix: "H", name: "Đất đai, môi trường", what: "đã dừng lấy số lúc 16:20", why: "còn 14 người, 2 quầy" },
  ]);
});

test("in its first moments nobody knows since when", () => {
  assert.equal(stops(withStop({ since: null, counters: 1 })).rows[0].what, "đã dừng lấy số");
});

test("the table of fields marks it too", () => {
  const { fields } = view(withStop({ since: AT, counters: 2 }), new Date(AT));
  assert.deepEqual(fields.filter((field) => field.stopped).map((field) => field.prefix), ["H"]);
});

test("the supervisor's word stands there until it ends", () => {
  assert.deepEqual(stops({ ...busy, override_until: "2026-11-23T10:00:00.000Z" }), { rows: [], until: "17:00" });
});

test("on a day with room for everybody nothing is said", () => {
  assert.equal(stops(busy), null);
  assert.equal(sinceMorning(busy), null);
});

test("who has waited since the morning is listed in calling order, and a cut list says how many more", () => {
  const rows = [
    { id: "1", number: "A031", prefix: "A", joined_at: "2026-11-23T04:05:00.000Z" },
    { id: "2", number: "H040", prefix: "H", joined_at: "2026-11-23T04:10:00.000Z" },
  ];
  const told = sinceMorning({ ...busy, morning: rows, morning_total: 52 });
  assert.deepEqual([told.count, told.more], ["52", "50"]);
  assert.deepEqual(told.rows[0], { id: "1", number: "A031", prefix: "A", since: "11:05" });
  assert.equal(sinceMorning({ ...busy, morning: rows, morning_total: 2 }).more, null);
});

test("the hall opens again today, or on a day that is named", () => {
  const at = (opens_at) => hall({ state: "closed", reason: "after_hours", opens_at }, "2026-11-23").text;
  assert.equal(at("2026-11-23T06:00:00.000Z"), "Hết giờ tiếp nhận, lấy số lại từ 13:00");
  assert.equal(at("2026-11-24T00:15:00.000Z"), "Hết giờ tiếp nhận, lấy số lại từ 07:15, 24/11/2026");
  assert.equal(at(null), "Hết giờ tiếp nhận");
});

test("ending the day says first which tickets are open, by field and state, and that the hall still is", () => {
  const { open, columns, rows, total, warning } = dayEnd(busy);
  assert.equal(open, "90");
  assert.deepEqual(columns, ["Đang chờ", "Đã gọi", "Đang phục vụ", "Tạm chờ"]);
  assert.deepEqual(total, ["69", "2", "15", "4"]);
  assert.deepEqual(rows.find((row) => row.prefix === "M"), {
    prefix: "M",
    name: "Bảo hiểm xã hội, y tế",
    counts: ["12", "0", "2", "2"],
  });
  assert.match(warning, /Đang trong giờ tiếp nhận/);
  assert.equal(dayEnd({ ...busy, hall: { ...busy.hall, state: "closed" } }).warning, null);
});

test("states and fields without anybody take no room", () => {
  const fields = busy.fields.map((field) => ({ ...field, waiting: field.prefix === "A" ? 2 : 0, called: 0, serving: 0, held: 0 }));
  const headline = { ...busy.headline, waiting: 2, called: 0, serving: 0, held: 0 };
  const { columns, rows } = dayEnd({ ...busy, fields, headline, tickets_open: 2 });
  assert.deepEqual([columns, rows.map((row) => row.prefix)], [["Đang chờ"], ["A"]]);
});

test("the day one could carry over to is named; without one there is none", () => {
  assert.equal(dayEnd(busy).following, "Thứ Ba, 24/11/2026");
  assert.equal(dayEnd({ ...busy, next_day: null }).following, null);
});

test("and afterwards what became of them", () => {
  const carried_to = { day: "2026-11-24", number: "A001" };
  assert.match(dayEnded({ expired: 3, carried_over: 0 }), /3 phiếu hết giờ/);
  assert.match(dayEnded({ carried_over: 1, tickets: [{ carried_to }] }), /1 phiếu chuyển sang Thứ Ba, 24\/11\/2026/);
  assert.match(dayEnded({ expired: 0, carried_over: 0 }), /Không còn phiếu nào/);
});

// The list of a day

const LEFT = { id: "1", number: "A031", field: { prefix: "A", name: { vi: "Hộ tịch" } }, outcome: "expired", carried_to: null };
const MOVED = { ...LEFT, id: "2", number: "A032", outcome: "carried_over", carried_to: { day: "2026-11-24", number: "A001" } };

test("the list tells the day, when it ended, who was left and who got which number", () => {
  const told = list({ day: "2026-11-23", ended_at: "2026-11-23T10:05:00.000Z", tickets: [LEFT, MOVED] });
  assert.deepEqual([told.title, told.ended], ["Thứ Hai, 23/11/2026", "Kết thúc lúc 17:05"]);
  assert.equal(told.summary, "1 phiếu chuyển sang ngày làm việc tiếp theo, 1 phiếu hết giờ, chưa được phục vụ.");
  assert.equal(told.into, "Thứ Ba, 24/11/2026");
  assert.deepEqual(told.rows.map((row) => row.next), [null, { number: "A001", day: "24/11/2026" }]);
});

test("a day that goes on, and one on which everybody was served, say so", () => {
  const told = list({ day: "2026-11-23", ended_at: null, tickets: [] });
  assert.deepEqual([told.ended, told.summary, told.carries], ["Ngày làm việc chưa kết thúc", null, false]);
});

test("only a day is taken from the address", () => {
  assert.equal(asked("?day=2026-11-23"), "2026-11-23");
  assert.equal(asked("?day=hôm qua"), null);
  assert.equal(asked(""), null);
});
