/** What presses at the guidance desk do: one press, one request, and what is said when it was refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../../app/web/static/reception/desk.js";
import { fieldOf, leave } from "../../app/web/static/reception/keyboard.js";
import { Offline, Refusal } from "../../app/web/static/shared/refusals.js";
import { prepare } from "../../app/web/static/shared/search.js";
import { catalogue, inState, morning, NOW, waiting } from "./fixtures/reception-hall.js";

const CENTRE = "/api/v1/centres/phuong-mau";
const TICKET = `/api/v1/tickets/${waiting.id}`;
const settled = () => new Promise((done) => setImmediate(done));

/** A desk whose server answers from `answers` (path → answer, or a function of the body); what was sent is in `sent`. */
function seated(answers = {}, snapshot = morning) {
  const sent = [];
  const asked = [];
  let key = 0;
  const answer = (path, body) => {
    const given = answers[path];
    if (given === undefined) throw new Refusal(404, { code: "unknown", message: `nothing at ${path}` });
    const told = typeof given === "function" ? given(body) : given;
    if (told instanceof Error) throw told;
    return told;
  };
  const desk = new Desk({
    ...{ centre: "phuong-mau", now: () => NOW, changed: () => {}, wait: settled },
    freshKey: () => `key ${(key += 1)}`,
    get: async (path) => {
      asked.push(path);
      return answer(path);
    },
    post: async (path, body, options) => {
      sent.push({ path, body, ...options });
      return answer(path, body);
    },
  });
  desk.take(snapshot);
  return { desk, sent, asked, answers };
}

async function found(ticket = waiting, answers = {}) {
  const at = seated({ [TICKET]: ticket, ...answers });
  await at.desk.finding.show(ticket);
  return at;
}

// Giving

test("the number taken appears as its slip and the choice is empty for the next person", async () => {
  const { desk, sent } = seated({ [`${CENTRE}/tickets`]: waiting, [TICKET]: waiting });
  desk.giving.choose("fH");
  desk.giving.toggleAssist();
  await desk.giving.take(true);
  assert.deepEqual(sent[0].body, { field: "fH", priority: true, assist: true });
  assert.deepEqual([desk.giving.field, desk.giving.assist, desk.finding.ticket.number, desk.tab], [null, false, "H035", "find"]);
  assert.equal(desk.told, "Đã lấy số H035, Đất đai, môi trường.");
});

test("a procedure that was found is what the number is taken for", async () => {
  const { desk, sent } = seated({ [`${CENTRE}/tickets`]: waiting, [TICKET]: waiting });
  desk.giving.catalogue = prepare(catalogue);
  desk.giving.search("khai sinh");
  const [row] = desk.page().give.found.rows;
  desk.giving.pick(row);
  assert.deepEqual([desk.giving.field, desk.giving.query], ["fA", ""]);
  await desk.giving.take(false);
  assert.deepEqual(sent[0].body, { procedure: row.code, priority: false, assist: false });
});

test("another tile forgets the procedure", () => {
  const { desk } = seated();
  desk.giving.pick({ field: "fA", code: "1.1", shown: "Đăng ký khai sinh" });
  desk.giving.choose("fB");
  assert.deepEqual([desk.giving.field, desk.giving.procedure], ["fB", null]);
});

test("without a choice, or for a field nobody serves, nothing is sent and the reason is said there", async () => {
  const { desk, sent } = seated();
  await desk.giving.take(false);
  assert.deepEqual(desk.said, { at: "take", words: "Chưa chọn lĩnh vực.", kind: "why" });
  desk.giving.choose("fY");
  assert.equal(desk.said, null);
  await desk.giving.take(false);
  assert.match(desk.said.words, /Chưa có quầy nào/);
  assert.deepEqual(sent, []);
});

test("a second press while the first is under way takes no second number", async () => {
  const { desk, sent } = seated({ [`${CENTRE}/tickets`]: waiting, [TICKET]: waiting });
  desk.giving.choose("fH");
  const first = desk.giving.take(false);
  await Promise.all([first, desk.giving.take(false), desk.giving.take(true)]);
  assert.equal(sent.length, 1);
});

