/** One visit to the kiosk: two touches to a number, one number to a press. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { START, step } from "../../kiosk/session.js";

const TICKET = { id: "t1", number: "H042", field: { id: "h", prefix: "H", name: { vi: "Đất đai" } }, slip: { job: "j", state: "queued" } };

/** A person at the kiosk: touches a second apart unless `wait` says otherwise. */
function visitor() {
  let session = START;
  let now = 100_000;
  let keys = 0;
  const person = {
    get session() {
      return session;
    },
    wait(ms) {
      now += ms;
      return person;
    },
    does(type, more = {}) {
      keys += 1;
      session = step(session, { type, key: `key-${keys}`, language: "vi", ...more }, now);
      return person;
    },
    touches(type, more = {}) {
      return person.wait(1000).does("touch").does(type, more);
    },
    silent(ms, paperless = false, lost = false) {
      for (const end = now + ms; now < end; person.does("tick", { paperless, lost })) now += 250;
      return person;
    },
    given(ticket = TICKET) {
      return person.wait(80).does("answered", { kind: "issue", ticket });
    },
  };
  return person;
}

const atSheet = () => visitor().touches("tile", { field: "h" });
const withTicket = () => atSheet().touches("take", { priority: false }).given();

test("a tile and LẤY SỐ are all it takes", () => {
  const person = atSheet();
  assert.equal(person.session.sheet.field, "h");
  person.touches("take", { priority: false });
  assert.deepEqual(person.session.pending.body, { field: "h", priority: false, language: "vi" });
  person.given();
  assert.equal(person.session.screen, "ticket");
  assert.equal(person.session.ticket.number, "H042");
  assert.equal(person.session.pending, null);
});

test("a double tap on LẤY SỐ asks once", () => {
  const person = atSheet().touches("take", { priority: false });
  const { pending } = person.session;
  person.wait(90).does("take", { priority: false }).wait(300).does("take", { priority: true });
  assert.equal(person.session.pending, pending);
});

test("a double tap on a tile does not fall through to the button that appears there", () => {
  const person = atSheet();
  person.wait(120).does("take", { priority: false });
  assert.equal(person.session.pending, null);
});

test("nothing can be closed while a number is being asked for", () => {
  const person = atSheet().touches("take", { priority: false }).touches("closeSheet").touches("end").touches("help").silent(60_000);
  assert.equal(person.session.pending.kind, "issue");
  assert.notEqual(person.session.sheet, null);
});

test("a procedure that was searched is what is asked for", () => {
  const person = visitor().touches("openSearch").touches("result", { field: "a", procedure: { code: "1.001193", shown: "Đăng ký khai sinh" } });
  person.touches("take", { priority: true });
  assert.deepEqual(person.session.pending.body, { procedure: "1.001193", priority: true, language: "vi" });
});

test("a press whose answer was lost goes out again under its own key", () => {
  const person = atSheet().touches("take", { priority: false });
  const { key } = person.session.pending;
  person.wait(8000).does("refused", { kind: "issue", offline: true });
  assert.deepEqual(person.session.notice, { word: "notGiven" });
  assert.equal(person.session.ticket, null);
  person.touches("closeSheet").touches("tile", { field: "h" }).touches("take", { priority: false });
  assert.equal(person.session.pending.key, key);
});

const unanswered = () => atSheet().touches("take", { priority: true }).wait(8000).does("refused", { kind: "issue", offline: true });

test("a server that is soon back is asked for the number once more, under the key of the press", () => {
  const person = atSheet().touches("take", { priority: true });
  const { key, body } = person.session.pending;
  person.wait(8000).does("refused", { kind: "issue", offline: true }).wait(5000).does("back");
  assert.deepEqual([person.session.pending.key, person.session.pending.body], [key, body]);
  person.wait(100).does("answered", { kind: "issue", ticket: TICKET });
  assert.deepEqual([person.session.screen, person.session.ticket.number], ["ticket", "H042"]);
});

test("a server that is back late presses for nobody: the same press is offered, under its own key", () => {
  const person = unanswered();
  const [{ key }] = Object.values(person.session.unanswered);
  person.silent(60_000, false, true).does("back");
  assert.equal(person.session.pending, null);
  assert.equal(person.session.sheet.field, "h");
  person.touches("take", { priority: true });
  assert.equal(person.session.pending.key, key);
});

test("a press tried in vain again counts from the first time", () => {
  const person = unanswered().wait(14_000).does("back").wait(8000).does("refused", { kind: "issue", offline: true });
  person.wait(1000).does("back");
  assert.equal(person.session.pending, null, "thirty seconds after the press nobody presses by themselves");
});

test("a server that is back asks for nothing nobody pressed", () => {
  assert.equal(atSheet().wait(9000).does("back").session.pending, null);
  assert.equal(unanswered().touches("closeSheet").does("back").session.pending, null);
  const helped = visitor().touches("help").wait(8000).does("refused", { kind: "help", offline: true }).does("back");
  assert.equal(helped.session.pending, null);
});

test("while the server is away a visit with an unanswered press goes on, for five minutes at most", () => {
  const person = unanswered();
  person.silent(200_000, false, true);
  assert.equal(Object.keys(person.session.unanswered).length, 1);
  person.silent(150_000, false, true);
  assert.deepEqual([person.session.screen, person.session.sheet, person.session.unanswered], ["home", null, {}]);
});

test("without such a press the visit ends while the server is away as it always does", () => {
  const person = atSheet().silent(45_000, false, true);
  assert.equal(person.session.sheet, null);
});

