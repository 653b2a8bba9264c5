import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { view } from "../../app/web/static/supervisor/state.js";

const fixture = (name) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
const busy = fixture("supervisor-busy");
const empty = fixture("supervisor-empty");
const now = new Date(busy.now);
const later = (seconds) => new Date(now.getTime() + seconds * 1000);

test("the headline says the share within target and never lets the mean hide the tail", () => {
  const { headline } = view(busy, now);
  assert.equal(headline.share, "86,4");
  assert.equal(headline.withNoShows, "84,8 %");
  assert.deepEqual(
    headline.marks.map((mark) => mark.text),
    ["6,5", "8,2", "17,9", "31,4"],
  );
  assert.equal(headline.since, "07:30");
});

test("the ruler ends past the longest wait and keeps the target's own tick", () => {
  const { ruler } = view(busy, now).headline;
  assert.deepEqual(
    ruler.ticks.map((tick) => tick.text),
    ["0", "5", "10", "20", "25", "30", "35"],
  );
  assert.ok(Math.abs(ruler.target.at - 100 * (15 / 35)) < 1e-9);
  assert.ok(ruler.longest < 100);
});

test("a wait of three hours still gives a ruler that can be read", () => {
  const head = { ...busy.headline, max_ms: 180 * 60000 };
  const { ruler } = view({ ...busy, headline: head }, now).headline;
  assert.deepEqual(
    ruler.ticks.map((tick) => tick.text),
    ["0", "30", "60", "90", "120", "150", "180"],
  );
  assert.ok(ruler.marks.every((mark) => mark.at <= 100));
});

test("before anybody is served there is no share and no ruler, rather than nought per cent", () => {
  const { headline, hall } = view(empty, new Date(empty.now));
  assert.equal(headline.share, null);
  assert.equal(headline.ruler, null);
  assert.deepEqual(hall, { text: "Chưa đến giờ tiếp nhận, lấy số lại từ 07:30", ended: false });
});

test("fields keep the centre's order and say how long the longest has waited", () => {
  const { fields } = view(busy, now);
  assert.deepEqual(fields.map((field) => field.prefix).join(""), "RABHKLMSTUXY");
  assert.deepEqual(fields[3].longest, { grade: "past", text: "15 phút" });
  assert.deepEqual(fields[6].longest, { grade: "soon", text: "14 phút" });
  assert.deepEqual(fields[11].longest, { grade: "none", text: "không có" });
});

test("all sparklines share one scale, so a short queue looks short", () => {
  const { fields } = view(busy, now);
  assert.equal(fields[6].spark.last.y, 0);
  assert.equal(fields[0].spark.last.y, 1 - 4 / 12);
});

test("the table behind the sparklines is ten minutes apart and ends now", () => {
  const { times } = view(busy, now);
  assert.equal(times.length, 12);
  assert.deepEqual([times[0], times.at(-2), times.at(-1)], ["07:53", "09:33", "09:43"]);
});

test("people past the target come apart from those about to pass it, longest first", () => {
  const { past, soon } = view(busy, now).people;
  assert.deepEqual(
    past.rows.map((row) => row.number),
    ["K011", "H035"],
  );
  assert.deepEqual(
    soon.rows.map((row) => row.number),
    ["M024", "A031", "H036", "H037", "A032", "X009"],
  );
  assert.equal(past.more, false);
});

test("somebody passes the target while the page stands, without a new snapshot", () => {
  const { past } = view(busy, later(60)).people;
  assert.deepEqual(
    past.rows.map((row) => [row.number, row.minutes]),
    [
      ["K011", "17"],
      ["H035", "16"],
      ["M024", "15"],
    ],
  );
});

test("exactly fifteen minutes is still within the target", () => {
  const arrived = new Date(now.getTime() - 15 * 60000).toISOString();
  const waiting = [{ ...busy.waiting[0], arrived_at: arrived }];
  assert.equal(view({ ...busy, waiting }, now).people.past.rows.length, 0);
  assert.equal(view({ ...busy, waiting }, later(1)).people.past.rows.length, 1);
});

test("when the server's list is full the page says there may be more", () => {
  const waiting = Array.from({ length: 50 }, (_, i) => ({ ...busy.waiting[0], id: `t${i}` }));
  const { past, soon } = view({ ...busy, waiting }, now).people;
  assert.equal(past.more, true);
  assert.deepEqual(soon, { rows: [], more: true });
});

test("a small centre has few and wide cells", () => {
  assert.equal(view(empty, new Date(empty.now)).counters.columns, 3);
  assert.equal(view(busy, now).counters.columns, 5);
});

test("a day that was ended says so", () => {
  const hall = { ...busy.hall, state: "closed", reason: "day_ended" };
  assert.deepEqual(view({ ...busy, hall }, now).hall, { text: "Đã kết thúc ngày làm việc", ended: true });
});

test("a power cut is told in one line, several by the last of them, none not at all", () => {
  const cut = { from: "2026-11-23T02:12:00.000Z", to: "2026-11-23T02:20:00.000Z", turns: 14 };
  const early = { from: "2026-11-23T01:00:00.000Z", to: "2026-11-23T01:01:00.000Z", turns: 1100 };
  const line = (outages) => view({ ...busy, outages }, now).headline.outage;
  assert.equal(line([cut]), "Mất điện 09:12–09:20: 14 lượt được đánh dấu");
  assert.equal(line([cut, early]), "Mất điện lần 2, 08:00–08:01: 1.100 lượt được đánh dấu");
  assert.equal(line([{ ...cut, turns: 0 }]), "Mất điện 09:12–09:20");
  assert.equal(line([]), null);
  assert.equal(line(undefined), null);
});
