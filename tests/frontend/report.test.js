import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { opener } from "../../app/web/static/report/behind.js";
import { distribution, distributionRows, grid } from "../../app/web/static/report/distribution.js";
import { heatCell, heatLegend, hours } from "../../app/web/static/report/heat.js";
import { asked, preset, presetOf, refusal, written } from "../../app/web/static/report/range.js";
import { view } from "../../app/web/static/report/state.js";

const fixture = (name) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
const week = fixture("report-week");
const empty = fixture("report-empty");
const minutes = (n) => n * 60000;
const open = opener(week);

test("the headline stands on served turns, with the line that counts no-shows beside it", () => {
  const { headline, waits, notes } = view(week);
  const { share, within, turns, withNoShows } = headline;
  assert.deepEqual([share, within.text, turns.text, withNoShows.text], ["87,1", "958", "1.100", "85,8 %"]);
  assert.deepEqual(
    waits.map((wait) => wait.text),
    ["8,2", "6,2", "17,1", "40,4"],
  );
  assert.deepEqual(notes.map((note) => note.text).slice(0, 3), ["3", "5", "0"]);
});

test("no-shows say how long they stayed, and nobody away says nothing more", () => {
  const absent = (report) => {
    const { label, text, unit } = view(report).times[3];
    return [label, text, unit];
  };
  assert.deepEqual(absent(week), ["Vắng mặt", "42", "chờ 12,4 phút"]);
  assert.deepEqual(absent(empty), ["Vắng mặt", "0", ""]);
});

test("waits with the lunch break counted stand beside the headline, never in it", () => {
  assert.match(view(week).elapsed.text, /^Kể cả giờ nghỉ: trung bình 9,0/);
  assert.equal(view({ ...week, headline: "elapsed" }).elapsed, null);
});

test("a range in which nobody was served is empty, with dashes and no division by nought", () => {
  const shown = view(empty);
  assert.equal(shown.empty, true);
  assert.equal(shown.headline.share, null);
  assert.deepEqual(
    shown.waits.map((wait) => wait.text),
    ["–", "–", "–", "–"],
  );
});

test("bars from the target on are the late ones, and together they fill the width", () => {
  const { bars } = distribution(week, open);
  assert.equal(bars.length, 41);
  assert.deepEqual([bars[14].late, bars[15].late], [false, true]);
  assert.ok(Math.abs(bars.at(-1).x + bars.at(-1).width - 100) < 1);
  assert.ok(bars.every((bar) => bar.height >= 0 && bar.height <= 1));
});

test("the upright line stands where the bar of the target's minute begins", () => {
  const { target, bars } = distribution(week, open);
  assert.equal(target, bars[15].x);
});

test("words beside the dotted lines keep off the target's line and off each other", () => {
  const at = (median, p90) =>
    distribution({ ...week, total: { ...week.total, median_ms: minutes(median), p90_ms: minutes(p90) } }, open).lines;
  assert.deepEqual(
    at(6.2, 17.1).map((line) => [line.left, line.lower]),
    [
      [false, false],
      [false, false],
    ],
  );
  assert.equal(at(6.2, 12)[1].left, true);
  assert.equal(at(13, 25)[0].left, true);
  assert.equal(at(2, 4)[1].lower, true);
  assert.equal(at(10, 38)[1].left, true);
});

test("the scale has round numbers, also when one turn is all there is", () => {
  assert.deepEqual(grid(113), [0, 40, 80]);
  assert.deepEqual(grid(1), [0, 1]);
  assert.deepEqual(grid(7), [0, 4]);
});

test("the table of the chart counts up to everybody", () => {
  const rows = distributionRows(week.distribution, open);
  assert.deepEqual([rows[0].minute, rows[40].minute], ["đến 1", "trên 40"]);
  assert.equal(rows[14].share, "87,1 %");
  assert.equal(rows.at(-1).share, "100 %");
});

test("lunch is a gap in the map of hours, and an unusual hour gets its column", () => {
  const usual = hours(week.groups);
  assert.deepEqual(usual.map((hour) => hour.hour).join(" "), "07 08 09 10 11 13 14 15 16");
  assert.deepEqual(
    usual.filter((hour) => hour.gap).map((hour) => hour.hour),
    ["13"],
  );
  assert.ok(hours([{ hours: { 17: { turns: 1 } } }]).some((hour) => hour.hour === "17"));
});

test("a cell past the target is darkest and marked, few turns stand in brackets, none leave it empty", () => {
  assert.deepEqual(heatCell({ mean_ms: minutes(16.5), turns: 4 }, 15), {
    text: "16,5",
    step: 5,
    few: false,
    past: true,
  });
  assert.deepEqual(heatCell({ mean_ms: minutes(15), turns: 9 }, 15), {
    text: "15,0",
    step: 4,
    few: false,
    past: false,
  });
  assert.deepEqual(heatCell({ mean_ms: minutes(8.4), turns: 2 }, 15), {
    text: "(8,4)",
    step: 3,
    few: true,
    past: false,
  });
  assert.equal(heatCell({ mean_ms: null, turns: 0 }, 15), null);
  assert.equal(heatCell(undefined, 15), null);
});

test("the legend of the map follows the target", () => {
  assert.deepEqual(
    heatLegend(15).map((step) => step.text),
    ["đến 5", "5–8", "8–11", "11–15", "quá 15"],
  );
  assert.equal(heatLegend(30).at(-1).text, "quá 30");
});

test("groups without hours give their half of the table to other figures", () => {
  const groups = week.groups.map(({ hours: _hours, ...group }) => group);
  const { table } = view({ ...week, by: "clerk", groups });
  assert.equal(table.heat, null);
  assert.equal(table.heading, "Cán bộ quầy");
  assert.equal(table.rows[0].extra.length, table.extra.length);
});

test("a report by hours has no map of hours beside itself", () => {
  assert.equal(view({ ...week, by: "hour" }).table.heat, null);
});

test("last week runs from Monday to Sunday, also asked on a Sunday", () => {
  assert.deepEqual(preset("week", "2026-11-23"), { from: "2026-11-16", to: "2026-11-22" });
  assert.deepEqual(preset("week", "2026-11-22"), { from: "2026-11-09", to: "2026-11-15" });
  assert.deepEqual(preset("month", "2026-11-23"), { from: "2026-11-01", to: "2026-11-23" });
  assert.equal(presetOf({ from: "2026-11-16", to: "2026-11-22" }, "2026-11-23"), "week");
  assert.equal(presetOf({ from: "2026-11-16", to: "2026-11-21" }, "2026-11-23"), null);
});

test("the address is believed only where it makes sense", () => {
  assert.deepEqual(asked("?from=2026-11-16&to=2026-11-20&by=clerk", "2026-11-23"), {
    from: "2026-11-16",
    to: "2026-11-20",
    by: "clerk",
    compare: false,
  });
  assert.deepEqual(asked("?from=2026-11-20&to=2026-11-16&by=salary", "2026-11-23"), {
    from: "2026-11-23",
    to: "2026-11-23",
    by: "field",
    compare: false,
  });
  assert.match(refusal({ from: "2026-11-20", to: "2026-11-16" }), /Ngày đầu/);
  assert.match(refusal({ from: "", to: "2026-11-16" }), /chọn ngày/);
});

test("a range is written the Vietnamese way", () => {
  assert.equal(written({ from: "2026-11-16", to: "2026-11-20" }), "16/11/2026 đến 20/11/2026");
  assert.equal(written({ from: "2026-11-16", to: "2026-11-16" }), "16/11/2026");
});
