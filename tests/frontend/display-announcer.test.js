/** What the hall hears: every call once, in order, never a stale one, whatever the loudspeaker does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHIME_MS, SENTENCE_MS, START, hall } from "./display-loudspeaker.js";

test("a call is read after its chime, and the server is told when it has been read", async () => {
  const it = await hall();
  await it.call("A042");
  assert.equal(it.announcer.speaking, "A042");
  await it.pass(4.9);
  assert.deepEqual([it.heard, it.told], [["chime", "A042"], []]);
  await it.pass(0.2);
  assert.deepEqual([it.told, it.announcer.speaking], [["A042"], null]);
});

test("calls are read one after the other, oldest first, and none is lost", async () => {
  const it = await hall();
  await it.call("A1");
  await it.pass(1);
  await it.call("A2");
  await it.call("A3");
  assert.deepEqual(it.announcer.due, ["A2", "A3"]);
  await it.pass(20);
  assert.deepEqual(it.heard, ["chime", "A1", "chime", "A2", "chime", "A3"]);
  assert.deepEqual(it.told, ["A1", "A2", "A3"]);
});

test("nothing called before the page's first snapshot is read, nor after a reload", async () => {
  const it = await hall({ waiting: ["A1"] });
  await it.call("A2");
  await it.pass(10);
  assert.deepEqual(it.heard, ["chime", "A2"]);
});

test("a call made in the very moment the first snapshot was read is not lost", async () => {
  const it = await hall();
  const called_at = new Date(START - 5).toISOString();
  await it.hears({ calls: [{ id: "A1", called_at }], to_speak: ["A1"] });
  await it.pass(6);
  assert.deepEqual(it.told, ["A1"]);
});

test("an old call that becomes speakable again through an undo is not read", async () => {
  const it = await hall();
  const called_at = new Date(START - 60_000).toISOString();
  await it.hears({ calls: [{ id: "A1", called_at }], to_speak: ["A1"] });
  await it.pass(6);
  assert.deepEqual(it.heard, []);
});

test("the same snapshot coming again reads nothing twice", async () => {
  const it = await hall();
  await it.call("A1");
  for (let n = 0; n < 8; n += 1) {
    await it.hears();
    await it.pass(1);
  }
  assert.deepEqual(it.heard, ["chime", "A1"]);
});

test("who has come to the counter during the chime is not called any more", async () => {
  const it = await hall();
  await it.call("A1", "A2");
  await it.pass(0.5);
  await it.drop("A1");
  await it.pass(10);
  assert.deepEqual([it.heard, it.told], [["chime", "chime", "A2"], ["A2"]]);
});

test("a sentence is repeated when nobody else is due", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1");
  await it.pass(20);
  assert.deepEqual([it.heard, it.told], [["chime", "A1", "A1"], ["A1"]]);
});

test("a sentence is not repeated while somebody else waits to be called", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1");
  await it.pass(2);
  await it.call("A2");
  await it.pass(30);
  assert.deepEqual(it.heard, ["chime", "A1", "chime", "A2", "A2"]);
});

test("a sentence is not repeated for somebody who has already come", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1");
  await it.pass(3);
  await it.drop("A1");
  await it.pass(20);
  assert.deepEqual([it.heard, it.told], [["chime", "A1"], ["A1"]]);
});

test("who comes in the breath before the repetition is not called again", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1");
  await it.pass(5.2);
  await it.drop("A1");
  await it.pass(20);
  assert.deepEqual([it.heard, it.told], [["chime", "A1"], ["A1"]]);
});

test("the next sentence is fetched while one is being read", async () => {
  const it = await hall();
  await it.call("A1");
  await it.pass(2);
  await it.call("A2");
  assert.equal(it.announcer.speaking, "A1");
  assert.deepEqual(it.asked, ["A1", "A2"]);
});

test("an absent voice leaves the chime: two tries, nothing told to the server, and on to the next", async () => {
  const it = await hall({ fetching: { fails: (id) => id === "A1" } });
  await it.call("A1", "A2");
  await it.pass(30);
  assert.deepEqual(it.heard, ["chime", "chime", "A2"]);
  assert.equal(it.asked.filter((id) => id === "A1").length, 2);
  assert.deepEqual(it.told, ["A2"]);
});

test("a sentence that does not come within four seconds is not waited for", async () => {
  const it = await hall({ fetching: { ms: 60_000 } });
  await it.call("A1");
  await it.pass(3.9);
  assert.equal(it.announcer.speaking, "A1");
  await it.pass(0.2);
  assert.deepEqual([it.announcer.speaking, it.heard], [null, ["chime"]]);
  await it.pass(60);
  assert.deepEqual([it.asked, it.heard, it.told], [["A1", "A1"], ["chime"], []]);
});

test("a sentence that comes at the second try is read with a chime of its own", async () => {
  const it = await hall({ fetching: { fails: (_id, tries) => tries === 1 } });
  await it.call("A1");
  await it.pass(15);
  assert.deepEqual([it.heard, it.told], [["chime", "chime", "A1"], ["A1"]]);
});

test("a playback that never ends is cut two seconds after its length, and the next call is read", async () => {
  const it = await hall({ fetching: { ends: false } });
  await it.call("A1", "A2");
  await it.pass(CHIME_MS / 1000 + SENTENCE_MS / 1000 + 1.9);
  assert.equal(it.announcer.speaking, "A1");
  await it.pass(0.2);
  assert.deepEqual([it.announcer.speaking, it.told], ["A2", []]);
  assert.deepEqual(it.heard, ["chime", "A1", "A1 cut", "chime"]);
});

test("after a lost connection nothing older than the return is read", async () => {
  const it = await hall();
  it.announcer.lose();
  await it.pass(20);
  await it.call("A1");
  await it.pass(2);
  await it.call("A2");
  await it.pass(10);
  assert.deepEqual(it.heard, ["chime", "A2"]);
});

test("a sentence that was being read when the connection went is finished, and still reported", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1", "A2");
  await it.pass(2);
  it.announcer.lose();
  await it.pass(20);
  assert.deepEqual([it.heard, it.told], [["chime", "A1"], ["A1"]]);
});

test("a short gap that was never called lost loses no call", async () => {
  const it = await hall();
  await it.pass(7);
  await it.call("A1", "A2");
  await it.pass(20);
  assert.deepEqual(it.told, ["A1", "A2"]);
});

test("a muted hall is silent, tells the server nothing, and does not make up for it afterwards", async () => {
  const it = await hall();
  await it.mute(true);
  await it.call("A1");
  await it.pass(10);
  await it.mute(false);
  await it.pass(10);
  assert.deepEqual([it.heard, it.told, it.asked], [[], [], []]);
  await it.call("A2");
  await it.pass(10);
  assert.deepEqual(it.told, ["A2"]);
});

test("muting in the middle of a sentence cuts it, and it does not count as read", async () => {
  const it = await hall({ repeat: 2 });
  await it.call("A1");
  await it.pass(2);
  await it.mute(true);
  await it.pass(10);
  assert.deepEqual([it.heard, it.told], [["chime", "A1", "A1 cut"], []]);
});

test("while the browser forbids sound the calls wait; allowed, those of the last half minute are read", async () => {
  const it = await hall({ state: "blocked" });
  await it.call("A1");
  await it.pass(25);
  await it.call("A2");
  await it.call("A3");
  await it.drop("A3");
  await it.pass(6);
  assert.deepEqual([it.heard, it.asked, it.announcer.due], [[], [], []]);
  await it.sound("on");
  await it.pass(20);
  assert.deepEqual(it.heard, ["chime", "A2"]);
});

test("a second window of the same device says nothing until the first one is closed", async () => {
  const it = await hall({ holds: false });
  await it.call("A1");
  await it.pass(10);
  assert.deepEqual(it.heard, []);
  it.announcer.hold();
  await it.pass(10);
  assert.deepEqual(it.told, ["A1"]);
});

test("when the browser stops the sound in the middle, the call does not count as read", async () => {
  const it = await hall({ fetching: { ends: false } });
  await it.call("A1");
  await it.pass(2);
  await it.sound("blocked");
  await it.pass(20);
  assert.deepEqual([it.told, it.announcer.speaking], [[], null]);
});

test("a loudspeaker that fails at once does not stop the calls after it", async () => {
  const it = await hall();
  it.announcer.player.chime = () => Promise.reject(new Error("no device"));
  await it.call("A1", "A2");
  await it.pass(20);
  assert.deepEqual(it.told, ["A1", "A2"]);
});

test("fifteen calls at once are all read, though the snapshot names only the latest twelve", async () => {
  const it = await hall();
  const ids = Array.from({ length: 15 }, (_, n) => `A${n}`);
  await it.call(...ids);
  await it.pass(15 * 6);
  assert.deepEqual(it.told, ids);
});
