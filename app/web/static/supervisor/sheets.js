/** Which dialog is open, what is chosen in it, and what its presses send. */
import { sinceMorning } from "../shared/since-morning.js";
import { untilChoices, untilOf } from "../shared/until.js";
import { condition, sentence } from "./counters.js";
import { morningSheet } from "./closing-view.js";
import { counterSheet, goneSheet } from "./counter-sheet.js";
import { dayEnd, dayEnded } from "./day.js";
import { asBefore, changed, draft, duties, edits } from "./duties.js";
import { endSheet } from "./end-sheet.js";
import { fieldRows } from "./fields.js";
import { lent, lenders, lentTo, promise, proposal, releasable, releaseEffect } from "./lend.js";
import { lendSheet } from "./lend-sheet.js";
import { mends } from "./mends.js";
import { releaseSheet } from "./release-sheet.js";

const counterPath = (id, action) => `/api/v1/counters/${encodeURIComponent(id)}/${action}`;

export class Sheets {
  #open = null;
  #presses;
  #redraw;
  #mayAct;

  /** @param {{presses: Presses, redraw: () => void, mayAct: boolean}} options */
  constructor({ presses, redraw, mayAct }) {
    this.#presses = presses;
    this.#redraw = redraw;
    this.#mayAct = mayAct;
  }

  get isOpen() {
    return this.#open !== null;
  }

  close = () => this.#set(null);

  counter(id) {
    this.#set({ kind: "counter", id, draft: {} });
  }

  release(id = null) {
    this.#set({ kind: "release", id });
  }

  lend(snapshot, now) {
    this.#set({ kind: "lend", ...proposal(snapshot, now) });
  }

  morning() {
    this.#set({ kind: "morning" });
  }

  endDay() {
    this.#set({ kind: "end", carry: false, done: null });
  }

  /** The open dialog's inside, or null. `off`: why nothing may be changed now, or null. */
  content(snapshot, now, off) {
    if (!this.#open) return null;
    const acts = { off, close: this.close, mayAct: this.#mayAct };
    switch (this.#open.kind) {
      case "counter":
        return this.#counter(snapshot, now, acts);
      case "release":
        return this.#release(snapshot, now, acts);
      case "lend":
        return this.#lend(snapshot, now, acts);
      case "morning":
        return morningSheet({ morning: sinceMorning(snapshot), close: this.close });
      default:
        return this.#end(snapshot, acts);
    }
  }

  #set(open) {
    if (this.#open) this.#presses.forget(this.#open.kind);
    this.#open = open;
    this.#redraw();
  }

  #change(part) {
    Object.assign(this.#open, { insist: null }, part);
    this.#presses.forget(this.#open.kind);
  }

  /** While nothing may be changed, the reason stands where a refusal would. */
  #press(name, { off }) {
    const press = this.#presses.of(name);
    return { ...press, error: press.error ?? off };
  }

  /** Send, and close when it is done; a refusal stays where it was pressed. */
  async #send(path, body) {
    const { kind, insist } = this.#open;
    const answer = await this.#presses.press(kind, path, { ...body, ...insist }, (error) => this.#refused(error));
    if (answer && this.#open?.kind === kind) this.close();
  }

  /** What would leave people without a counter is asked once; the same press again is meant. */
  #refused(error) {
    if (error.code !== "field_would_strand" || !this.#open) return;
    this.#open.insist = { confirm: true };
    error.message += " Bấm lần nữa nếu vẫn muốn lưu.";
  }

  #counter(snapshot, now, acts) {
    const counter = snapshot.counters.find((each) => each.id === this.#open.id);
    if (!counter) return goneSheet(acts);
    const edited = this.#edited(counter, snapshot.fields);
    const told = {
      number: counter.number,
      sentence: sentence(counter, now, snapshot.zone),
      clerk: counter.clerk,
      mends: mends(counter),
      ticket: counter.ticket,
      closed: condition(counter, now) === "closed",
      lentTo: lentTo(counter, snapshot.zone),
      fields: snapshot.fields,
      zone: snapshot.zone,
      draft: edited,
      edited: edits(edited, counter, snapshot.fields),
      press: this.#press("counter", acts),
    };
    return counterSheet(told, { ...acts, ...this.#counterActs(counter, snapshot) });
  }

  /** What was changed here, over what the counter serves now: a field may have come since. */
  #edited(counter, fields) {
    return changed(draft(counter, fields), this.#open.draft);
  }

  #counterActs(counter, { fields }) {
    return {
      duty: (id, part) =>
        this.#change({ draft: { ...this.#open.draft, [id]: { ...this.#open.draft[id], ...part } } }),
      release: () => this.release(this.#open.id),
      mend: (verb) => this.#send(`/api/v1/tickets/${encodeURIComponent(counter.ticket.id)}/${verb}`, {}),
      unlend: () => this.#send(counterPath(counter.id, "fields"), { fields: asBefore(counter) }),
      save: () => this.#save(counter, fields),
    };
  }

  #save(counter, fields) {
    const wanted = duties(this.#edited(counter, fields), fields);
    if (wanted.error) return this.#presses.refuse("counter", wanted.error);
    return this.#send(counterPath(counter.id, "fields"), wanted);
  }

  #release(snapshot, now, acts) {
    const rows = releasable(snapshot.counters, now).map((counter) => ({
      effect: releaseEffect(counter),
      id: counter.id,
      number: counter.number,
      sentence: sentence(counter, now, snapshot.zone),
      clerk: counter.clerk,
    }));
    const told = { rows, chosen: this.#open.id, press: this.#press("release", acts) };
    return releaseSheet(told, {
      ...acts,
      choose: (id) => this.#change({ id }),
      run: () => this.#send(counterPath(this.#open.id, "release"), {}),
    });
  }

  #lend(snapshot, now, acts) {
    const chosen = this.#open;
    const counter = snapshot.counters.find((each) => each.id === chosen.counter);
    const field = snapshot.fields.find((each) => each.id === chosen.field);
    const told = {
      counters: lenders(snapshot.counters, now),
      fields: fieldRows(snapshot.fields, now),
      chosen,
      times: untilChoices(now, snapshot.hall.sessions, snapshot.zone),
      promise: promise({ counter, field, until: chosen.until }),
      press: this.#press("lend", acts),
    };
    return lendSheet(told, {
      ...acts,
      choose: (part) => this.#change(part),
      run: () => this.#lendNow(counter, snapshot, now),
    });
  }

  #lendNow(counter, snapshot, now) {
    const until = untilOf(this.#open.until, snapshot, now);
    if (until.error) return this.#presses.refuse("lend", until.error);
    return this.#send(counterPath(counter.id, "fields"), { fields: lent(counter, this.#open.field), ...until });
  }

  #end(snapshot, acts) {
    const { carry, done } = this.#open;
    const told = { told: dayEnd(snapshot), carry, done, press: this.#press("end", acts) };
    return endSheet(told, {
      ...acts,
      carry: (value) => this.#change({ carry: value }),
      run: () => this.#endNow(snapshot),
    });
  }

  /**
   * Stays open afterwards: what became of the open tickets is told in the same place. Its words do not depend on how
   * many are open now, so that a press whose answer was lost is the same press when it is repeated.
   */
  async #endNow({ centre, day }) {
    const path = `/api/v1/centres/${encodeURIComponent(centre.slug)}/day/end`;
    const answer = await this.#presses.press("end", path, { carry_over: this.#open.carry });
    const list = answer?.tickets.length ? `/supervisor/day?day=${day}` : null;
    if (answer && this.#open?.kind === "end") this.#change({ done: { sentence: dayEnded(answer), list } });
  }
}
