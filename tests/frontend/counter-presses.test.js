import assert from "node:assert/strict";
import test from "node:test";
import { AutoCall, PATIENCE_MS } from "../../app/web/static/counter/autocall.js";
import { Once, letterOf, meaning } from "../../app/web/static/counter/keyboard.js";

test("the main row and the numeric pad mean the same", () => {
  const main = [["Digit1", "1"], ["Digit0", "0"], ["Slash", "/"], ["Equal", "+"], ["Enter", "Enter"]];
  const pad = [["Numpad1", "1"], ["Numpad0", "0"], ["NumpadDivide", "/"], ["NumpadAdd", "+"], ["NumpadEnter", "Enter"]];
  const means = (keys) => keys.map(([code, key]) => meaning({ code, key }));
  assert.deepEqual(means(main), ["1", "0", "/", "+", "enter"]);
  assert.deepEqual(means(pad), means(main));
});

test("the Vietnamese layout's ă and a numeric pad without Num Lock still are the keys they lie on", () => {
  assert.equal(meaning({ code: "Digit1", key: "ă" }), "1");
  assert.equal(meaning({ code: "Digit5", key: "Dead" }), "5");
  assert.equal(meaning({ code: "Numpad1", key: "End" }), "1");
});

test("a browser's own shortcuts are left to it", () => {
  assert.equal(meaning({ code: "Digit1", key: "1", ctrlKey: true }), null);
  assert.equal(meaning({ code: "Digit1", key: "1", altKey: true }), null);
  assert.equal(meaning({ code: "KeyR", key: "r", metaKey: true }), null);
  assert.equal(letterOf({ key: "h" }), "H");
  assert.equal(letterOf({ key: "h", ctrlKey: true }), null);
});

test("Enter held down counts once, however long", () => {
  const once = new Once();
  const held = Array.from({ length: 30 }, (_, beat) => once.counts({ what: "enter", at: beat * 33, repeat: beat > 0 }));
  assert.deepEqual(held.filter(Boolean).length, 1);
});

test("Enter again within 400 ms is the same Enter, and so is the one after that", () => {
  const once = new Once();
  assert.deepEqual([0, 300, 600, 1100].map((at) => once.counts({ what: "enter", at })), [true, false, false, true]);
});

test("an Enter right after another press was meant for the button before it changed", () => {
  const once = new Once();
  assert.equal(once.counts({ what: "1", at: 0 }), true);
  assert.equal(once.counts({ what: "enter", at: 200 }), false);
  assert.equal(once.counts({ what: "enter", at: 700 }), true);
});

test("two different keys in quick succession both count, the same key twice does not", () => {
  const once = new Once();
  assert.deepEqual(
    [["4", 0], ["4", 150], ["2", 300]].map(([what, at]) => once.counts({ what, at })),
    [true, false, true],
  );
});

test("a counter's number like 11 can be typed quickly, but not by the key that opened the list", () => {
  const once = new Once();
  assert.equal(once.counts({ what: "7", at: 0 }), true);
  assert.equal(once.counts({ what: "7", at: 100, typing: true }), false);
  assert.equal(once.counts({ what: "1", at: 600, typing: true }), true);
  assert.equal(once.counts({ what: "1", at: 700, typing: true }), true);
});

const free = { stands: "idle", waiting: 1, hidden: false, lost: false, busy: false };
const armed = () => {
  const auto = new AutoCall();
  auto.arm(0);
  return auto;
};

test("armed, it presses once when somebody waits at a free counter", () => {
  const auto = armed();
  assert.equal(auto.presses({ ...free, at: 250, waiting: 0 }), false);
  assert.equal(auto.presses({ ...free, at: 500 }), true);
  assert.equal(auto.presses({ ...free, at: 750 }), false);
});

test("it presses again for the next free moment, or when the one who waited was called elsewhere", () => {
  const auto = armed();
  assert.equal(auto.presses({ ...free, at: 250 }), true);
  auto.presses({ ...free, at: 500, stands: "serving" });
  assert.equal(auto.presses({ ...free, at: 750 }), true);
  auto.presses({ ...free, at: 1000, waiting: 0 });
  assert.equal(auto.presses({ ...free, at: 1250 }), true);
});

test("it never presses while a request is on its way or a choice is open", () => {
  const auto = armed();
  assert.equal(auto.presses({ ...free, at: 250, busy: true }), false);
  assert.equal(auto.presses({ ...free, at: 500 }), true);
});

for (const [why, change] of [
  ["the counter pauses", { stands: "paused" }],
  ["the connection is lost", { lost: true }],
  ["the page is hidden", { hidden: true }],
]) {
  test(`it disarms when ${why}`, () => {
    const auto = armed();
    assert.equal(auto.presses({ ...free, at: 250, ...change }), false);
    assert.equal(auto.armed, false);
  });
}

test("it disarms after three minutes without a key or a pointer, and not before", () => {
  const auto = armed();
  for (let at = 250; at < PATIENCE_MS; at += 250) auto.presses({ ...free, waiting: 0, at });
  assert.equal(auto.armed, true);
  auto.presses({ ...free, at: PATIENCE_MS });
  assert.equal(auto.armed, false);
});

test("whoever touches a key has three minutes again", () => {
  const auto = armed();
  auto.seen(PATIENCE_MS - 1000);
  assert.equal(auto.minutesLeft(PATIENCE_MS - 1000), 3);
  assert.equal(auto.minutesLeft(2 * PATIENCE_MS - 1500), 1);
});

test("a machine that slept or was locked wakes up disarmed", () => {
  const auto = armed();
  auto.presses({ ...free, waiting: 0, at: 250 });
  assert.equal(auto.presses({ ...free, at: 20_000 }), false);
  assert.equal(auto.armed, false);
});
