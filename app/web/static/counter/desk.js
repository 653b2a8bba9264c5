/**
 * The clerk's desk: what this page knows beyond the snapshot, and what each press does to it. No drawing, no network of
 * its own: both are handed in. One request at a time, and none is sent twice by accident.
 */
import { AutoCall } from "./autocall.js";
import { itemBy, opened, pageOf, typedNumber } from "./choices.js";
import { Once } from "./keyboard.js";
import { request } from "./requests.js";
import { Sending } from "./sending.js";
import { standing } from "./standing.js";
import { deskPage } from "./state.js";

const SLOW_MS = 300;
const STARTLE_MS = 600;
const STOPS_CALLING = new Set(["finish", "undo", "pause", "close"]);
const LOST = "Mất kết nối. Chờ có lại kết nối rồi bấm.";
const SIGNED_OUT = "Phiên làm việc đã hết. Xin đăng nhập lại rồi bấm.";
const UNSURE = "Chưa rõ máy chủ đã nhận chưa. Bấm lại sẽ không tính hai lần.";
const NOBODY_LEFT = "Không còn ai chờ, quầy khác vừa gọi.";

export class Desk {
  snapshot = null;
  lost = null;
  signedOut = false;
  panel = null;
  pending = null;
  answer = null;
  dossiers = 1;
  outcome = "received";
  frozen = null;
  auto = new AutoCall();
  #once = new Once();
  #sending;

  /**
   * @param {{post: Function, freshKey: Function, refresh: Function, wait: Function, changed: Function, moment: Function,
   *   now: Function, me: object, permissions: string[]}} around `moment()` in milliseconds, `now()` the hall's Date,
   *   `wait(ms)` a promise, `changed()` asks for a drawing
   */
  constructor(around) {
    Object.assign(this, { me: around.me, permissions: around.permissions });
    this.around = around;
    this.#sending = new Sending(around, () => this.snapshot);
  }

  get now() {
    return this.lost ?? this.around.now();
  }

  /** Why nothing may be pressed at all, or null. */
  get off() {
    if (this.signedOut) return SIGNED_OUT;
    return this.lost ? LOST : null;
  }

  get stands() {
    return standing(this.snapshot, this.me);
  }

  /** The view model of the page as it is now. */
  page() {
    const auto = { armed: this.auto.armed, minutesLeft: this.auto.minutesLeft(this.around.moment()) };
    return { ...deskPage(this.snapshot, this, this.now), auto, ...this.#doing() };
  }

  #doing() {
    const slow = this.pending !== null && this.around.moment() - this.pending.since >= SLOW_MS;
    const { panel, answer, signedOut } = this;
    const sending = slow ? this.pending.at : null;
    return { panel, answer, signedOut, sending, busy: this.pending !== null, lost: this.off !== null };
  }

  /** What the keyboard belongs to: the main button, or the choice that is open. */
  get place() {
    if (this.signedOut) return "signed out";
    const { panel } = this;
    return panel ? `${panel.name} ${panel.kind} ${panel.page ?? ""} ${panel.chosen?.id ?? ""}` : "desk";
  }

  // What comes in ---------------------------------------------------------------------------------------

  take(snapshot) {
    const before = this.snapshot && { ticket: this.snapshot.ticket?.id, stands: this.stands, next: this.#next };
    this.snapshot = snapshot;
    this.#sending.taken(snapshot);
    if (before?.ticket !== snapshot.ticket?.id) this.#begin(snapshot.ticket);
    if (before && (before.ticket !== snapshot.ticket?.id || before.stands !== this.stands)) this.#moved();
    if (this.answer?.at === "main" && this.answer.kind === "why" && before?.next !== this.#next) this.answer = null;
    this.around.changed();
  }

  /** Each turn begins with what was said when the number was taken. */
  #begin(ticket) {
    Object.assign(this, { dossiers: ticket?.dossiers ?? 1, outcome: "received" });
  }

  get #next() {
    return this.snapshot.queue.rows[0]?.id;
  }

