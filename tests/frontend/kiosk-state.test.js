/** What the kiosk shows, for a hall and a visit. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { prepare } from "../../app/web/static/shared/search.js";
import { START, step } from "../../kiosk/session.js";
import { view } from "../../kiosk/state.js";

const read = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)));
const HALL = read("kiosk-open");
const CATALOGUE = prepare(read("kiosk-procedures"));
const CLOCK = new Date("2026-11-23T02:41:00Z");
const NOW = 100_000;
const GIVEN = { id: "t1", number: "H042", field: HALL.fields[3], priority: false, people_ahead: 7, estimate: null, url: "https://mau.example/t/A", slip: { job: "j", state: "queued" } };

/** The screen after some events, in a hall that differs from the open one by `hall`. */
function screen(events = [], { hall = {}, now = NOW, ...rest } = {}) {
  const session = events.reduce((state, event, at) => step(state, { key: `k${at}`, language: "vi", ...event }, NOW + at * 1000), START);
  const snapshot = hall === null ? null : { ...HALL, ...hall };
  return view({ snapshot, session, catalogue: CATALOGUE, now, clock: CLOCK, wide: false, lost: null, language: "vi", ...rest });
}

const TILE = { type: "tile", field: "f-h" };
const TAKE = { type: "take", priority: false };
const ANSWER = { type: "answered", kind: "issue", ticket: GIVEN };
const issued = (more = {}, options = {}) => screen([TILE, TAKE, { ...ANSWER, ticket: { ...GIVEN, ...more } }], { now: NOW + 3000, ...options });
const closed = (reason, opens_at) => ({ hall: { ...HALL.hall, state: "closed", reason, opens_at } });
const withField = (prefix, more) => ({ fields: HALL.fields.map((field) => (field.prefix === prefix ? { ...field, ...more } : field)) });

test("home shows the fields in the centre's order with who waits", () => {
  const { screen: name, tiles, head } = screen();
  assert.equal(name, "home");
  assert.deepEqual(tiles.map(({ prefix }) => prefix).join(""), "RABHKLMSTUXY");
  assert.equal(tiles[3].waiting, 7);
  assert.deepEqual([head.time, head.date, head.name], ["09:41", "Thứ Hai, 23/11/2026", "phường Mẫu"]);
});

test("a closed field stays in its place and says why", () => {
  const { tiles } = screen([], { hall: withField("H", { open: false, reason: "cut_off" }) });
  assert.equal(tiles[3].prefix, "H");
  assert.equal(tiles[3].open, false);
  assert.equal(tiles[3].reason, "Đã hết lượt tiếp nhận trong buổi");
});

test("a field that closes while its sheet is open says so there, and gives no number", () => {
  const { sheet } = screen([TILE], { hall: withField("H", { open: false, reason: "no_counter" }) });
  assert.equal(sheet.closed, true);
  assert.equal(sheet.notice, "Chưa có quầy phục vụ.");
});

test("a hall that closes while a sheet is open says when it opens again", () => {
  const { sheet, screen: name } = screen([TILE], { hall: closed("between_sessions", "2026-11-23T06:00:00.000Z") });
  assert.equal(name, "home");
  assert.equal(sheet.notice, "Ngoài giờ tiếp nhận. Lấy số lại từ 13:00.");
});

test("the lunch break shows its end, large", () => {
  const { screen: name, title, card } = screen([], { hall: closed("between_sessions", "2026-11-23T06:00:00.000Z") });
  assert.equal(name, "closed");
  assert.equal(title.join(" "), "Ngoài giờ tiếp nhận");
  assert.deepEqual([card.above, card.figure, card.small], ["Lấy số lại từ", "13:00", null]);
  assert.deepEqual(card.sessions[0], { label: "Buổi sáng", hours: "07:30–11:30" });
});

test("the evening names the day on which numbers are given again", () => {
  const { card } = screen([], { hall: closed("after_hours", "2026-11-24T00:15:00.000Z") });
  assert.deepEqual([card.figure, card.small], ["07:15", "Thứ Ba, 24/11/2026"]);
});

test("and names it in the language of whoever reads", () => {
  const { title, card } = screen([{ type: "language", language: "en" }], { hall: closed("after_hours", "2026-11-24T00:15:00.000Z") });
  assert.deepEqual([title.join(" "), card.above, card.small], ["Outside opening hours", "Numbers again from", "Tuesday, 24/11/2026"]);
});

test("a closed hall without a next opening invents none", () => {
  const { card } = screen([], { hall: closed("holiday", null) });
  assert.equal(card.figure, undefined);
  assert.equal(card.lines.length, 1);
});

test("after the cut-off the open hall gives no more numbers", () => {
  const { screen: name, title } = screen([], { hall: { hall: { ...HALL.hall, reason: "cut_off", opens_at: "2026-11-23T06:00:00Z" } } });
  assert.equal(name, "closed");
  assert.equal(title.join(" "), "Đã hết lượt tiếp nhận trong buổi");
});

test("both buttons of the sheet rest while a number is asked for", () => {
  const { sheet } = screen([TILE, TAKE]);
  assert.equal(sheet.taking, "plain");
  assert.equal(sheet.notice, null);
});

test("a slow network is said in words", () => {
  const { sheet } = screen([TILE, TAKE], { now: NOW + 5000 });
  assert.match(sheet.notice, /Mạng đang chậm/);
});

