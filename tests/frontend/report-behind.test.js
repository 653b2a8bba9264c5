import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { change, earlier, earlierKey } from "../../app/web/static/report/compare.js";
import { address, asked } from "../../app/web/static/report/range.js";
import { step } from "../../app/web/static/report/rove.js";
import { view } from "../../app/web/static/report/state.js";

const fixture = (name) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
const week = fixture("report-week");
const empty = fixture("report-empty");
const query = (href) => Object.fromEntries(new URL(href, "http://hall").searchParams);
const DAYS = { from: "2026-11-16", to: "2026-11-20" };

// What a figure opens

test("a figure of the headline opens the turns the report says it was made of", () => {
  const shown = view(week);
  assert.equal(shown.headline.href.split("?")[0], "/supervisor/report/turns");
  assert.deepEqual(query(shown.headline.within.href), { ...DAYS, outcome: "done", late: "false" });
  assert.deepEqual(query(shown.headline.withNoShows.href), { ...DAYS, outcome: "done,no_show" });
  assert.deepEqual(query(shown.times[2].href), { ...DAYS, outcome: "done", waited_again: "true" });
  assert.deepEqual(query(shown.chart.sides.late.href), { ...DAYS, outcome: "done", late: "true" });
});

test("a cell of the table opens the turns of its own row, a cell of the map those of its hour", () => {
  const [row] = view(week).table.rows;
  assert.deepEqual(query(row.turns.href), { ...DAYS, outcome: "done", field: "R" });
  assert.deepEqual(query(row.figures.at(-1).href), { ...DAYS, outcome: "no_show", field: "R" });
  assert.deepEqual(query(row.hours[2].href), { ...DAYS, outcome: "done", field: "R", hour: "09" });
});

test("a bar opens the turns that waited that long", () => {
  const { chart, chartRows } = view(week);
  assert.deepEqual(query(chart.bars[14].href), { ...DAYS, outcome: "done", minute: "14" });
  assert.equal(chart.bars[14].words, "trên 14 đến 15 phút: 20 lượt");
  assert.equal(chartRows[14].href, chart.bars[14].href);
});

test("a row of a day opens that day alone", () => {
  const day = { ...week.groups[0], key: "2026-11-17", where: { from: "2026-11-17", to: "2026-11-17" } };
  const [row] = view({ ...week, by: "day", groups: [day] }).table.rows;
  assert.deepEqual(query(row.turns.href), { from: "2026-11-17", to: "2026-11-17", outcome: "done" });
});

test("every figure that is not nought opens something, and a nought opens nothing", () => {
  const { notes, table, chart } = view(week);
  assert.deepEqual(
    notes.map(({ href }) => href !== null),
    [true, true, false],
  );
  assert.ok(table.rows.every((row) => row.figures.every(({ text, href }) => (href === null) === (text === "0"))));
  assert.ok(table.total.figures.every(({ href }) => href));
  assert.ok(chart.bars.every(({ height, href }) => (href === null) === (height === 0)));
  assert.ok(view(empty).waits.every(({ href }) => href === null));
});

test("a wait of nought is a wait, and opens the turns that had it", () => {
  const groups = [{ ...week.groups[0], figures: { ...week.groups[0].figures, median_ms: 0 } }];
  assert.ok(view({ ...week, groups }).table.rows[0].figures[1].href);
});

// Beside the period before

test("a period is compared with as many days before it, Monday with Monday", () => {
  assert.deepEqual(earlier(DAYS), { from: "2026-11-09", to: "2026-11-13" });
  assert.deepEqual(earlier({ from: "2026-11-23", to: "2026-11-23" }), { from: "2026-11-16", to: "2026-11-16" });
  assert.deepEqual(earlier({ from: "2026-11-01", to: "2026-11-23" }), { from: "2026-10-04", to: "2026-10-26" });
});

