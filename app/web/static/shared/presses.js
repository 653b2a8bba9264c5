/**
 * What became of each press: being sent, slow, refused. A press that got no answer keeps its key, so that
 * pressing again with the same words is the same change. Knows no page and no network: `send` is given.
 */
import { Offline } from "./refusals.js";

const SLOW_MS = 300;

export class Presses {
  #open = new Map();
  #unanswered = new Map();
  #send;
  #freshKey;
  #changed;

  /**
   * @param {(path: string, body: object, options: {key: string}) => Promise<object>} send
   * @param {() => string} freshKey
   * @param {() => void} changed called when something about a press is to be drawn anew
   */
  constructor(send, freshKey, changed) {
    this.#send = send;
    this.#freshKey = freshKey;
    this.#changed = changed;
  }

  /** `{busy, slow, error}` of a press by its name; `error` is a sentence or null. */
  of(name) {
    return this.#open.get(name) ?? { busy: false, slow: false, error: null };
  }

  /**
   * Send once; a second press while it is under way does nothing. Gives the answer, or null; `refused(error)` hears
   * more of a refusal than its sentence.
   */
  async press(name, path, body = {}, refused = () => {}) {
    if (this.of(name).busy) return null;
    this.#set(name, { busy: true, slow: false, error: null });
    const slow = setTimeout(() => this.#set(name, { busy: true, slow: true, error: null }), SLOW_MS);
    try {
      const answer = await this.#sent(`${path} ${JSON.stringify(body)}`, path, body);
      this.forget(name);
      return answer;
    } catch (error) {
      refused(error);
      this.refuse(name, error.message);
      return null;
    } finally {
      clearTimeout(slow);
    }
  }

  async #sent(words, path, body) {
    const key = this.#unanswered.get(words) ?? this.#freshKey();
    this.#unanswered.delete(words);
    try {
      return await this.#send(path, body, { key });
    } catch (error) {
      if (error instanceof Offline) this.#unanswered.set(words, key);
      throw error;
    }
  }

  /** Say at the thing pressed why it was not even sent. */
  refuse(name, error) {
    this.#set(name, { busy: false, slow: false, error });
  }

  /** Nothing is to be said about a press any more. */
  forget(name) {
    this.#open.delete(name);
    this.#changed();
  }

  /** What was sent has come of itself or been overtaken: pressing again is a new press. */
  forgetUnanswered() {
    this.#unanswered.clear();
  }

  #set(name, state) {
    this.#open.set(name, state);
    this.#changed();
  }
}
