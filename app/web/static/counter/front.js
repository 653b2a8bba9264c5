/** What the choice of a counter knows and does: the list, the number typed, the question before taking a counter over. */
import { costs, firstTile, tiles, typedTile } from "./chooser.js";

export class Front {
  tiles = [];
  typed = "";
  asked = null;
  answer = null;
  sending = null;
  lost = null;
  signedOut = false;
  centreName = "";
  sample = false;

  /**
   * @param {{get: Function, post: Function, changed: Function, now: Function, me: object, centre: string,
   *   opened: Function}} around `opened(counter)` is called with the counter that was opened
   * @param {string|null} notice why one has to choose (again)
   * @param {{id: string, number: number}|null} held the counter one still holds, and may go back to
   */
  constructor(around, notice = null, held = null) {
    Object.assign(this, { around, notice, held });
  }

  /** Fetch the counters; what was shown stays when nobody answers. */
  async load() {
    const { get, centre, me, now, changed } = this.around;
    try {
      const { counters, kind, name, sample } = await get(`/api/v1/centres/${encodeURIComponent(centre)}`);
      const all = tiles(counters, me, this.held);
      Object.assign(this, { tiles: all, lost: null, centreName: `${kind} ${name}`, sample: Boolean(sample) });
    } catch (error) {
      if (error.name === "Offline") this.lost ??= now();
      this.signedOut ||= error.code === "not_signed_in";
    }
    changed();
  }

  /** The tile the focus belongs on before anybody has moved it. */
  get first() {
    return firstTile(this.tiles);
  }

  /** A digit: gives the id of the tile it leads to, or null. While a question is open it answers that. */
  digit(digit) {
    if (this.asked) return this.#answered(digit);
    const { typed, at } = typedTile(this.tiles, this.typed, digit);
    this.typed = typed;
    this.around.changed();
    return at;
  }

  #answered(digit) {
    if (digit === "1") this.close();
    if (digit === "2") this.agree();
    return null;
  }

  /** Esc: first out of the question, then back to the counter one holds. */
  back() {
    if (this.asked || !this.held) this.close();
    else this.around.opened(this.held);
  }

  close() {
    Object.assign(this, { asked: null, answer: null, typed: "" });
    this.around.changed();
  }

  choose(tile) {
    if (this.held?.id === tile.id) return this.around.opened(this.held);
    const cost = costs(tile, this.held);
    if (!cost) return this.#open(tile, {});
    Object.assign(this, { asked: { ...tile, ...cost }, answer: null });
    this.around.changed();
  }

  /** Yes to the question. */
  agree() {
    const { who, from } = this.asked;
    return this.#open(this.asked, { ...(who && { take_over: true }), ...(from && { move: true }) });
  }

  /** Before signing out: no counter stays open behind. True when there is none. */
  async leave() {
    if (!this.held) return true;
    try {
      await this.around.post(`/api/v1/counters/${this.held.id}/close`, {});
      return true;
    } catch (error) {
      this.#refused(this.held, error);
      this.around.changed();
      return false;
    }
  }

  async #open(tile, body) {
    if (this.sending || this.lost || this.signedOut) return;
    Object.assign(this, { sending: tile.id, answer: null });
    this.around.changed();
    try {
      const { counter } = await this.around.post(`/api/v1/counters/${tile.id}/open`, body);
      this.around.opened(counter);
    } catch (error) {
      this.#refused(tile, error);
    } finally {
      this.sending = null;
      this.around.changed();
    }
  }

  /** Somebody sat down there since the list was drawn, or one holds another counter: questions, not faults. */
  #refused(tile, error) {
    const { code, data, message } = error;
    const { who = null, from = null } = this.asked ?? {};
    if (code === "counter_taken") this.asked = { ...tile, who: data.clerk ?? "người khác", from };
    else if (code === "clerk_elsewhere") this.asked = { ...tile, who, from: data.counter };
    else if (code === "not_signed_in") this.signedOut = true;
    else this.answer = { id: tile.id, words: message };
  }
}