test("a refusal is said at the key and the choice stands; without an answer the same press is sent again", async () => {
  const path = `${CENTRE}/tickets`;
  const { desk, sent, answers } = seated({ [path]: new Refusal(409, { code: "cut_off", message: "Đã hết lượt tiếp nhận trong buổi." }) });
  desk.giving.choose("fH");
  await desk.giving.take(false);
  assert.deepEqual(desk.said, { at: "take", words: "Đã hết lượt tiếp nhận trong buổi.", kind: "refused" });
  assert.equal(desk.giving.field, "fH");
  answers[path] = new Offline();
  await desk.giving.take(false);
  await desk.giving.take(false);
  assert.equal(sent[1].key, sent[2].key);
  assert.notEqual(sent[0].key, sent[1].key);
});

test("while the connection is lost nothing is sent", async () => {
  const { desk, sent } = seated();
  desk.giving.choose("fH");
  desk.lose(NOW);
  await desk.giving.take(false);
  assert.match(desk.said.words, /^Mất kết nối/);
  assert.deepEqual(sent, []);
  desk.back();
  assert.equal(desk.said, null);
});

test("while the connection is lost no choice opens that could not be sent", async () => {
  const { desk } = await found();
  desk.lose(NOW);
  desk.finding.act("cancel");
  assert.deepEqual([desk.finding.panel, desk.said.at], [null, "cancel"]);
});

// Finding

test("digits alone that fit one ticket put it on the desk", async () => {
  const { desk } = seated({ [`${CENTRE}/tickets?number=35`]: { tickets: [waiting] }, [TICKET]: waiting });
  await desk.finding.type("35");
  await settled();
  assert.deepEqual([desk.finding.ticket.number, desk.finding.typed], ["H035", "H035"]);
});

test("digits that fit several give a list, and none is said", async () => {
  const both = [waiting, { ...waiting, id: "a", number: "A035" }];
  const { desk } = seated({ [`${CENTRE}/tickets?number=35`]: { tickets: both }, [`${CENTRE}/tickets?number=999`]: { tickets: [] } });
  await desk.finding.type("35");
  assert.deepEqual([desk.finding.list.length, desk.finding.ticket], [2, null]);
  await desk.finding.type("999");
  assert.equal(desk.page().find.said.words, "Không có số này hôm nay.");
  assert.equal(desk.told, "Không có số này hôm nay.");
});

test("only the last question counts, and half a number asks nobody", async () => {
  const { desk, asked } = seated({ [`${CENTRE}/tickets?number=H035`]: { tickets: [] } });
  await Promise.all(["H", "H0", "H03", "H035"].map((typed) => desk.finding.type(typed)));
  assert.deepEqual(asked, [`${CENTRE}/tickets?number=H035`]);
});

test("the slip on the desk follows the hall", async () => {
  const { desk, answers } = await found();
  answers[TICKET] = inState("called");
  desk.take({ ...morning, revision: 42 });
  await settled();
  assert.equal(desk.finding.ticket.state, "called");
});

test("an answer from before this desk's own step does not undo it on the desk", async () => {
  const { desk, answers } = await found();
  const marked = { ...waiting, assist: true };
  let arrive;
  answers[TICKET] = () => new Promise((done) => (arrive = () => done(waiting)));
  const reading = desk.finding.refresh();
  answers[`${TICKET}/assist`] = () => {
    answers[TICKET] = () => Promise.reject(new Offline());
    return { ticket: marked };
  };
  await desk.finding.act("assist");
  arrive();
  await reading;
  assert.equal(desk.finding.ticket.assist, true);
});

test("a slip that cannot be read stays as it is", async () => {
  const { desk, answers } = await found();
  answers[TICKET] = new Offline();
  await desk.finding.refresh();
  assert.equal(desk.finding.ticket.number, "H035");
});

