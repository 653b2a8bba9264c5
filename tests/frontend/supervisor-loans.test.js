import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { asBefore, changed, draft, duties, edits } from "../../app/web/static/supervisor/duties.js";
import { lentTo } from "../../app/web/static/supervisor/lend.js";

const busy = JSON.parse(readFileSync(new URL("./fixtures/supervisor-busy.json", import.meta.url)));
const eleven = "2026-11-23T04:00:00.000Z";
const two = "2026-11-23T07:00:00.000Z";
const loan = (prefix, lag, until, lasting = null) => ({
  id: `f${prefix}`,
  prefix,
  lag_minutes: lag,
  until,
  lasting_minutes: lasting,
});
const counter = busy.counters.find((each) => each.number === 3);
/** Serves H by itself and helps K, is lent to B until eleven. */
const lent = { ...counter, fields: [...counter.fields, loan("B", 3, eleven)] };
const saved = (of, changes = {}) => duties(changed(draft(of, busy.fields), changes), busy.fields).fields;

test("saving the fields of a lent counter keeps the loan with its own end", () => {
  assert.deepEqual(saved(lent, { fK: { lag: 10 } }), [
    { id: "fB", lag: 3, until: eleven },
    { id: "fH", lag: 0 },
    { id: "fK", lag: 10 },
  ]);
});

test("every loan keeps the end it has", () => {
  const twice = { ...lent, fields: [...lent.fields, loan("A", 0, two)] };
  const loans = saved(twice).filter((field) => field.until);
  assert.deepEqual(loans, [
    { id: "fA", lag: 0, until: two },
    { id: "fB", lag: 3, until: eleven },
  ]);
  assert.equal(lentTo(twice, busy.zone), "B đến 11:00, A đến 14:00");
});

test("a loan is ended by taking its field away, and by nothing else", () => {
  assert.deepEqual(
    saved(lent, { fB: { lent: false } }).map((field) => field.id),
    ["fH", "fK"],
  );
  assert.ok(saved(lent, { fH: { duty: "none" } }).some((field) => field.until === eleven));
});

test("a field that is lent and then served for good is both until the loan ends", () => {
  assert.deepEqual(
    saved(lent, { fB: { duty: "help", lag: 7 } }).filter((field) => field.id === "fB"),
    [
      { id: "fB", lag: 7 },
      { id: "fB", lag: 3, until: eleven },
    ],
  );
});

test("what a counter serves under a loan is not lost with the saving", () => {
  const over = { ...counter, fields: [loan("H", 0, eleven, 20), ...counter.fields.filter((f) => f.id !== "fH")] };
  assert.deepEqual(
    saved(over).filter((field) => field.id === "fH"),
    [
      { id: "fH", lag: 20 },
      { id: "fH", lag: 0, until: eleven },
    ],
  );
  assert.deepEqual(
    asBefore(over).find((field) => field.id === "fH"),
    { id: "fH", lag: 20 },
  );
});

test("a loan that comes while the dialog stands open is kept too", () => {
  const changes = { fB: { duty: "help", lag: 7 } };
  assert.equal(changed(draft(counter, busy.fields), changes).fB.loan, null);
  assert.ok(saved(lent, changes).some((field) => field.until === eleven));
});

test("a loan alone is no change, ending it is one", () => {
  const edited = (changes) => edits(changed(draft(lent, busy.fields), changes), lent, busy.fields);
  assert.equal(edited({}), false);
  assert.equal(edited({ fB: { lent: false } }), true);
});

test("a counter is not left with loans alone: they end", () => {
  const none = Object.fromEntries(busy.fields.map(({ id }) => [id, { duty: "none" }]));
  assert.match(duties(changed(draft(lent, busy.fields), none), busy.fields).error, /ít nhất một lĩnh vực/);
});
