/** One press on its way: its key, which stays while nobody answers, and the wait until the page shows what came of it. */
import { reflects } from "./requests.js";

const SNAPSHOT_WITHIN_MS = 700;

export class Sending {
  #unsent = null;
  #arrival = null;

  /** @param {{post: Function, freshKey: Function, refresh: Function, wait: Function}} around @param {() => object} snapshot */
  constructor(around, snapshot) {
    Object.assign(this, { around, snapshot });
  }

  /** A snapshot has come: what was sent before it and got no answer is another press now. */
  taken(snapshot) {
    this.#unsent = null;
    if (this.#arrival && reflects(snapshot, this.#arrival.answer)) this.#arrival.resolve();
  }

  /** The server's answer; the same request without an answer goes out again under its first key. */
  async send({ path, body }) {
    const whole = JSON.stringify([path, body]);
    const key = this.#unsent?.whole === whole ? this.#unsent.key : this.around.freshKey();
    this.#unsent = { whole, key };
    const answer = await this.around.post(path, body, { key });
    this.#unsent = null;
    return answer;
  }

  /** Until the page draws what the answer told: by the socket, else by asking. */
  async shown(answer) {
    if (reflects(this.snapshot(), answer)) return;
    const arrived = new Promise((resolve) => (this.#arrival = { answer, resolve }));
    await Promise.race([arrived, this.around.wait(SNAPSHOT_WITHIN_MS)]);
    this.#arrival = null;
    if (!reflects(this.snapshot(), answer)) await this.around.refresh();
  }
}