test("an answer that never came is never a number, and only that press may be tried again", () => {
  const { sheet, screen: name } = screen([TILE, TAKE, { type: "refused", kind: "issue", offline: true }]);
  assert.equal(name, "home");
  assert.match(sheet.notice, /Máy chưa nhận được số/);
  assert.equal(sheet.retry, "plain");
});

test("the ticket tells number, field and people ahead, and no estimate that nobody made", () => {
  const { ticket, title } = issued();
  assert.deepEqual(title, ["Mời ông/bà nhận phiếu"]);
  assert.equal(ticket.number, "H042");
  assert.deepEqual(ticket.facts, [{ label: "Trước ông/bà", figure: "7", unit: "lượt" }]);
  assert.equal(ticket.paper, "Phiếu ra ở khe bên dưới màn hình");
});

test("an estimate the server gives is shown as it is", () => {
  assert.deepEqual(issued({ estimate: { low_minutes: 10, high_minutes: 20 } }).ticket.facts[1], { label: "Dự kiến chờ", figure: "10–20", unit: "phút" });
});

test("a printer that cannot print leads to the photograph", () => {
  for (const [state, words] of [["paper_out", "Máy hết giấy."], ["offline", "Phiếu chưa in được."], ["cover_open", "Phiếu chưa in được."], ["none", "Máy này không in phiếu."]]) {
    const { ticket } = issued({}, { hall: { printer: { state } } });
    assert.equal(ticket.noPaper, words);
    assert.equal(ticket.paper, null);
  }
});

test("a slip that failed leads there too, a slip that came out does not", () => {
  assert.notEqual(issued({}, { hall: { slips: [{ ticket: "t1", state: "failed" }] } }).ticket.noPaper, null);
  assert.notEqual(issued({ slip: null }).ticket.noPaper, null);
  const printed = { slips: [{ ticket: "t1", state: "printed" }], printer: { state: "paper_out" } };
  assert.equal(issued({}, { hall: printed }).ticket.noPaper, null);
  assert.equal(issued({}, { hall: { printer: { state: "paper_low" } } }).ticket.noPaper, null);
});

test("a wrong field may be changed for fifteen seconds", () => {
  assert.equal(issued().ticket.change, true);
  assert.equal(issued({}, { now: NOW + 17_100 }).ticket.change, false);
});

test("who changes a field cannot choose the one they have", () => {
  const { screen: name, tiles, keep } = screen([TILE, TAKE, ANSWER, { type: "change" }]);
  assert.equal(name, "change");
  assert.deepEqual(tiles.filter(({ open }) => !open).map(({ prefix }) => prefix), ["H"]);
  assert.equal(keep, "Giữ nguyên số H042");
});

test("a lost server closes the kiosk and tells since when", () => {
  const { screen: name, card, helpOffered, sheet } = screen([TILE], { lost: { since: new Date("2026-11-23T02:40:12Z") } });
  assert.deepEqual([name, helpOffered, sheet], ["lost", false, null]);
  assert.deepEqual(card.small, ["Mất kết nối từ 09:40"]);
});

test("whoever has just asked for a number is told that it has not come, not that none was given", () => {
  const lost = { since: new Date("2026-11-23T02:40:12Z") };
  const small = ["Mất kết nối từ 09:40", "Máy chưa nhận được số của ông/bà"];
  for (const events of [[TILE, TAKE], [TILE, TAKE, { type: "refused", kind: "issue", offline: true }]]) {
    const { screen: name, card, sheet } = screen(events, { lost });
    assert.deepEqual([name, card.lines, card.small, sheet], ["lost", ["Mời ông/bà đến", "Bàn hướng dẫn"], small, null]);
  }
});

test("a number that was given stays on show when the server is lost", () => {
  const lost = { since: CLOCK };
  assert.equal(issued({}, { lost }).ticket.number, "H042");
  assert.equal(screen([TILE, TAKE, ANSWER, { type: "change" }], { lost }).ticket.number, "H042");
});

test("before the first snapshot nothing can be pressed", () => {
  const { screen: name, helpOffered } = screen([], { hall: null });
  assert.deepEqual([name, helpOffered], ["starting", false]);
});

test("search results name the field that takes them", () => {
  const typing = [..."khai sinh"].map((key) => ({ type: "key", key: key === " " ? "space" : key }));
  const { search } = screen([{ type: "openSearch" }, ...typing]);
  assert.equal(search.rows.length, 5);
  assert.deepEqual([search.rows[0].code, search.rows[0].field.prefix], ["1.001193", "A"]);
  assert.deepEqual([search.count[0], search.more.count], ["9 thủ tục", 4]);
});

test("a search that finds nothing offers help instead of an empty page", () => {
  const { search } = screen([{ type: "openSearch" }, ...[..."zzzz"].map((key) => ({ type: "key", key }))]);
  assert.equal(search.nothing, true);
  assert.notEqual(search.message, null);
});

test("English speaks English, down to the date", () => {
  const { title, head, tiles, words } = screen([{ type: "language", language: "en" }]);
  assert.equal(title.join(" "), "Please choose a field");
  assert.equal(head.date, "Monday, 23/11/2026");
  assert.equal(tiles[3].name, "Land, environment");
  assert.equal(words.take, "TAKE A NUMBER");
});

test("both languages have every word", async () => {
  const { wordsOf } = await import("../../kiosk/words.js");
  const shape = (words) => Object.entries(words).flatMap(([key, value]) => (value?.constructor === Object ? shape(value).map((more) => `${key}.${more}`) : [key]));
  assert.deepEqual(shape(wordsOf("en")), shape(wordsOf("vi")));
  assert.equal(wordsOf("fr"), wordsOf("vi"));
});
