/** What is being edited on the page of fields: one counter's duties, or one field. Pure state; knows no page. */
import { pressed, still, withDuty, withLag } from "./matrix.js";

const NOTHING = {
  counter: null,
  field: null,
  changes: {},
  seen: null,
  when: "now",
  until: "",
  adding: false,
  lagging: null,
  asked: false,
  conflict: null,
  reason: "",
  moveTo: "",
  sending: null,
};

export class Edit {
  constructor() {
    Object.assign(this, NOTHING);
  }

  get dirty() {
    return Object.keys(this.changes).length > 0;
  }

  /** Forget what was changed; the counter or field stays in view. */
  drop() {
    Object.assign(this, { ...NOTHING, counter: this.counter, field: this.field });
  }

  leave() {
    Object.assign(this, NOTHING);
  }

  /** Look at another counter or field; refused (false) while changes of a counter are unsaved. */
  look({ counter = null, field = null }, revision) {
    if (counter !== null && counter === this.counter) return true;
    if (this.dirty) return false;
    Object.assign(this, { ...NOTHING, counter, field, seen: revision });
    return true;
  }

  /** One press on a cell of the counter in view. */
  press(counter, fieldId, revision) {
    this.#change(pressed(counter, this.changes, fieldId), revision);
  }

  duty(counter, fieldId, duty, revision) {
    this.#change(withDuty(counter, this.changes, fieldId, duty), revision);
  }

  lag(counter, fieldId, lag, revision) {
    this.#change(withLag(counter, this.changes, fieldId, lag), revision);
  }

  /** The hall has moved on: what somebody else has done already is no change any more. */
  follow(counter) {
    if (counter && !this.conflict) this.changes = still(counter, this.changes);
  }

  /** Go on with one's own version over what stands now. */
  insist(counter, revision) {
    Object.assign(this, { conflict: null, seen: revision, changes: still(counter, this.changes) });
  }

  #change(changes, revision) {
    if (!this.dirty) this.seen = revision;
    Object.assign(this, { changes, asked: false, conflict: null });
  }
}
