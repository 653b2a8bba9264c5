import assert from "node:assert/strict";
import test from "node:test";
import { Offline, Refusal, understood } from "../../app/web/static/shared/refusals.js";
import { Presses } from "../../app/web/static/shared/presses.js";

const said = (code, message) => JSON.stringify({ error: { code, message, data: {} } });
const thrown = (status, body) => {
  try {
    return understood(status, body);
  } catch (error) {
    return error;
  }
};

test("an answer is its JSON, and a refusal says the server's sentence", () => {
  assert.deepEqual(understood(201, '{"number":"H042"}'), { number: "H042" });
  const refusal = thrown(409, said("counter_busy", "Quầy số 3 đang có số H042."));
  assert.ok(refusal instanceof Refusal);
  assert.deepEqual([refusal.status, refusal.code, refusal.message], [409, "counter_busy", "Quầy số 3 đang có số H042."]);
});

test("what a proxy says in the server's place is no answer; what it refuses itself is a refusal", () => {
  assert.ok(thrown(502, "<html>Bad Gateway</html>") instanceof Offline);
  assert.ok(thrown(200, "<html>Đăng nhập Wi-Fi</html>") instanceof Offline);
  assert.equal(thrown(413, "too large").code, "http_413");
});

test("a press that met a database going away may have been done, so pressing again is the same press", async () => {
  const keys = [];
  const answers = [[503, said("database_gone", "Cơ sở dữ liệu không trả lời.")], [200, "{}"], [200, "{}"]];
  const send = async (_path, _body, { key }) => {
    keys.push(key);
    return understood(...answers.shift());
  };
  let made = 0;
  const presses = new Presses(send, () => `key-${(made += 1)}`, () => {});
  await presses.press("next", "/next");
  assert.equal(presses.of("next").error, "Cơ sở dữ liệu không trả lời.");
  await presses.press("next", "/next");
  await presses.press("next", "/next");
  assert.deepEqual(keys, ["key-1", "key-1", "key-2"]);
});
