/**
 * Finding a ticket and what is done to it: the question, the slip on the desk, the choice that is open, the step that can
 * still be taken back. No drawing, no network of its own.
 */
import { tidied } from "../shared/ticket.js";
import { whyNot } from "./actions.js";
import { findOf, isNumber } from "./find.js";

// As long as a hand needs for the next sign; whoever presses Enter does not wait.
const TYPING_MS = 350;
// A busy hall changes many times a second, a slip on the desk need not.
const PACE_MS = 500;
const NOTHING = { typed: "", asking: false, ticket: null, list: [], none: false, error: null, panel: null };
const OPENS = { transfer: { field: null }, priority: { code: undefined, reason: "" }, cancel: {} };
const VERBS = { reprint: "reprint", assist: "assist", bring_back: "return", resume: "resume" };
const UNDOABLE = new Set(["cancel", "transfer"]);
const DONE = {
  reprint: "Đã gửi lệnh in lại.",
  bring_back: "Đã đưa trở lại hàng chờ.",
  resume: "Đã đưa trở lại hàng chờ, giữ nguyên thứ tự.",
  transfer: "Đã chuyển lĩnh vực.",
  cancel: "Đã hủy số.",
  undo: "Đã hoàn tác.",
};

export class Finding {
  undo = null;
  #desk;
  #question = 0;
  #steps = 0;
  #reading = false;
  #stale = false;

  constructor(desk) {
    this.#desk = desk;
    Object.assign(this, NOTHING);
  }

  /** The view model of the column. */
  page(snapshot, now) {
    return findOf(snapshot, this, now);
  }

  // Asking ------------------------------------------------------------------------------------------------

  /** What stands in the box; a whole number is asked for when the hand rests. */
  async type(typed) {
    this.#begin({ typed });
    const question = this.#question;
    if (!isNumber(typed)) return;
    await this.#desk.around.wait(TYPING_MS);
    if (question === this.#question) await this.ask();
  }

  /** Ask for what stands in the box. Only the last question counts. */
  async ask() {
    const { typed } = this;
    if (!isNumber(typed)) return;
    this.#begin({ typed, asking: true });
    const question = this.#question;
    const answer = await this.#answer(tidied(typed));
    if (question !== this.#question) return;
    Object.assign(this, { asking: false, ...answer });
    this.#desk.tell(this.none ? "Không có số này hôm nay." : "");
    if (this.list.length === 1) this.show(this.list[0]);
    this.#desk.around.changed();
  }

  async #answer(number) {
    try {
      const { tickets } = await this.#desk.around.get(`${this.#desk.centrePath}/tickets?number=${encodeURIComponent(number)}`);
      return { list: tickets, none: tickets.length === 0 };
    } catch (error) {
      return { error: error.message };
    }
  }

  clear() {
    this.#begin({});
  }

  /** Put a ticket on the desk and read all that is to be known of it. */
  show(ticket) {
    this.#begin({ typed: ticket.number, ticket });
    this.#desk.tab = "find";
    return this.refresh();
  }

  /** The same by its id, from a list that knows no more, or from the page's address. */
  async open(id) {
    this.#begin({ asking: true });
    const question = this.#question;
    try {
      const ticket = await this.#desk.around.get(ticketPath(id));
      if (question === this.#question) await this.show(ticket);
    } catch (error) {
      if (question === this.#question) this.#begin({ error: error.message });
    }
  }

  #begin(part) {
    this.#question += 1;
    Object.assign(this, NOTHING, part);
    this.#desk.hush();
  }

  // Following ---------------------------------------------------------------------------------------------

  /** Read the ticket anew. One reading at a time; what changed meanwhile is read after it. */
  async refresh() {
    this.#stale = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#stale && this.ticket) {
      this.#stale = false;
      await this.#read(this.ticket.id);
      if (this.#stale) await this.#desk.around.wait(PACE_MS);
    }
    this.#reading = false;
  }

  /** Where nothing comes back the slip stays as it is: the band above says that the connection is lost. */
  async #read(id) {
    const before = this.#steps;
    const told = await this.#desk.around.get(ticketPath(id)).catch(() => null);
    // What was asked before a step of this desk does not tell of it.
    if (told && this.ticket?.id === id && before === this.#steps) this.ticket = told;
    this.#closeIfGone();
    this.#desk.around.changed();
  }

  /** The ground has changed under an open choice: called meanwhile, or served. */
  #closeIfGone() {
    const why = this.panel && this.ticket && whyNot(this.panel.kind, this.ticket);
    if (!why) return;
    const { kind } = this.panel;
    this.panel = null;
    this.#desk.say(kind, why);
  }

  tick(now) {
    if (this.undo && now >= this.undo.until) this.undo = null;
  }

  // Doing -------------------------------------------------------------------------------------------------

  /** A key by its name: says why not, opens its choice, or sends. */
  act(name) {
    const why = this.#desk.off ?? whyNot(name, this.ticket);
    if (why) return this.#desk.say(name, why);
    if (OPENS[name]) return this.choose({ kind: name, ...OPENS[name] });
    return this.#send(name, name, VERBS[name], name === "assist" ? { assist: !this.ticket.assist } : {});
  }

  /** Open a choice, or change what is chosen in it. */
  choose(part) {
    this.panel = { ...this.panel, ...part };
    this.#desk.hush();
  }

  close() {
    this.panel = null;
    this.#desk.hush();
  }

  /** Do what the open choice says. */
  confirm() {
    const { kind, field, code, reason } = this.panel;
    const { panel } = this.page(this.#desk.snapshot, this.#desk.now).found;
    if (!panel.ready) return this.#desk.say("panel", kind === "transfer" ? "Chưa chọn lĩnh vực." : missing(code));
    if (kind === "transfer") return this.#send("panel", kind, kind, { field, kind: "wrong_field" });
    return this.#send("panel", kind, kind, kind === "priority" ? { class: code, reason: reason.trim() } : {});
  }

  takeBack() {
    return this.#send("undo", "undo", "undo", {});
  }

  async #send(at, action, verb, body) {
    const answer = await this.#desk.press(at, `${ticketPath(this.ticket.id)}/${verb}`, body);
    if (answer) this.#done(action, answer.ticket);
    return answer;
  }

  #done(action, ticket) {
    this.#steps += 1;
    const seconds = this.#desk.snapshot.undo_seconds;
    this.undo = UNDOABLE.has(action) ? { id: ticket.id, action, until: new Date(+this.#desk.now + seconds * 1000) } : null;
    if (DONE[action]) this.#desk.tell(`${ticket.number}: ${DONE[action]}`);
    if (this.ticket?.id !== ticket.id) return;
    Object.assign(this, { panel: null, ticket: { ...this.ticket, ...ticket } });
    this.refresh();
    this.#desk.around.changed();
  }
}

const missing = (code) => (code === undefined ? "Chưa chọn diện." : "Chưa ghi lý do.");

function ticketPath(id) {
  return `/api/v1/tickets/${encodeURIComponent(id)}`;
}
