/** What the hall hears: every call once, in order, never a stale one, whatever the loudspeaker does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer } from "../../display/announcer.js";

const START = Date.parse("2026-11-23T03:10:00Z");
const CHIME_MS = 1_000;
const SENTENCE_MS = 4_000;

/** Time that moves only when the test says so, and lets promises settle after every step. */
class Clock {
  #at = 0;
  #timers = new Set();
  now = () => this.#at;
  after = (ms, act) => {
    const timer = { at: this.#at + ms, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };
  async pass(seconds) {
    const end = this.#at + seconds * 1000;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#at = next.at;
      next.act();
      await settle();
    }
    this.#at = end;
  }
  #next(end) {
    return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

const settle = () => new Promise((done) => setImmediate(done));

/** A hall with one loudspeaker. `heard` is what came out of it, `told` what the server was told. */
async function hall({ waiting = [], state = "on", repeat = 1, holds = true, fetching = {} } = {}) {
  const clock = new Clock();
  const heard = [];
  const told = [];
  const asked = [];
  const fetched = { ms: 200, fails: () => false, ends: true, ...fetching };
  const snapshot = { now: "", speed: 1, calls: [], to_speak: [], voice: { muted: false, repeat } };
  const at = () => new Date(START + clock.now()).toISOString();

  const player = {
    state,
    async chime() {
      heard.push("chime");
      await new Promise((done) => clock.after(CHIME_MS, done));
    },
  };
  const sentence = (id) => {
    let stop = () => {};
    return {
      durationMs: SENTENCE_MS,
      play() {
        heard.push(id);
        return new Promise((done) => {
          stop = done;
          if (fetched.ends) clock.after(SENTENCE_MS, done);
        });
      },
      stop() {
        heard.push(`${id} cut`);
        stop();
      },
    };
  };
  const load = async (id) => {
    asked.push(id);
    const tries = asked.filter((other) => other === id).length;
    await new Promise((done) => clock.after(fetched.ms, done));
    if (fetched.fails(id, tries)) throw new Error("503");
    return sentence(id);
  };
  const announcer = new Announcer({ player, load, report: (id) => told.push(id), clock });

  const it = {
    announcer,
    heard,
    told,
    asked,
    pass: (seconds) => clock.pass(seconds),
    async hears(more = {}) {
      Object.assign(snapshot, more, { now: at() });
      announcer.hear(structuredClone(snapshot));
      await settle();
    },
    call(...ids) {
      const calls = ids.map((id) => ({ id, called_at: at() }));
      return it.hears({ calls: [...calls.reverse(), ...snapshot.calls].slice(0, 12), to_speak: [...snapshot.to_speak, ...ids] });
    },
    drop: (id) => it.hears({ to_speak: snapshot.to_speak.filter((other) => other !== id) }),
    mute: (muted) => it.hears({ voice: { muted, repeat } }),
    async sound(next) {
      player.state = next;
      announcer.soundChanged();
      await settle();
    },
  };
  snapshot.calls = waiting.map((id) => ({ id, called_at: at() }));
  snapshot.to_speak = waiting;
  if (state === "on") announcer.soundChanged();
  if (holds) announcer.hold();
  await it.hears();
  await it.pass(1);
  return it;
}

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