test("a ticket pressed in a list comes to the desk; one that is not there says so", async () => {
  const { desk } = seated({ [TICKET]: waiting });
  await desk.finding.open(waiting.id);
  assert.equal(desk.finding.ticket.number, "H035");
  await desk.finding.open("404");
  assert.equal(desk.page().find.said.kind, "error");
});

// Doing

test("each action is its own request", async () => {
  const answers = Object.fromEntries(["reprint", "assist", "return"].map((verb) => [`${TICKET}/${verb}`, { ticket: waiting }]));
  const { desk, sent } = await found(waiting, answers);
  await desk.finding.act("reprint");
  await desk.finding.act("assist");
  desk.finding.ticket = inState("no_show");
  await desk.finding.act("bring_back");
  assert.deepEqual(
    sent.map(({ path, body }) => [path, body]),
    [
      [`${TICKET}/reprint`, {}],
      [`${TICKET}/assist`, { assist: true }],
      [`${TICKET}/return`, {}],
    ],
  );
});

test("where the state does not allow an action, the key says why and sends nothing", async () => {
  const { desk, sent } = await found(inState("done"));
  for (const action of ["reprint", "transfer", "priority", "assist", "cancel"]) {
    await desk.finding.act(action);
    assert.deepEqual(desk.said, { at: action, words: "Lượt này đã phục vụ xong.", kind: "why" });
  }
  assert.equal(desk.finding.panel, null);
  assert.deepEqual(sent, []);
});

test("a wrong field is moved with its kind, and can be taken back for as long as the centre says", async () => {
  const answers = { [`${TICKET}/transfer`]: { ticket: waiting }, [`${TICKET}/undo`]: { ticket: waiting } };
  const { desk, sent } = await found(waiting, answers);
  desk.finding.act("transfer");
  await desk.finding.confirm();
  assert.equal(desk.said.words, "Chưa chọn lĩnh vực.");
  desk.finding.choose({ field: "fB" });
  await desk.finding.confirm();
  assert.deepEqual(sent[0].body, { field: "fB", kind: "wrong_field" });
  assert.equal(desk.finding.panel, null);
  assert.equal(+desk.finding.undo.until - NOW, 20_000);
  await desk.finding.takeBack();
  assert.deepEqual([sent[1].path, desk.finding.undo], [`${TICKET}/undo`, null]);
});

test("after its seconds the way back is gone", async () => {
  const { desk } = await found(waiting, { [`${TICKET}/cancel`]: { ticket: inState("cancelled") } });
  desk.finding.act("cancel");
  await desk.finding.confirm();
  assert.equal(desk.finding.undo.action, "cancel");
  desk.finding.tick(new Date(+NOW + 19_999));
  assert.notEqual(desk.finding.undo, null);
  desk.finding.tick(new Date(+NOW + 20_000));
  assert.equal(desk.finding.undo, null);
});

test("priority is granted with its class and reason, revoked with none", async () => {
  const { desk, sent } = await found(waiting, { [`${TICKET}/priority`]: { ticket: { ...waiting, priority: true } } });
  desk.finding.act("priority");
  await desk.finding.confirm();
  assert.equal(desk.said.words, "Chưa chọn diện.");
  desk.finding.choose({ code: "elderly" });
  await desk.finding.confirm();
  assert.equal(desk.said.words, "Chưa ghi lý do.");
  desk.finding.choose({ reason: " Có giấy tờ " });
  await desk.finding.confirm();
  assert.deepEqual(sent.at(-1).body, { class: "elderly", reason: "Có giấy tờ" });
  desk.finding.ticket = { ...waiting, priority: true };
  desk.finding.act("priority");
  desk.finding.choose({ code: null, reason: "Bấm nhầm" });
  await desk.finding.confirm();
  assert.deepEqual(sent.at(-1).body, { class: null, reason: "Bấm nhầm" });
});

