import assert from "node:assert/strict";
import test from "node:test";
import { Offline, Refusal } from "../../app/web/static/shared/refusals.js";
import { Presses } from "../../app/web/static/shared/presses.js";

function scene(answer) {
  const sent = [];
  let keys = 0;
  const send = (path, body, { key }) => {
    sent.push({ path, body, key });
    return answer(sent.length);
  };
  return {
    sent,
    presses: new Presses(
      send,
      () => `key-${(keys += 1)}`,
      () => {},
    ),
  };
}

test("a double press is sent once", async () => {
  const { sent, presses } = scene(() => Promise.resolve({ ok: true }));
  const [first, second] = await Promise.all([presses.press("end", "/day/end"), presses.press("end", "/day/end")]);
  assert.deepEqual([first, second, sent.length], [{ ok: true }, null, 1]);
});

test("a refusal stays where it was pressed until it is pressed again", async () => {
  const refuse = (n) =>
    n === 1 ? Promise.reject(new Refusal(409, { code: "x", message: "Quầy đang có số." })) : Promise.resolve({});
  const { presses } = scene(refuse);
  assert.equal(await presses.press("lend", "/fields"), null);
  assert.equal(presses.of("lend").error, "Quầy đang có số.");
  await presses.press("lend", "/fields");
  assert.equal(presses.of("lend").error, null);
});

test("pressing again after no answer is the same press: it carries the same key", async () => {
  const { sent, presses } = scene((n) => (n === 1 ? Promise.reject(new Offline()) : Promise.resolve({})));
  await presses.press("lend", "/fields", { fields: ["H"] });
  await presses.press("lend", "/fields", { fields: ["H"] });
  await presses.press("lend", "/fields", { fields: ["H"] });
  assert.deepEqual(
    sent.map(({ key }) => key),
    ["key-1", "key-1", "key-2"],
  );
});

test("other words after no answer are another press", async () => {
  const { sent, presses } = scene((n) => (n === 1 ? Promise.reject(new Offline()) : Promise.resolve({})));
  await presses.press("lend", "/fields", { fields: ["H"] });
  await presses.press("lend", "/fields", { fields: ["K"] });
  assert.notEqual(sent[0].key, sent[1].key);
});

test("an answer that takes long is said to be on its way", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let answer;
  const { presses } = scene(() => new Promise((done) => (answer = done)));
  const pressed = presses.press("end", "/day/end");
  assert.equal(presses.of("end").slow, false);
  context.mock.timers.tick(300);
  assert.equal(presses.of("end").slow, true);
  answer({});
  await pressed;
  assert.deepEqual(presses.of("end"), { busy: false, slow: false, error: null });
});
