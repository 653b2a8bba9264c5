/** Which snapshot to keep, and whether the server still talks. Pure: moments are given in milliseconds. */

/**
 * Keeps the snapshot with the highest revision. Equal revisions replace, since devices may change
 * without one. A new connection starts afresh: after a restored backup the numbers run lower again.
 */
export class Newest {
  #revision = -1;
  #connection = 0;

  /** The connection a request belongs to; pass it on to `accepts` with the answer. */
  get connection() {
    return this.#connection;
  }

  disconnected() {
    this.#connection += 1;
    this.#revision = -1;
  }

  accepts(snapshot, connection = this.#connection) {
    if (connection !== this.#connection || snapshot.revision < this.#revision) return false;
    this.#revision = snapshot.revision;
    return true;
  }
}

/** The last contact with the server, and whether it is long enough ago to call the connection lost. */
export class Contact {
  #last;
  #patience;
  lost = false;

  constructor(now, patience) {
    this.#last = now;
    this.#patience = patience;
  }

  get last() {
    return this.#last;
  }

  heard(now) {
    this.#last = now;
  }

  /** True once, when the patience has just run out. */
  justLost(now) {
    if (this.lost || now - this.#last < this.#patience) return false;
    this.lost = true;
    return true;
  }

  /** True once, when the loss is over. */
  justBack() {
    const was = this.lost;
    this.lost = false;
    return was;
  }
}
