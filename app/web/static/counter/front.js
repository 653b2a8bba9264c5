/** What the choice of a counter knows and does: the list, the number typed, the question before taking a counter over. */
import { firstTile, takesOver, tiles, typedTile } from "./chooser.js";

export class Front {
  tiles = [];
  typed = "";
  asked = null;
  answer = null;
  sending = null;
  lost = null;
  centreName = "";
  sample = false;

  /**
   * @param {{get: Function, post: Function, changed: Function, now: Function, me: object, centre: string,
   *   opened: Function}} around `opened(counter)` is called with the counter that was opened
   * @param {string|null} notice why one has to choose (again)
   */
  constructor(around, notice = null) {
    this.around = around;
    this.notice = notice;
  }

  /** Fetch the counters; what was shown stays when nobody answers. */
  async load() {
    const { get, centre, me, now, changed } = this.around;
    try {
      const { counters, kind, name, sample } = await get(`/api/v1/centres/${encodeURIComponent(centre)}`);
      const all = tiles(counters, me);
      Object.assign(this, { tiles: all, lost: null, centreName: `${kind} ${name}`, sample: Boolean(sample) });
    } catch (error) {
      if (error.name === "Offline") this.lost ??= now();
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
    if (digit === "2") this.takeOver(this.asked);
    return null;
  }

  close() {
    Object.assign(this, { asked: null, answer: null, typed: "" });
    this.around.changed();
  }

  choose(tile) {
    if (!takesOver(tile)) return this.#open(tile, {});
    Object.assign(this, { asked: tile, answer: null });
    this.around.changed();
  }

  takeOver(tile) {
    return this.#open(tile, { take_over: true });
  }

  async #open(tile, body) {
    if (this.sending || this.lost) return;
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

  /** Somebody sat down there since the list was drawn: that is a question, not a fault. */
  #refused(tile, error) {
    if (error.code === "counter_taken") this.asked = { ...tile, who: error.data.clerk ?? "người khác" };
    else this.answer = { id: tile.id, words: error.message };
  }
}
