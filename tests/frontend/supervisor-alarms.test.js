import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { alarms, fieldOf, untold } from "../../app/web/static/supervisor/alarms.js";
import { deviceStrip } from "../../app/web/static/supervisor/devices.js";
import { still } from "../../app/web/static/shared/order.js";

const busy = JSON.parse(readFileSync(new URL("./fixtures/supervisor-busy.json", import.meta.url)));
const now = new Date(busy.now);
const quiet = { ...busy, counters: [], fields: [], devices: [], help_calls: [] };
const whats = (snapshot, at = now) => alarms(snapshot, at).map((alarm) => alarm.what);

test("a citizen calling for help comes before everything, then what is broken, then what is about to be", () => {
  assert.deepEqual(whats(busy), [
    "Máy lấy số 1 gọi hướng dẫn",
    "Quầy số 13: phục vụ M019 đã 41 phút",
    "Máy lấy số 3 mất kết nối",
    "Máy in 1: sắp hết giấy",
    "Quầy số 18: đã gọi U011, chưa bắt đầu",
  ]);
});

test("an alarm dates from the moment it became true, not from the start of the service", () => {
  const [alarm] = alarms({ ...busy, devices: [], help_calls: [] }, now);
  assert.equal(new Date(alarm.since).toISOString(), "2026-11-23T02:41:23.000Z");
});

const of = (number) => busy.counters.find((counter) => counter.number === number);
const alone = (counter, more = {}) => ({ ...quiet, fields: busy.fields, counters: [{ ...of(counter), ...more }] });
const told = (snapshot, at = now) => alarms(snapshot, at).map(({ grade, what, detail }) => [grade, what, detail]);
const later = (minutes) => new Date(now.getTime() + minutes * 60_000);

test("a call nobody answered stands out, and after ten minutes counts as left", () => {
  const scene = alone(18);
  assert.deepEqual(told(scene), [["soon", "Quầy số 18: đã gọi U011, chưa bắt đầu", "gọi 2 lần, 3 phút 10"]]);
  assert.deepEqual(told(scene, later(8)), [["late", "Phiếu U011 đã gọi 11 phút, chưa bắt đầu", "Quầy số 18, gọi 2 lần"]]);
  assert.equal(new Date(alarms(scene, later(8))[0].since).toISOString(), "2026-11-23T02:50:33.000Z");
});

test("when a call is left is the centre's to say", () => {
  const ticket = { ...of(18).ticket, left_at: new Date(now - 1000).toISOString() };
  assert.match(whats(alone(18, { ticket }))[0], /^Phiếu U011 đã gọi 3 phút/);
});

test("a counter whose page is silent is an alarm with who is there", () => {
  const silent_since = "2026-11-23T02:43:00.000Z";
  assert.deepEqual(told(alone(3, { silent_since })), [["late", "Quầy số 3 mất kết nối", "đã gọi H042"]]);
  assert.deepEqual(told(alone(1, { silent_since })), [["late", "Quầy số 1 mất kết nối", "đang phục vụ R018"]]);
  assert.deepEqual(told(alone(7, { silent_since })), [["soon", "Quầy số 7 mất kết nối", "không có ai ở quầy"]]);
  assert.deepEqual(told(alone(10, { silent_since })), [], "a computer may be switched off in a pause");
});

test("a counter left open after closing is an alarm once nobody waits for it", () => {
  const fields = busy.fields.map((field) => ({ ...field, waiting: 0 }));
  const left_open_at = new Date(now - 60_000).toISOString();
  const open = { ...alone(7, { left_open_at }), fields };
  assert.deepEqual(told(open), [["soon", "Quầy số 7 chưa đóng", "hết giờ tiếp nhận, không có ai chờ; Vũ Ngọc Ánh"]]);
  const resting = { ...alone(10, { left_open_at }), fields };
  assert.deepEqual(whats(resting), ["Quầy số 10 chưa đóng"], "also one that is paused");
  assert.deepEqual(whats({ ...open, fields: fields.map((field) => ({ ...field, waiting: 1 })) }), []);
  assert.deepEqual(whats(open, new Date(now - 120_000)), []);
});

test("an alarm of a counter leads to the counter, where it is mended", () => {
  assert.deepEqual(
    alarms(busy, now).filter(({ counter }) => counter).map(({ counter }) => counter),
    ["c13", "c18"],
  );
});

test("a help call nobody answered for two minutes is marked", () => {
  const help_calls = [{ id: "h", kiosk: "Máy lấy số 2", at: new Date(now - 121000).toISOString() }];
  assert.equal(alarms({ ...quiet, help_calls }, now)[0].overdue, true);
  assert.equal(alarms({ ...quiet, help_calls }, new Date(now - 2000))[0].overdue, false);
});

