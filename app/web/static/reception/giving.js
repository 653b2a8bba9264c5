/** Giving a number: what is chosen so far, and the press that takes it. No drawing, no network of its own. */
import { giveOf } from "./give.js";

const NOTHING = { field: null, procedure: null, assist: false, query: "" };

export class Giving {
  catalogue = null;
  #desk;

  constructor(desk) {
    this.#desk = desk;
    Object.assign(this, NOTHING);
  }

  /** The view model of the column. */
  page(snapshot) {
    return giveOf(snapshot, this, this.catalogue);
  }

  choose(field) {
    this.#set({ field, procedure: null, query: "" });
  }

  /** A procedure that was found: its field is chosen with it. */
  pick({ field, code, shown }) {
    this.#set({ field, procedure: { code, shown }, query: "" });
  }

  search(query) {
    this.#set({ query });
  }

  toggleAssist() {
    this.#set({ assist: !this.assist });
  }

  clear() {
    this.#set(NOTHING);
  }

  /** Take the number; it appears as its slip, and the choice is empty for the next person. */
  async take(priority) {
    const why = this.#desk.off ?? this.page(this.#desk.snapshot).why;
    if (why) return this.#desk.say("take", why);
    const { procedure, field, assist } = this;
    const wanted = procedure ? { procedure: procedure.code } : { field };
    const ticket = await this.#desk.press("take", `${this.#desk.centrePath}/tickets`, { ...wanted, priority, assist });
    if (ticket) this.#taken(ticket);
    return ticket;
  }

  #taken(ticket) {
    Object.assign(this, NOTHING);
    this.#desk.tell(`Đã lấy số ${ticket.number}, ${ticket.field.name.vi}.`);
    this.#desk.finding.show(ticket);
  }

  #set(part) {
    Object.assign(this, part);
    this.#desk.hush("take");
  }
}