test("after an answer the next person's press has a key of its own", () => {
  const person = atSheet().touches("take", { priority: false });
  const { key } = person.session.pending;
  person.given().touches("end").touches("tile", { field: "h" }).touches("take", { priority: false });
  assert.notEqual(person.session.pending.key, key);
});

test("a refusal stays on the sheet in the server's words, and a new press is a new press", () => {
  const person = atSheet().touches("take", { priority: false });
  const { key } = person.session.pending;
  person.wait(50).does("refused", { kind: "issue", offline: false, message: "Đã hết lượt tiếp nhận." });
  assert.deepEqual(person.session.notice, { text: "Đã hết lượt tiếp nhận." });
  assert.notEqual(person.session.sheet, null);
  person.touches("take", { priority: false });
  assert.notEqual(person.session.pending.key, key);
});

test("the ticket closes by itself after twenty seconds, without paper after sixty", () => {
  assert.equal(withTicket().silent(19_000).session.screen, "ticket");
  assert.equal(withTicket().silent(20_500).session.screen, "home");
  assert.equal(withTicket().silent(59_000, true).session.screen, "ticket");
  assert.equal(withTicket().silent(60_500, true).session.screen, "home");
});

test("any touch starts the time again", () => {
  const person = withTicket().silent(15_000).does("touch").silent(15_000);
  assert.equal(person.session.screen, "ticket");
});

test("a sheet left alone asks first, then goes home", () => {
  const person = atSheet().silent(29_000);
  assert.equal(person.session.askedAt, null);
  person.silent(1500);
  assert.notEqual(person.session.askedAt, null);
  person.silent(9000);
  assert.notEqual(person.session.sheet, null);
  person.silent(1500);
  assert.equal(person.session.sheet, null);
});

test("who needs more time keeps what was on the screen", () => {
  const person = atSheet().silent(31_000).touches("moreTime");
  assert.equal(person.session.askedAt, null);
  assert.equal(person.session.sheet.field, "h");
  assert.equal(person.silent(29_000).session.askedAt, null);
});

test("modes and language last for one visit", () => {
  const person = visitor().touches("mode", { mode: "contrast" }).touches("mode", { mode: "big" }).touches("language", { language: "en" });
  person.touches("tile", { field: "h" }).touches("take", { priority: false }).given();
  assert.deepEqual([person.session.modes.contrast, person.session.modes.big, person.session.language], [true, true, "en"]);
  person.touches("end");
  assert.deepEqual([person.session.modes.contrast, person.session.modes.big, person.session.language], [false, false, null]);
});

test("modes somebody left behind go by themselves", () => {
  const person = visitor().touches("mode", { mode: "low" });
  assert.equal(person.silent(59_000).session.modes.low, true);
  assert.equal(person.silent(2000).session.modes.low, false);
});

test("a wrong field is changed for the very ticket, and the number on show is the answer's", () => {
  const person = withTicket().touches("change");
  assert.equal(person.session.screen, "change");
  person.touches("pick", { field: "k" });
  assert.deepEqual(person.session.pending, { kind: "move", ticket: "t1", body: { field: "k", kind: "wrong_field" }, key: person.session.pending.key, since: person.session.pending.since });
  person.wait(60).does("answered", { kind: "move", ticket: { ...TICKET, field: { id: "k", prefix: "K" }, slip: null } });
  const { ticket } = person.session;
  assert.deepEqual([ticket.number, ticket.moved, ticket.field.prefix, ticket.slip.state], ["H042", "same", "K", "queued"]);
});

test("a number that did change is called new", () => {
  const person = withTicket().touches("change").touches("pick", { field: "k" });
  person.wait(60).does("answered", { kind: "move", ticket: { ...TICKET, number: "K009" } });
  assert.deepEqual([person.session.ticket.number, person.session.ticket.moved], ["K009", "new"]);
});

test("the field can be changed for fifteen seconds", () => {
  const person = withTicket().silent(14_000).touches("change");
  assert.equal(person.session.screen, "ticket");
});

test("who hesitates over another field sees their number again before the kiosk forgets them", () => {
  const person = withTicket().touches("change").silent(40_500);
  assert.equal(person.session.screen, "ticket");
  assert.equal(person.session.ticket.number, "H042");
  assert.equal(person.silent(20_500).session.screen, "home");
});

test("a change that was refused leaves the number on the screen", () => {
  const person = withTicket().touches("change").touches("pick", { field: "k" }).wait(60);
  person.does("refused", { kind: "move", offline: false, message: "Số H042 đã được gọi." });
  assert.equal(person.session.screen, "ticket");
  assert.deepEqual(person.session.notice, { text: "Số H042 đã được gọi." });
});

test("calling for help twice tells the desk once", () => {
  const person = visitor().touches("help");
  assert.equal(person.session.pending.kind, "help");
  person.wait(50).does("answered", { kind: "help" });
  assert.equal(person.session.help, "called");
  person.touches("help");
  assert.equal(person.session.pending, null);
  assert.equal(person.silent(20_500).session.screen, "home");
});

test("help that could not be called is not promised", () => {
  const person = visitor().touches("help").wait(8000).does("refused", { kind: "help", offline: true });
  assert.equal(person.session.help, "failed");
});

test("the keyboard types into the search and only there", () => {
  const person = visitor().touches("openSearch");
  for (const key of ["h", "o", "a", "tone:huyen"]) person.does("key", { key });
  assert.equal(person.session.query, "hòa");
  person.touches("closeSearch").touches("openSearch");
  assert.equal(person.session.query, "");
});