test("a refused choice stays open with its sentence", async () => {
  const refusal = new Refusal(409, { code: "field_closed", message: "Lĩnh vực Chứng thực hiện không có quầy tiếp nhận." });
  const { desk } = await found(waiting, { [`${TICKET}/transfer`]: refusal });
  desk.finding.act("transfer");
  desk.finding.choose({ field: "fB" });
  await desk.finding.confirm();
  assert.deepEqual([desk.finding.panel.field, desk.said.at, desk.said.words], ["fB", "panel", refusal.message]);
});

test("a choice whose ground is gone closes and says why", async () => {
  const { desk, answers } = await found();
  desk.finding.act("transfer");
  answers[TICKET] = inState("serving");
  await desk.finding.refresh();
  assert.equal(desk.finding.panel, null);
  assert.deepEqual([desk.said.at, desk.said.kind], ["transfer", "why"]);
});

// Attending

test("a help call and an absent person are each one press in the list", async () => {
  const { desk, sent } = seated({ "/api/v1/help-calls/1/answer": { help_call: {} }, "/api/v1/tickets/29/return": { ticket: waiting } });
  await desk.answerCall("1");
  await desk.bringBack("29");
  assert.deepEqual(
    sent.map(({ path }) => path),
    ["/api/v1/help-calls/1/answer", "/api/v1/tickets/29/return"],
  );
});

test("a new help call is told once, those that stood already are not", () => {
  const { desk } = seated();
  assert.equal(desk.told, "");
  const more = [...morning.help_calls, { id: "3", kiosk: "Máy lấy số 1", at: NOW.toISOString() }];
  desk.take({ ...morning, revision: 42, help_calls: more });
  assert.equal(desk.told, "Gọi hướng dẫn: Máy lấy số 1.");
  desk.tell("");
  desk.take({ ...morning, revision: 43, help_calls: more });
  assert.equal(desk.told, "");
});

test("a list under a finger keeps its order and says that it has changed", () => {
  const { desk } = seated();
  desk.page();
  desk.hold("absent", true);
  const newer = [{ id: "50", number: "A050", at: NOW.toISOString(), counter: 9 }, ...morning.no_shows.slice(1)];
  desk.take({ ...morning, revision: 42, no_shows: newer });
  const held = desk.page().attend.absent;
  assert.deepEqual([held.rows.map(({ number }) => number), held.rows[0].gone, held.changed], [["T029", "B045", "A050"], true, true]);
  desk.hold("absent", false);
  assert.deepEqual(
    desk.page().attend.absent.rows.map(({ number }) => number),
    ["A050", "B045"],
  );
});

// Keyboard

test("a letter is its field, whichever case it is typed in", () => {
  assert.equal(fieldOf("h", morning.fields).id, "fH");
  assert.equal(fieldOf("Z", morning.fields), null);
  assert.equal(fieldOf("Enter", morning.fields), null);
});

test("Escape leaves the innermost thing that is open", async () => {
  const { desk } = await found();
  desk.giving.choose("fH");
  desk.giving.search("khai");
  desk.openDrawer(true);
  desk.finding.act("cancel");
  const left = [];
  for (let i = 0; i < 4; i += 1) {
    leave(desk);
    left.push([desk.finding.panel !== null, desk.drawer, desk.giving.query, desk.giving.field]);
  }
  assert.deepEqual(left, [
    [false, true, "khai", "fH"],
    [false, false, "khai", "fH"],
    [false, false, "", "fH"],
    [false, false, "", null],
  ]);
});

test("under a pointer who was called meanwhile keeps the place, even the last of the morning", () => {
  const unseen = { id: "t9", number: "H009", prefix: "H", joined_at: "2026-11-23T03:58:00.000Z" };
  const { desk } = seated({}, { ...morning, morning: [unseen], morning_total: 1 });
  assert.equal(desk.page().attend.unseen.count, "1");
  desk.hold("unseen", true);
  desk.take({ ...morning, revision: morning.revision + 1 });
  const { count, rows, changed } = desk.page().attend.unseen;
  assert.deepEqual([count, rows.map(({ number, gone }) => [number, gone]), changed], ["0", [["H009", true]], true]);
  desk.hold("unseen", false);
  assert.equal(desk.page().attend.unseen, null);
});
