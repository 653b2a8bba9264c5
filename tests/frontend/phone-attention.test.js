/** How the phone makes itself heard: armed by a touch, kept through the dark, silent when it is too late. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Attention } from "../../app/web/static/phone/attention.js";

/** A phone that notes what is done to it; `refuses` a lit screen, as one low on battery does. */
function phone({ sound = true, refuses = false } = {}) {
  const did = { vibrated: [], tones: 0, locks: 0, resumed: 0 };
  const listeners = [];
  const document = { visibilityState: "visible", addEventListener: (_, listen) => listeners.push(listen) };
  const lock = () => {
    did.locks += 1;
    const held = { released: false, release: async () => (held.released = true) };
    did.release = held.release;
    return held;
  };
  const navigator = {
    vibrate: (pattern) => did.vibrated.push(pattern),
    wakeLock: { request: async () => (refuses ? Promise.reject(new Error("battery")) : lock()) },
    userActivation: { hasBeenActive: true },
  };
  const page = { document, navigator, ...(sound && { AudioContext: audioOf(did) }) };
  const show = (state) => {
    document.visibilityState = state;
    listeners.forEach((listen) => listen());
  };
  return { did, page, show, attention: new Attention(page) };
}

function audioOf(did) {
  const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  return class {
    currentTime = 0;
    async resume() {
      did.resumed += 1;
    }
    createGain = () => ({ gain, connect: () => {} });
    createOscillator = () => ({ frequency: {}, connect: (next) => next, start: () => (did.tones += 1), stop() {} });
  };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a call vibrates three times, and chimes only for whoever asked for it", () => {
  const { did, attention } = phone();
  attention.call();
  assert.deepEqual([did.vibrated.at(-1).length, did.tones], [5, 0]);
  attention.toggle();
  attention.call();
  assert.equal(did.tones, 9);
});

test("a page nobody has touched may not vibrate, and does not try", () => {
  const { did, page, attention } = phone();
  page.navigator.userActivation.hasBeenActive = false;
  attention.call();
  assert.deepEqual(did.vibrated, []);
});

test("armed, the screen stays lit; disarmed, it may go dark", async () => {
  const { did, attention } = phone();
  await attention.toggle();
  assert.equal(attention.lit, true);
  await attention.toggle();
  assert.deepEqual([attention.lit, attention.armed, did.locks], [false, false, 1]);
});

test("a screen that went dark is lit again when it comes back, and its sound with it", async () => {
  const { did, show, attention } = phone();
  await attention.toggle();
  await did.release();
  show("hidden");
  assert.equal(attention.lit, false);
  show("visible");
  await settled();
  assert.deepEqual([attention.lit, did.locks, did.resumed], [true, 2, 2]);
});

test("a call that came in the dark is heard once it is light", async () => {
  const { did, show, attention } = phone();
  await attention.toggle();
  const before = did.vibrated.length;
  show("hidden");
  attention.call();
  assert.deepEqual([did.vibrated.length, did.tones], [before, 0]);
  show("visible");
  assert.deepEqual([did.vibrated.length, did.tones], [before + 1, 9]);
  show("visible");
  assert.equal(did.tones, 9);
});

test("a call that was over before the phone was taken up again is not heard any more", async () => {
  const { did, show, attention } = phone();
  await attention.toggle();
  show("hidden");
  attention.call();
  attention.forget();
  show("visible");
  assert.equal(did.tones, 0);
});

test("whoever is not waited for any more may let the screen go dark", async () => {
  const { attention } = phone();
  await attention.toggle();
  attention.await(false);
  assert.deepEqual([attention.lit, attention.armed], [false, true]);
  attention.await(true);
  await settled();
  assert.equal(attention.lit, true);
});

test("a phone that keeps no screen lit says so and is armed all the same", async () => {
  const { attention } = phone({ refuses: true });
  await attention.toggle();
  assert.deepEqual([attention.armed, attention.lit], [true, false]);
});

test("what a phone can do is what it says", () => {
  const { page, attention } = phone();
  assert.equal(attention.how, "both");
  delete page.navigator.vibrate;
  assert.equal(attention.how, "sound");
  assert.equal(phone({ sound: false }).attention.how, "vibration");
});
