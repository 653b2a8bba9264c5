/** A hall with one loudspeaker for the announcer's tests, and a clock that only the test moves. */
import { Announcer } from "../../display/announcer.js";

export const START = Date.parse("2026-11-23T03:10:00Z");
export const CHIME_MS = 1_000;
export const SENTENCE_MS = 4_000;

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
export async function hall({ waiting = [], state = "on", repeat = 1, holds = true, fetching = {} } = {}) {
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
