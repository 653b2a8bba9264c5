import assert from "node:assert/strict";
import test from "node:test";
import { miniPage } from "../../app/web/static/mini/state.js";
import { at, called, deskAt, idle, later, serving } from "./fixtures/counter-hall.js";

const mini = (snapshot, seconds = 0) => {
  const { desk } = deskAt(snapshot);
  desk.around.now = () => at(snapshot, seconds);
  return miniPage(desk.page(), desk);
};
const with_ = (changes) => ({ ...called, ticket: { ...called.ticket, ...changes } });

test("the bar says which counter, how many wait and how many are past", () => {
  const { counter, waiting, late, away } = mini(called).bar;
  assert.deepEqual([counter, waiting, late, away], ["Quầy 3", "12 đang chờ", "2 quá 15 phút", null]);
});

test("a called number counts from its call and says whether it was read out", () => {
  const line = (changes) => mini(with_(changes)).slip.line.words;
  assert.deepEqual([mini(called, 22).slip.timer, mini(called).slip.priority], ["01:00", true]);
  assert.equal(line({}), "Đã đọc 09:43:11");
  assert.equal(line({ call: { ...called.ticket.call, spoken_at: null, ahead: 2 } }), "Đã gọi, đang chờ đọc");
  const silent = { ...with_({ call: { ...called.ticket.call, spoken_at: null } }), voice: "absent" };
  assert.equal(mini(silent).slip.line.words, "Xin gọi to");
});

test("a number being served counts its service", () => {
  const { slip, main } = mini(serving);
  assert.deepEqual([slip.timer, slip.line.words, main.label], ["08:15", "Đang phục vụ", "Xong và gọi tiếp"]);
});

test("nobody at the counter: it is free, and says who is next", () => {
  assert.deepEqual(mini(idle).slip, { kind: "free", title: "Sẵn sàng", line: "Tiếp theo: H042 · Ưu tiên", timer: "00:08" });
  const empty = { ...idle, queue: { total: 0, past: 0, soon: 0, rows: [] } };
  assert.deepEqual([mini(empty).slip.line, mini(empty).main.off], ["Chưa có ai lấy số", true]);
});

test("a pause shows its reason and opens again by the same Enter", () => {
  const { slip, main } = mini({ ...idle, counter: { ...idle.counter, state: "paused", pause_reason: "break", since: idle.now } }, 65);
  assert.deepEqual([slip.title, slip.line, slip.timer, main.label], ["Tạm dừng", "nghỉ giải lao", "01:05", "Mở quầy"]);
});

test("the third button is Vắng mặt of who was called and Tạm chờ of who is here", () => {
  const third = (snapshot) => mini(snapshot).keys[1];
  assert.deepEqual([idle, called, serving].map((snapshot) => third(snapshot).label), ["Vắng mặt", "Vắng mặt", "Tạm chờ"]);
  assert.deepEqual([idle, called, serving].map((snapshot) => third(snapshot).active), [false, true, true]);
});

test("an absence that would be asked about first is drawn quietly, and can be pressed", () => {
  const absent = (snapshot, seconds) => mini(snapshot, seconds).keys[1];
  assert.deepEqual([absent(called).active, absent(called).quiet], [true, true]);
  assert.equal(absent(with_({ calls: 2 }), 120).quiet, false);
});

test("a lost connection and an ended session take the bar, and nothing can be pressed", () => {
  const lost = deskAt(called).desk;
  lost.lose(at(called));
  assert.equal(miniPage(lost.page(), lost).bar.away, "Mất kết nối. Số liệu lúc 09:43");
  const gone = deskAt(called).desk;
  gone.signOut();
  const page = miniPage(gone.page(), gone);
  assert.match(page.bar.away, /^Phiên đã hết/);
  assert.deepEqual([page.main.off, page.keys.map(({ active }) => active)], [true, [false, false]]);
});

test("it is the desk of the counter's page: what is opened in one is open in the other", () => {
  const { desk } = deskAt(serving);
  desk.key("hold");
  assert.equal(miniPage(desk.page(), desk).panel.title, "Tạm chờ vì");
  desk.take(later(idle));
  assert.equal(miniPage(desk.page(), desk).panel, null);
});
