import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { view } from "../../app/web/static/turns/state.js";

const list = JSON.parse(readFileSync(new URL("./fixtures/turns-late.json", import.meta.url)));
const SEARCH = "?from=2026-11-23&to=2026-11-23&outcome=done&field=H&hour=09&page=2";
const shown = (part = {}, search = SEARCH) => view({ ...list, ...part }, search);
const query = (href) => Object.fromEntries(new URLSearchParams(href));
const NONE = Object.fromEntries(Object.keys(list.filters).map((name) => [name, null]));
const words = (filters) => shown({ filters: { ...NONE, ...filters } }).filters.map((filter) => filter.words);

test("the title says how many, when and which", () => {
  assert.equal(
    shown().title,
    "103 lượt · 23/11/2026 · Đất đai, môi trường · Lấy số từ 09:00 đến 09:59 · Đã phục vụ",
  );
});

test("each filter is told in words and can be taken away alone, from the first page on", () => {
  const [field] = shown().filters;
  assert.equal(field.prefix, "H");
  assert.deepEqual(query(field.without), { from: "2026-11-23", to: "2026-11-23", outcome: "done", hour: "09" });
});

test("every filter has its words, no and nought too", () => {
  assert.deepEqual(words({ counter: { id: "3", number: 3 }, clerk: { id: "9", name: "Trần Thị Bình" } }), [
    "Quầy số 3",
    "Trần Thị Bình",
  ]);
  assert.deepEqual(words({ hour: 0 }), ["Lấy số từ 00:00 đến 00:59"]);
  assert.deepEqual(words({ minute: 0 }), ["Chờ đến 1 phút"]);
  assert.deepEqual(words({ minute: 40, late: true }), ["Chờ trên 40 phút", "Quá 15 phút"]);
  assert.deepEqual(words({ late: false }), ["Không quá 15 phút"]);
  assert.deepEqual(words({ outcome: ["done", "no_show"] }), ["Đã phục vụ, Vắng mặt"]);
  assert.deepEqual(words({ waited_again: true, out_of_order: true, spans_outage: true }), [
    "Có chờ lại",
    "Gọi chỉ định",
    "Lượt qua lúc mất điện",
  ]);
});

test("a row tells the turn in hall time and leads to its story", () => {
  const [row] = shown().rows;
  assert.equal(row.href, "/supervisor/tickets/501");
  assert.deepEqual([row.arrived, row.called, row.started, row.ended], ["09:28", "09:46", "09:46", "10:05"]);
  assert.deepEqual([row.wait, row.way, row.service, row.late, row.share], ["18:10", "00:48", "11:02", true, 1]);
  assert.deepEqual([row.counter, row.outcome.word, row.priority], ["4", "Đã phục vụ", true]);
  assert.deepEqual(row.marks, ["gọi 2 lần", "chờ lại 03:00", "gọi chỉ định", "qua lúc mất điện"]);
});

test("who was never called has dashes, not noughts", () => {
  const { called, started, way, service, counter, share, marks } = shown().rows[1];
  assert.deepEqual([called, started, way, service, counter], ["–", "–", "–", "–", "–"]);
  assert.ok(share > 0 && share < 1);
  assert.deepEqual(marks, []);
});

test("pages have their places and their neighbours", () => {
  const { pager } = shown();
  assert.deepEqual([pager.words, pager.page], ["51–52 trong 103", "trang 2 trong 3"]);
  assert.equal(query(pager.next).page, "3");
  assert.equal(query(pager.previous).page, undefined);
  assert.equal(shown({ page: 3 }).pager.next, null);
  assert.equal(query(shown({ page: 9, turns: [] }).pager.previous).page, "3");
  assert.deepEqual(shown({ page: 1, pages: 1 }).pager.page, "");
});

test("another order begins at the first page", () => {
  const [wait, arrived] = shown().sorts;
  assert.deepEqual([wait.current, arrived.current], [true, false]);
  assert.equal(query(arrived.href).sort, "arrived");
  assert.equal(query(arrived.href).page, undefined);
});

test("the served have their waits, those who left have how long they stayed", () => {
  assert.deepEqual(
    shown().facts.map(({ label, text }) => [label, text]),
    [
      ["Trung bình", "12,0"],
      ["Trung vị", "11,1"],
      ["90 % không quá", "23,1"],
      ["Lâu nhất", "40,4"],
    ],
  );
  const left = { ...list.figures, turns: 0, within: 0, no_show_stay_mean_ms: 744000 };
  assert.deepEqual(shown({ figures: left }).facts, [
    { label: "Vắng mặt sau", text: "12,4" },
    { label: "Hủy sau", text: "6,1" },
  ]);
});

test("those past the target can be listed alone, unless the list is of them already", () => {
  const { late } = shown();
  assert.equal(late.text, "Quá 15 phút: 38");
  assert.deepEqual([query(late.href).outcome, query(late.href).late], ["done", "true"]);
  assert.equal(shown({ filters: { ...list.filters, late: true } }).late, null);
});

test("a list of several days says the day of each turn", () => {
  assert.equal(shown().several, false);
  assert.equal(shown({ to: "2026-11-24" }).several, true);
});

test("an empty list leads to everything of these days", () => {
  assert.deepEqual(query(shown({ turns: [], total: 0 }).everything), { from: "2026-11-23", to: "2026-11-23" });
});
