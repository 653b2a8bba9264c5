import assert from "node:assert/strict";
import test from "node:test";
import { about, fieldOf, following, mistake, numberOf, timeOf } from "../../app/web/static/paper/entry.js";
import { between, ON_A_PAGE, pages, promise, wanted } from "../../app/web/static/paper/sheets.js";
import { view } from "../../app/web/static/paper/state.js";

const fields = [
  { prefix: "A", name: { vi: "Hộ tịch" } },
  { prefix: "H", name: { vi: "Đất đai, môi trường" } },
];
const [, land] = fields;
const kept = { first: 901, last: 999 };

test("a number is read as slips show it, however it is typed", () => {
  for (const typed of ["H903", "h903", " h 903 ", "H-903", "h.903"]) assert.equal(numberOf(typed, fields), "H903");
});

test("digits alone take the letter of the number before, but not where a field has none", () => {
  assert.equal(numberOf("904", fields, "H"), "H904");
  assert.equal(numberOf("904", fields), "904");
  assert.equal(numberOf("904", [...fields, { prefix: "" }], "H"), "904");
  assert.equal(numberOf("A904", fields, "H"), "A904");
});

test("the longest prefix that fits is the field's", () => {
  const digits = [{ prefix: "" }, { prefix: "1" }, { prefix: "K" }, { prefix: "K2" }];
  assert.equal(fieldOf("1903", digits).prefix, "1");
  assert.equal(fieldOf("903", digits).prefix, "");
  assert.equal(fieldOf("K2903", digits).prefix, "K2");
  assert.equal(fieldOf("Z903", fields), null);
  assert.equal(fieldOf("H90", fields), null);
});

test("a time is understood in every way people write it", () => {
  for (const typed of ["08:12", "8:12", "8.12", "8h12", "812", "0812", " 08:12 "]) assert.equal(timeOf(typed), "08:12");
  for (const typed of ["", "8", "24:00", "08:60", "8:1", "sáng", "08:123"]) assert.equal(timeOf(typed), null);
});

test("the next number is filled in until the spare ones end", () => {
  assert.equal(following("H903", kept, fields), "H904");
  assert.equal(following("H999", kept, fields), "");
  assert.equal(following("Z903", kept, fields), "");
  assert.equal(following("009", { last: 99 }, [{ prefix: "" }]), "010");
});

test("what is missing or no number is said before anything is sent, at the field it is about", () => {
  const say = (number, time) => mistake({ number, time }, fields);
  assert.deepEqual(say("", null), { at: "number", text: "Xin nhập số trên phiếu, ví dụ H903." });
  assert.deepEqual(say("Z903", "08:12"), { at: "number", text: "Không có lĩnh vực “Z”." });
  assert.deepEqual(say("903", "08:12"), { at: "number", text: "Xin nhập cả chữ đầu của số, ví dụ H903." });
  assert.deepEqual(say("HELLO", "08:12"), { at: "number", text: "“HELLO” không phải là số trên phiếu." });
  assert.deepEqual(say("H903", null), { at: "time", text: "Xin nhập giờ phát, ví dụ 08:12." });
  assert.equal(say("H903", "08:12"), null);
});

test("after a refusal the cursor goes to what it is about", () => {
  assert.equal(about("bad_time"), "time");
  assert.equal(about("number_taken"), "number");
  assert.equal(about(null), "number");
});

test("ten numbers of a field stand on a page", () => {
  const some = pages([land], { from: 901, count: 12 });
  assert.deepEqual(
    some.map(({ title, numbers }) => [title, numbers.length]),
    [
      ["H901–H910", ON_A_PAGE],
      ["H911–H912", 2],
    ],
  );
  assert.equal(promise(pages(fields, { from: 901, count: 10 })), "In 2 tờ A4 · 20 số");
  assert.equal(promise([]), "Chưa chọn lĩnh vực nào");
});

test("only spare numbers are printed, whatever is typed", () => {
  assert.deepEqual(wanted({ from: 901, count: 10 }, kept), { from: 901, count: 10 });
  assert.deepEqual(wanted({ from: 1, count: 0 }, kept), { from: 901, count: 1 });
  assert.deepEqual(wanted({ from: 995, count: 10 }, kept), { from: 995, count: 5 });
  assert.deepEqual(wanted({ from: 5000, count: 10 }, kept), { from: 999, count: 1 });
  assert.equal(between("", 1, 9), 1);
  assert.equal(between("x", 1, 9), 1);
  assert.equal(between("3,5", 1, 9), 1);
});

const snapshot = {
  zone: "Asia/Ho_Chi_Minh",
  centre: { kind: "Trung tâm Phục vụ hành chính công", name: "phường Mẫu", sample: true },
  hall: { reason: null },
  fields,
  paper: {
    ...kept,
    entered: 3,
    tickets: [
      ticket({ id: "3", number: "H902", state: "waiting", priority: true }),
      ticket({ id: "2", number: "H901", state: "cancelled" }),
    ],
  },
};

function ticket(part) {
  return { field: land, given_at: "2026-11-23T01:12:00.000Z", priority: false, ...part };
}

function told(part = {}, typed = "H903", chosen = ["H"]) {
  const print = { chosen: new Set(chosen), from: 901, count: 10 };
  return view({ ...snapshot, ...part }, { typed: { number: typed }, print });
}

test("who still waits can be taken back, who was taken back can be entered again", () => {
  const [waiting, cancelled] = told().rows;
  assert.deepEqual(
    [waiting.given, waiting.state.word, waiting.mayTakeBack, waiting.priority],
    ["08:12", "Đang chờ", true, true],
  );
  assert.deepEqual([cancelled.state.word, cancelled.mayTakeBack, cancelled.takenBack], ["Đã hủy", false, true]);
  const called = ticket({ id: "1", number: "H903", state: "called" });
  assert.equal(told({ paper: { ...snapshot.paper, tickets: [called] } }).rows[0].mayTakeBack, false);
});

test("what is not shown is counted", () => {
  assert.equal(told().more, "và 1 số ghi trước đó");
  assert.equal(told({ paper: { ...snapshot.paper, entered: 2 } }).more, null);
});

test("the field of a number is named while it is typed", () => {
  assert.deepEqual(told().field, { prefix: "H", name: "Đất đai, môi trường" });
  assert.equal(told({}, "Z903").field, null);
});

test("only the chosen fields are printed", () => {
  assert.deepEqual(
    told().print.sheets.map(({ prefix, title }) => [prefix, title]),
    [["H", "H901–H910"]],
  );
  assert.equal(told().print.all, false);
  assert.equal(told({}, "H903", ["A", "H"]).print.all, true);
});

test("after the end of the day the page says so", () => {
  assert.equal(told().ended, null);
  assert.equal(told({ hall: { reason: "day_ended" } }).ended, "Đã kết thúc ngày làm việc.");
});