  /** The ground has changed under an open choice or an old sentence. */
  #moved() {
    Object.assign(this, { panel: null, answer: null, frozen: null });
  }

  lose(since) {
    this.lost = since ?? this.around.now();
    this.auto.disarm();
    this.#moved();
    this.around.changed();
  }

  back() {
    this.lost = null;
  }

  /** The server no longer knows who this is; whoever signs in again finds counter and ticket as they were. */
  signOut() {
    if (this.signedOut) return;
    this.signedOut = true;
    this.auto.disarm();
    this.#moved();
    this.around.changed();
  }

  /** Four times a second: is the time of the armed switch over, is somebody to be called by itself? */
  tick(hidden) {
    if (!this.snapshot) return;
    const moment = { at: this.around.moment(), stands: this.stands, waiting: this.snapshot.queue.rows.length, hidden };
    const busy = this.pending !== null || this.panel !== null;
    if (this.auto.presses({ ...moment, lost: this.off !== null, busy })) this.#callByItself(moment.at);
  }

  /** The main button changes with nobody's hand on it: an Enter already on its way was meant for the old one. */
  #callByItself(at) {
    this.#once.counts({ what: "enter", at: at + STARTLE_MS });
    this.press("next", {}, "main");
  }

  // What is pressed -------------------------------------------------------------------------------------

  /** Whether a press of `what` (a key's meaning, "enter" for the main button) counts; see `Once`. */
  counts(what, repeat = false) {
    const typing = this.panel?.kind === "counters";
    return this.#once.counts({ what, at: this.around.moment(), repeat, typing });
  }

  main() {
    if (this.panel) return;
    const { action, why } = this.page().main;
    return action ? this.press(action, {}, "main") : this.say("main", why, "why");
  }

  /** An action key by its name: answers why not, opens its choice, or sends. */
  key(name) {
    const { active, why, action } = this.page().keys.find((key) => key.name === name);
    if (!active) return this.say(name, why, "why");
    const panel = opened(name, this.snapshot, this.now, this.permissions);
    return panel ? this.open(panel) : this.press(action, {}, name);
  }

  /** Back from hold to this counter's queue; only an open counter has one. */
  resume(ticket) {
    const at = `held:${ticket}`;
    if (this.stands === "paused") return this.say(at, "Quầy đang tạm dừng. Nhấn Enter để mở quầy.", "why");
    return this.press("resume", { ticket }, at);
  }

  /** The next row of the queue pressed over a called ticket asks first whether the citizen came. */
  nextRow() {
    if (this.stands === "called") this.open(opened("next", this.snapshot, this.now));
  }

  open(panel) {
    if (this.pending) return;
    Object.assign(this, { panel, answer: null });
    this.around.changed();
  }

  close() {
    this.open(null);
  }

  choose(item) {
    if (item.why) return this.say("panel", item.why, "why");
    if (item.then) return this.open(item.then);
    return item.press ? this.press(item.press[0], item.press[1] ?? {}, "panel") : this.close();
  }

  /** A digit or letter while a choice is open. */
  typed({ digit = null, letter = null }) {
    const { panel } = this;
    if (panel.kind === "counters" && digit) return this.#typeNumber(digit);
    if (panel.kind === "list" && digit === "0") return this.open({ ...panel, page: pageOf(panel).next });
    const item = panel.kind === "ask" ? panel.answers[digit - 1] : panel.kind === "list" && itemBy(panel, { digit, letter });
    return item ? this.choose(item) : undefined;
  }

  #typeNumber(digit) {
    const { typed, item } = typedNumber(this.panel.items, this.panel.typed, digit);
    this.open({ ...this.panel, typed });
    if (item) this.choose(item);
  }

  /** Enter over a choice with nothing focused: the first answer of a question, the number typed. */
  enterPanel() {
    const { kind, answers, first, items, typed } = this.panel;
    const item = kind === "ask" ? answers[first] : kind === "counters" && items.find(({ number }) => number === typed);
    return item ? this.choose(item) : undefined;
  }

  toggleAuto() {
    if (this.auto.armed) this.auto.disarm();
    else this.auto.arm(this.around.moment());
    this.around.changed();
  }

  /** More or fewer dossiers in this turn. */
  count(by) {
    this.dossiers = Math.min(99, Math.max(0, this.dossiers + by));
    this.around.changed();
  }

  conclude(outcome) {
    this.outcome = outcome;
    this.around.changed();
  }

  /** A pointer reads the list: its order is held. */
  freeze() {
    this.frozen ??= this.snapshot.queue.rows;
  }

  thaw() {
    if (this.frozen) this.around.changed();
    this.frozen = null;
  }

  /** Whether one may go from here; with a number at the counter one cannot, and is told so. */
  mayLeave() {
    const { ticket } = this.snapshot;
    if (ticket) this.say("menu", `Đang có số ${ticket.number} tại quầy. Xong lượt này rồi mới rời quầy được.`, "why");
    return !ticket;
  }

  /** Close the counter from the menu; true when it is closed. */
  async leave() {
    if (!this.mayLeave()) return false;
    await this.press("close", {}, "menu");
    return this.answer === null;
  }

  /** A sentence at the thing pressed; `kind` "why" (advice) or "refused". */
  say(at, words, kind = "refused") {
    this.answer = { at, words, kind };
    this.around.changed();
  }

  // Sending ---------------------------------------------------------------------------------------------

  /** Send one action; its refusal is said at `at`. A second press meanwhile does nothing. */
  async press(action, more, at) {
    if (this.pending) return;
    if (this.off) return this.say(at, this.off);
    this.pending = { at, since: this.around.moment() };
    this.answer = null;
    if (STOPS_CALLING.has(action)) this.auto.disarm();
    this.around.changed();
    this.around.wait(SLOW_MS).then(this.around.changed);
    try {
      await this.#send(action, request(action, this.snapshot, { ...this.#result(action), ...more }));
    } catch (error) {
      this.#failed(at, error);
    } finally {
      this.pending = null;
      this.around.changed();
    }
  }

  #failed(at, error) {
    if (error.code === "not_signed_in") return this.signOut();
    this.say(at, error.name === "Offline" ? UNSURE : error.message);
  }

  #result(action) {
    return action.startsWith("finish") ? { dossiers: this.dossiers, outcome: this.outcome } : {};
  }

  async #send(action, asked) {
    const answer = await this.#sending.send(asked);
    this.panel = null;
    if (action === "next" && answer.ticket === null) this.say("main", NOBODY_LEFT, "why");
    await this.#sending.shown(answer);
  }
}
