import assert from "node:assert/strict";
import test from "node:test";
import { closing, fieldServers, tomorrow } from "../../app/web/static/admin/field.js";
import {
  body,
  draftLines,
  duties,
  meaning,
  notUntil,
  others,
  serving,
  stays,
  versionLines,
} from "../../app/web/static/admin/meaning.js";
import { at, hall } from "./fixtures/admin-hall.js";

const [H, M, S, Y] = ["11", "12", "13", "14"];
const NONE = { duty: "none", lag: 0 };
const OWN = { duty: "own", lag: 0 };

test("who waits and who still serves them is said, the most people first", () => {
  const told = meaning(hall(), at(hall(), 1), { [S]: NONE, [M]: NONE });
  assert.equal(told.grade, "late");
  assert.equal(told.waiting, 18);
  assert.deepEqual(told.lines, [
    "Bảo hiểm xã hội, y tế chỉ còn Quầy số 2.",
    "Chính sách xã hội sẽ không còn quầy nào nhận.",
  ]);
  assert.deepEqual(told.stranded.map(({ name, waiting }) => [name, waiting]), [["Chính sách xã hội", 6]]);
});

test("a change nobody feels is told quietly", () => {
  const snapshot = hall();
  assert.equal(meaning(snapshot, at(snapshot, 3), { [Y]: NONE }).grade, "quiet");
  const came = meaning(snapshot, at(snapshot, 2), { [H]: OWN });
  assert.deepEqual([came.grade, came.lines], ["quiet", ["9 người đang chờ Đất đai có thêm Quầy số 2."]]);
  assert.equal(meaning(snapshot, at(snapshot, 2), {}).grade, "none");
});

test("a closed counter is no help to people at work, and is counted beside others when it is closed itself", () => {
  const snapshot = hall();
  assert.deepEqual(serving(snapshot, S, at(snapshot, 1)), []);
  assert.deepEqual(serving(snapshot, M, at(snapshot, 4)).map(({ number }) => number), [1, 2]);
  assert.deepEqual(serving(snapshot, S).map(({ number }) => number), [1]);
});

test("the panel lists what is served and what is changed", () => {
  const snapshot = hall();
  const told = duties(snapshot, at(snapshot, 1), { [M]: NONE, [H]: { duty: "help", lag: 8 } });
  assert.deepEqual(
    told.map(({ prefix, words, dropped }) => [prefix, words, dropped]),
    [
      ["H", "hỗ trợ, chậm hơn 8 phút", false],
      ["M", "sẽ thôi nhận", true],
      ["S", "hỗ trợ, chậm hơn 5 phút", false],
    ],
  );
  assert.deepEqual(others(snapshot, at(snapshot, 1), { [H]: OWN }).map(({ prefix }) => prefix), ["Y"]);
});

test("now: the whole list is sent, with the loans it keeps", () => {
  const snapshot = hall();
  const said = { when: "now", seen: 40 };
  assert.deepEqual(body(snapshot, at(snapshot, 1), { [M]: NONE, [H]: OWN }, said), {
    fields: [
      { id: H, lag: 0 },
      { id: S, lag: 5 },
    ],
    seen: 40,
  });
  const kept = body(snapshot, at(snapshot, 3), { [M]: OWN }, { ...said, confirm: true });
  assert.deepEqual(kept.fields, [
    { id: M, lag: 0 },
    { id: Y, lag: 0 },
    { id: H, lag: 0, until: "2026-11-23T04:00:00.000Z" },
  ]);
  assert.equal(kept.confirm, true);
  assert.deepEqual(body(snapshot, at(snapshot, 3), { [H]: NONE }, said).fields, [{ id: Y, lag: 0 }]);
});

test("until a time: only what is taken on; from tomorrow: what will be served for good", () => {
  const snapshot = hall();
  const until = "2026-11-23T03:00:00.000Z";
  assert.deepEqual(body(snapshot, at(snapshot, 1), { [H]: OWN }, { when: "until", until, seen: 40 }), {
    fields: [{ id: H, lag: 0 }],
    until,
    seen: 40,
  });
  assert.deepEqual(body(snapshot, at(snapshot, 3), { [M]: OWN }, { when: "tomorrow", day: "2026-11-24", seen: 40 }), {
    fields: [
      { id: M, lag: 0 },
      { id: Y, lag: 0 },
    ],
    from_day: "2026-11-24",
    seen: 40,
  });
});

test("nothing can be given up for a while only", () => {
  assert.equal(notUntil(at(hall(), 1), { [H]: OWN }), null);
  assert.match(notUntil(at(hall(), 1), { [M]: NONE }), /Ngay/);
});

test("whoever is at the counter is finished there", () => {
  assert.equal(stays(at(hall(), 1)), "M019 đang phục vụ ở quầy này vẫn được làm xong. Không phiếu nào mất chỗ.");
  assert.equal(stays(at(hall(), 2)), "Không phiếu nào mất chỗ.");
});

test("both versions are told in the same words", () => {
  const snapshot = hall();
  const theirs = [{ field: 12, lag_minutes: 0, until: null }, { field: 11, lag_minutes: 3, until: "2026-11-23T04:00:00+00:00" }];
  assert.deepEqual(versionLines(theirs, snapshot), [
    "M Bảo hiểm xã hội, y tế: nhận chính",
    "H Đất đai: tăng cường đến 11:00, chậm hơn 3 phút",
  ]);
  assert.deepEqual(versionLines({ from_day: "2026-11-24", fields: theirs.slice(0, 1) }, snapshot).length, 1);
  assert.deepEqual(versionLines(null, snapshot), []);
  assert.deepEqual(draftLines(snapshot, at(snapshot, 1), { [M]: NONE }), ["S Chính sách xã hội: hỗ trợ, chậm hơn 5 phút"]);
});

test("closing a field says what becomes of those who wait", () => {
  const snapshot = hall();
  const [h, m, s, y] = snapshot.fields;
  assert.match(closing(snapshot, m, "").lines[0], /ở lại và vẫn được Quầy số 1, 2 gọi/);
  assert.match(closing(snapshot, m, S).lines[0], /Chuyển sang Chính sách xã hội, đang có 6 người chờ\. Họ được quầy hỗ trợ 1 gọi/);
  assert.deepEqual([closing(snapshot, y, "").grade, closing(snapshot, y, "").lines.length], ["quiet", 1]);
  assert.equal(closing(snapshot, s, "").grade, "quiet");
  snapshot.counters = snapshot.counters.filter(({ number }) => number !== 3);
  assert.equal(closing(snapshot, h, "").grade, "late");
  assert.equal(fieldServers(serving(snapshot, H)), "Không có quầy nào đang nhận.");
});

test("tomorrow is the day after, over the end of a month too", () => {
  assert.equal(tomorrow("2026-11-30"), "2026-12-01");
});