test("a change is told in words, as the difference of the numbers shown", () => {
  assert.equal(change(8.24 * 60000, 8.16 * 60000, "minutes"), "không đổi");
  assert.equal(change(8.26 * 60000, 8.24 * 60000, "minutes"), "tăng 0,1 phút");
  assert.equal(change(0.871, 0.9, "share"), "giảm 2,9 điểm %");
  assert.equal(change(1100, 98, "count"), "tăng 1.002");
  assert.equal(change(12, 12, "count"), "không đổi");
  assert.equal(change(0.871, 0.9, "share", { unit: false }), "giảm 2,9");
  assert.equal(change(null, 5, "minutes"), "");
  assert.equal(change(5, undefined, "minutes"), "");
});

const before = {
  ...week,
  from: "2026-11-09",
  to: "2026-11-13",
  total: { ...week.total, mean_ms: 600000, within_share: 0.8 },
  groups: [{ ...week.groups[0], figures: { ...week.groups[0].figures, turns: 150 } }],
};

test("compared, every figure tells how it has changed and the table shows what was before", () => {
  const { headline, waits, table, compared } = view(week, before, "2026-11-23");
  assert.equal(headline.change, "tăng 7,1 điểm %");
  assert.equal(waits[0].change, "giảm 1,8");
  assert.equal(compared, "So với 09/11/2026 đến 13/11/2026.");
  assert.equal(table.heat, null);
  const [turns] = table.rows[0].before;
  assert.deepEqual([turns.text, turns.change], ["150", "tăng 19"]);
  assert.deepEqual(query(turns.href), { from: "2026-11-09", to: "2026-11-13", outcome: "done", field: "R" });
  assert.equal(table.total.before[2].change, "giảm 1,8");
});

test("who was not there before has nothing to be compared with", () => {
  const [{ text, href, change: told }] = view(week, before).table.rows[1].before;
  assert.deepEqual([text, href, told], ["–", null, ""]);
});

test("where nobody was served before, it says so and the map of hours stays", () => {
  const { compared, table, waits } = view(week, { ...empty, from: "2026-11-09", to: "2026-11-13" });
  assert.match(compared, /^Không có lượt nào được phục vụ trong 09\/11\/2026/);
  assert.ok(table.heat);
  assert.equal(waits[0].change, "");
});

test("a day that is not over says so beside the whole one it is compared with", () => {
  assert.match(view(week, before, "2026-11-20").compared, /Hôm nay chưa hết ngày/);
});

test("days are compared with the days as much earlier, other groups with themselves", () => {
  assert.equal(earlierKey("day", DAYS, before)("2026-11-17"), "2026-11-10");
  assert.equal(earlierKey("field", DAYS, before)("7"), "7");
});

test("the address keeps that one compares, and only then", () => {
  assert.equal(address({ ...DAYS, by: "day", compare: false }), "?from=2026-11-16&to=2026-11-20&by=day");
  const question = { ...DAYS, by: "day", compare: true };
  assert.deepEqual(asked(address(question), "2026-11-23"), question);
});

// The arrow keys

test("arrow keys go over gaps to the next figure, and stop at the edge", () => {
  const rows = [
    [null, "turns", "mean", null, "hour"],
    [null, null, null, null, null],
    [null, "turns", null, "max", "hour"],
  ];
  assert.deepEqual(step(rows, [0, 2], "ArrowRight"), [0, 4]);
  assert.deepEqual(step(rows, [0, 4], "ArrowRight"), null);
  assert.deepEqual(step(rows, [2, 3], "ArrowLeft"), [2, 1]);
  assert.deepEqual(step(rows, [0, 4], "ArrowDown"), [2, 4]);
  assert.deepEqual(step(rows, [2, 3], "ArrowUp"), null);
  assert.deepEqual(step(rows, [0, 4], "Home"), [0, 1]);
  assert.deepEqual(step(rows, [2, 1], "End"), [2, 4]);
  assert.equal(step(rows, [0, 1], "Enter"), null);
});
