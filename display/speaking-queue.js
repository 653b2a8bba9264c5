/**
 * Which calls are still worth reading aloud on this page: none lost, none twice, none stale. Pure: the
 * steady moment `at` (ms) is given. It knows snapshots and ids; sound is the announcer's.
 */

/** A call made while the first snapshot was being read may carry a moment just before that snapshot's own. */
const IN_FLIGHT_MS = 2_000;
const REMEMBERED = 500;

export class SpeakingQueue {
  #snapshot = null;
  #heardAt = 0;
  #horizon = null;
  #calledAt = new Map();
  #settled = new Set();

  /** Take a snapshot that arrived at `at`. What stands in the first one was called before this page listened. */
  hear(snapshot, at) {
    this.#snapshot = snapshot;
    this.#heardAt = at;
    this.#note(snapshot);
    if (this.#horizon === null) this.#begin(snapshot);
    this.passOver((calledAt) => calledAt < this.#horizon);
  }

  /** After a silence of the server: the next snapshot is a beginning again. */
  restart() {
    this.#horizon = null;
  }

  /** Ids to read, oldest first. */
  due() {
    return this.#waiting().filter((id) => !this.#settled.has(id));
  }

  /** Whether the newest snapshot still asks for this call, read or not. */
  wants(id) {
    return this.#waiting().includes(id);
  }

  /** Never again: read, given up, or passed over. */
  settle(id) {
    this.#settled.add(id);
    if (this.#settled.size > REMEMBERED) this.#settled.delete(this.#settled.values().next().value);
  }

  /** Settle every due call whose moment (hall ms, NaN when unknown) the test accepts. */
  passOver(test) {
    for (const id of this.due()) if (test(this.#calledAt.get(id) ?? NaN)) this.settle(id);
  }

  /** Settle what was called more than `ms` of this page's time before `at`. */
  passOverOlder(ms, at) {
    if (this.#snapshot === null) return;
    const { now, speed } = this.#snapshot;
    const hallNow = Date.parse(now) + (at - this.#heardAt) * speed;
    this.passOver((calledAt) => hallNow - calledAt > ms * speed);
  }

  #begin({ now, speed }) {
    for (const id of this.due()) this.settle(id);
    this.#horizon = Date.parse(now) - IN_FLIGHT_MS * speed;
  }

  #waiting() {
    return this.#snapshot?.to_speak ?? [];
  }

  /** The moments are kept while a call waits: a crowded hall pushes it out of the snapshot's latest calls. */
  #note({ calls, to_speak: waiting }) {
    const known = new Map([...this.#calledAt, ...calls.map((call) => [call.id, Date.parse(call.called_at)])]);
    this.#calledAt = new Map(waiting.filter((id) => known.has(id)).map((id) => [id, known.get(id)]));
  }
}