test("people waiting in a field no counter serves is an alarm, except over lunch", () => {
  const fields = [{ ...busy.fields[1], counters_open: 0 }];
  assert.deepEqual(whats({ ...quiet, fields }), ["Hộ tịch: không có quầy nào mở"]);
  assert.deepEqual(whats({ ...quiet, fields, hall: { ...busy.hall, state: "between" } }), []);
});

test("an open counter that calls nobody while its people wait is an alarm after three minutes", () => {
  const fields = [{ id: "fH", prefix: "H", lag_minutes: 0, until: null }];
  const free = { ...busy.counters[6], fields, free_since: new Date(now - 250000).toISOString() };
  const scene = { ...quiet, fields: busy.fields, counters: [free] };
  assert.deepEqual(whats(scene), ["Quầy số 7 mở nhưng không gọi ai"]);
  assert.deepEqual(whats({ ...scene, counters: [{ ...free, free_since: null }] }), []);
  assert.deepEqual(whats(scene, new Date(now - 90000)), []);
});

test("an open counter whose field is empty may rest", () => {
  const resting = { ...busy.counters[6], free_since: new Date(now - 3600000).toISOString() };
  assert.deepEqual(whats({ ...quiet, fields: busy.fields, counters: [resting] }), []);
});

test("an open counter with no clerk is an alarm even when nobody waits", () => {
  const abandoned = { ...busy.counters[6], clerk: null };
  assert.equal(alarms({ ...quiet, counters: [abandoned] }, now)[0].detail, "không có cán bộ");
});

test("a number finds its field even when prefixes hold digits", () => {
  const fields = [{ prefix: "A" }, { prefix: "A1" }, { prefix: "" }];
  assert.equal(fieldOf("A1042", fields).prefix, "A1");
  assert.equal(fieldOf("042", fields).prefix, "");
  assert.equal(fieldOf("Z042", [{ prefix: "A" }]), null);
});

test("an alarm is told once, and again only when it has gone and come back", () => {
  const told = new Set();
  const list = alarms(busy, now);
  assert.equal(untold(told, list).length, 5);
  assert.deepEqual(untold(told, list), []);
  untold(told, list.slice(1));
  assert.deepEqual(untold(told, list), ["Máy lấy số 1 gọi hướng dẫn, Tôi chưa rõ, cần hướng dẫn"]);
});

test("nothing moves under a finger: rows that went leave their place, new ones come last", () => {
  const rows = (...ids) => ids.map((id) => ({ id }));
  const { rows: shown, changed } = still(rows("a", "b", "c"), rows("x", "c", "a"));
  assert.deepEqual(shown, [{ id: "a" }, { id: "b", gone: true }, { id: "c" }, { id: "x" }]);
  assert.equal(changed, true);
  assert.equal(still(null, rows("x", "a")).changed, false);
});

test("devices in order are told together and the others by name", () => {
  assert.deepEqual(
    deviceStrip(busy.devices, busy.zone).map((device) => device.text),
    [
      "Máy lấy số 1, 2",
      "Máy lấy số 3: mất kết nối từ 09:41",
      "Máy in 1: sắp hết giấy",
      "Màn hình sảnh 1, 2",
      "Bảng hiển thị tại quầy 20/20",
      "Giọng đọc",
    ],
  );
});

test("devices that were never there make one alarm together, not a wall of red", () => {
  const device = (id, name) => ({ id, kind: "kiosk", name, state: "lost", detail: "mất kết nối", since: null });
  const scene = { ...quiet, devices: [device("a", "Máy lấy số 1"), device("b", "Máy lấy số 2")] };
  assert.deepEqual(
    alarms(scene, now).map(({ what, detail }) => [what, detail]),
    [["2 thiết bị chưa kết nối", "Máy lấy số 1, Máy lấy số 2"]],
  );
  assert.equal(deviceStrip(scene.devices)[0].text, "Máy lấy số 1: chưa kết nối");
});

test("a device that was lost says so once", () => {
  const lost = { id: "a", kind: "kiosk", name: "Máy lấy số 1", state: "lost", detail: "mất kết nối", since: busy.now };
  assert.equal(alarms({ ...quiet, devices: [lost] }, now)[0].detail, null);
});

test("a device without a number stands by itself, also when three of its kind are well", () => {
  const device = (id, name) => ({ id, kind: "printer", name, state: "ok", detail: null, since: null });
  const devices = [
    device("a", "Máy in cửa chính"),
    device("b", "Máy in 1"),
    device("c", "Máy in 2"),
    device("d", "Máy in 3"),
  ];
  assert.deepEqual(
    deviceStrip(devices).map((each) => each.text),
    ["Máy in cửa chính", "Máy in 3/3"],
  );
});
