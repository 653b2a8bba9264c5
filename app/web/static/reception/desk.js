/**
 * The guidance desk: the hall as it was last heard, what is pressed and what is said at it. Its two hands are `giving` and
 * `finding`. No drawing, no network of its own: both are handed in.
 */
import { still } from "../shared/order.js";
import { Presses } from "../shared/presses.js";
import { attendOf } from "./attend.js";
import { Finding } from "./finding.js";
import { Giving } from "./giving.js";

const LOST = "Mất kết nối. Chờ có lại kết nối rồi bấm.";

export class Desk {
  snapshot = null;
  lost = null;
  said = null;
  told = "";
  tab = "give";
  drawer = false;
  #held = { help: null, absent: null, unseen: null };
  #shown = { help: [], absent: [], unseen: [] };
  #calls = null;

  /**
   * @param {{get: Function, post: Function, freshKey: Function, wait: Function, changed: Function, now: Function,
   *   centre: string}} around `now()` the hall's Date, `wait(ms)` a promise, `changed()` asks for a drawing
   */
  constructor(around) {
    this.around = around;
    this.centrePath = `/api/v1/centres/${encodeURIComponent(around.centre)}`;
    this.presses = new Presses(around.post, around.freshKey, around.changed);
    this.giving = new Giving(this);
    this.finding = new Finding(this);
  }

  get now() {
    return this.lost ?? this.around.now();
  }

  /** Why nothing may be changed now, or null. */
  get off() {
    return this.lost ? LOST : null;
  }

  /** The view model of the page as it is now. */
  page() {
    const { snapshot, now } = this;
    const attend = attendOf(snapshot, now);
    return {
      centre: snapshot.centre,
      waiting: snapshot.waiting,
      give: this.giving.page(snapshot),
      find: this.finding.page(snapshot, now),
      attend: { ...attend, ...this.#lists(attend) },
      calls: attend.help.length,
      lost: this.lost !== null,
      ...{ tab: this.tab, drawer: this.drawer, said: this.said, told: this.told },
    };
  }

  #lists({ help, absent, unseen }) {
    const rows = this.#list("unseen", unseen?.rows ?? []);
    const kept = unseen ?? (rows.rows.length ? { count: "0", more: null } : null);
    return { help: this.#list("help", help), absent: this.#list("absent", absent), unseen: kept && { ...kept, ...rows } };
  }

  #list(name, rows) {
    const kept = still(this.#held[name], rows);
    this.#shown[name] = kept.rows;
    if (this.#held[name]) this.#held[name] = kept.rows;
    return kept;
  }

  // What comes in -----------------------------------------------------------------------------------------

  take(snapshot) {
    const changed = snapshot.revision !== this.snapshot?.revision;
    this.snapshot = snapshot;
    this.#hearCalls(snapshot.help_calls);
    if (changed && this.finding.ticket) this.finding.refresh();
    this.around.changed();
  }

  /** A new call for guidance is told once; those that stand when the page opens are read with the page. */
  #hearCalls(calls) {
    const fresh = this.#calls ? calls.filter(({ id }) => !this.#calls.has(id)) : [];
    this.#calls = new Set(calls.map(({ id }) => id));
    if (fresh.length) this.tell(`Gọi hướng dẫn: ${fresh.map(({ kiosk }) => kiosk).join(", ")}.`);
  }

  lose(since) {
    this.lost = since ?? this.around.now();
    this.around.changed();
  }

  back() {
    this.lost = null;
    this.hush();
  }

  tick() {
    this.finding.tick(this.now);
    this.around.changed();
  }

  // What is pressed ---------------------------------------------------------------------------------------

  /** Say that somebody goes to the kiosk that called. */
  answerCall(id) {
    return this.press(`help:${id}`, `/api/v1/help-calls/${encodeURIComponent(id)}/answer`);
  }

  /** Somebody recorded as absent stands here. */
  bringBack(id) {
    return this.press(`back:${id}`, `/api/v1/tickets/${encodeURIComponent(id)}/return`);
  }

  show(tab) {
    this.tab = tab;
    this.around.changed();
  }

  openDrawer(open) {
    this.drawer = open;
    this.around.changed();
  }

  /** Keep a list's order while a pointer is on it. */
  hold(name, on) {
    this.#held[name] = on ? this.#shown[name] : null;
    this.around.changed();
  }

  /** Send one press; a refusal is said at `at`. Gives the answer, or null. */
  async press(at, path, body = {}) {
    if (this.off) return this.say(at, this.off);
    this.said = null;
    const answer = await this.presses.press(at, path, body);
    const { error } = this.presses.of(at);
    if (error) this.presses.forget(at);
    return error ? this.say(at, error, "refused") : answer;
  }

  /** A sentence at the thing pressed; `kind` "why" (advice) or "refused". */
  say(at, words, kind = "why") {
    this.said = { at, words, kind };
    this.around.changed();
    return null;
  }

  /** Nothing is to be said any more; of one place only, when it is named. */
  hush(at = this.said?.at) {
    if (this.said?.at === at) this.said = null;
    this.around.changed();
  }

  /** For whoever does not see the page: what has just happened. */
  tell(words) {
    this.told = words;
    this.around.changed();
  }
}
