/** Wires the page of fields and counters: the hall's snapshots, the table, what is edited, and what presses send. */
import { render } from "lit-html";
import { clockTime } from "../shared/format.js";
import { instant, suggestedUntil, untilChoices } from "../shared/until.js";
import { Edit } from "./edit.js";
import { closing, fieldServers, tomorrow } from "./field.js";
import { fieldPanel } from "./field-view.js";
import { fieldsPage } from "./fields-view.js";
import { follow } from "./follow.js";
import { frame, NO_CHANGE_NOW } from "./frame.js";
import { legend, moved, table } from "./matrix.js";
import { body, draftLines, duties, meaning, notUntil, others, serving, stays, versionLines } from "./meaning.js";
import { counterPanel, idlePanel } from "./panel-view.js";

const app = document.getElementById("app");
const edit = new Edit();
const view = { at: { row: 0, column: 0 }, note: null };
const page = follow(draw, (snapshot) => edit.follow(counterOf(snapshot)));
const { presses } = page;

const counterOf = (snapshot) => snapshot.counters.find(({ id }) => id === edit.counter) ?? null;
const now = () => page.state.now;
const snapshot = () => page.state.snapshot;
const off = () => (page.state.lost ? NO_CHANGE_NOW : null);

// The table -------------------------------------------------------------------------------------------------

const cells = {
  focus(place) {
    view.at = place;
    draw();
  },
  counter: (id) => look({ counter: id }),
  field: (id) => look({ field: id }),
  cell(place) {
    view.at = place;
    const [field, counter] = [snapshot().fields[place.row], snapshot().counters[place.column]];
    if (!look({ counter: counter.id })) return;
    edit.press(counter, field.id, snapshot().revision);
    changed();
  },
  key(event) {
    const [rows, columns] = [snapshot().fields.length, snapshot().counters.length];
    const place = moved(event.key, view.at, { rows, columns });
    const inCell = view.at.row >= 0 && view.at.column >= 0;
    if (place) goTo(place);
    else if (inCell && event.key === " ") cells.cell(view.at);
    else if (inCell && event.key === "Enter") cells.counter(snapshot().counters[view.at.column].id);
    else return;
    event.preventDefault();
  },
};

function look(what) {
  const done = edit.look(what, snapshot().revision);
  const standing = snapshot().counters.find(({ id }) => id === edit.counter);
  view.note = done ? null : `Quầy số ${standing?.number} còn thay đổi chưa lưu. Lưu hoặc bỏ trước.`;
  if (done) forget();
  draw();
  return done;
}

function goTo(place) {
  view.at = place;
  draw();
  app.querySelector(`[data-place="${place.row}/${place.column}"]`)?.focus();
}

function forget() {
  for (const name of ["save", "plan", "field"]) presses.forget(name);
}

function changed() {
  view.note = null;
  forget();
  draw();
}

// A counter -------------------------------------------------------------------------------------------------

const hands = {
  duty: (fieldId, duty) => (edit.duty(counterOf(snapshot()), fieldId, duty, snapshot().revision), changed()),
  lag: (fieldId, lag) => (edit.lag(counterOf(snapshot()), fieldId, lag, snapshot().revision), changed()),
  lagging: (fieldId) => (Object.assign(edit, { lagging: edit.lagging === fieldId ? null : fieldId }), draw()),
  adding(open) {
    edit.adding = open;
    draw();
    app.querySelector("#add-field")?.focus();
  },
  add(fieldId) {
    edit.adding = false;
    if (fieldId) hands.duty(fieldId, "own");
  },
  when: (when) => (Object.assign(edit, { when, asked: false }), changed()),
  until: (until) => (Object.assign(edit, { until }), changed()),
  drop: () => (edit.drop(), changed(), goTo(view.at)),
  theirs: () => (edit.drop(), changed(), goTo(view.at)),
  async mine() {
    await page.refresh();
    edit.insist(counterOf(snapshot()), snapshot().revision);
    changed();
  },
  async save() {
    const counter = counterOf(snapshot());
    const path = `/api/v1/counters/${encodeURIComponent(counter.id)}/fields`;
    if (!(await presses.press("save", path, saved(counter), refused))) return;
    edit.drop();
    await page.refresh();
    goTo(view.at);
  },
  async dropPlan() {
    const path = `/api/v1/counters/${encodeURIComponent(edit.counter)}/planned-fields/remove`;
    if (await presses.press("plan", path)) await page.refresh();
  },
};

function saved(counter) {
  const { day, zone } = snapshot();
  return body(snapshot(), counter, edit.changes, {
    when: from(counter),
    until: instant(day, until(), zone).toISOString(),
    day: tomorrow(day),
    seen: edit.seen,
    confirm: edit.asked,
  });
}

function refused({ code, data }) {
  if (code === "field_would_strand") edit.asked = true;
  if (code === "changed_meanwhile") edit.conflict = conflictOf(data);
}

const conflictOf = ({ by, at, before, after }) => ({ by, before, after, time: clockTime(at, snapshot().zone) });

/** When a change begins; one that gives a field up cannot be for a while only. */
const from = (counter) => (edit.when === "until" && notUntil(counter, edit.changes) ? "now" : edit.when);

const until = () => edit.until || suggestedUntil(now(), snapshot().hall.sessions, snapshot().zone);

function counterTold(counter) {
  const told = snapshot();
  const { changes, conflict } = edit;
  return {
    counter,
    dirty: edit.dirty,
    duties: duties(told, counter, changes),
    others: others(told, counter, changes),
    adding: edit.adding,
    lagging: edit.lagging,
    meaning: meaning(told, counter, changes),
    stays: stays(counter),
    when: from(counter),
    until: until(),
    times: untilChoices(now(), told.hall.sessions, told.zone),
    notUntil: notUntil(counter, changes),
    plannedBefore: counter.planned !== null,
    plannedLines: counter.planned ? versionLines(plan(counter), told) : [],
    asked: edit.asked,
    conflict: conflict && { ...conflict, lines: versionLines(conflict.after, told) },
    mine: draftLines(told, counter, changes),
    press: presses.of("save"),
    dropPress: presses.of("plan"),
    off: off(),
    recent: recent(),
  };
}

/** A plan as the log keeps versions. */
const plan = ({ planned }) => planned.fields.map(({ id, lag_minutes, until: ends }) => ({ field: id, lag_minutes, until: ends }));

// A field ---------------------------------------------------------------------------------------------------

const fieldHands = {
  reason: (reason) => Object.assign(edit, { reason }),
  moveTo: (moveTo) => (Object.assign(edit, { moveTo }), draw()),
  leave: () => (edit.leave(), changed(), goTo(view.at)),
  close(event) {
    event.preventDefault();
    const { reason, moveTo, seen } = edit;
    return off() ? null : sendField("close", { reason, seen, ...(moveTo && { move_to: moveTo }) });
  },
  open: () => sendField("open", { seen: edit.seen }),
};

async function sendField(action, said) {
  const { field, sending } = edit;
  if (sending) return;
  Object.assign(edit, { conflict: null, sending: action });
  const done = await presses.press("field", `${page.centre}/fields/${encodeURIComponent(field)}/${action}`, said, refused);
  // Whoever looks at something else by now is left there.
  if (edit.field === field) {
    edit.sending = null;
    if (done) fieldHands.leave();
  }
  await page.refresh();
  // What the other did is told now; pressing again is meant.
  if (edit.conflict) edit.seen = snapshot().revision;
  draw();
}

function fieldTold(field) {
  const told = snapshot();
  return {
    field,
    // The hall's news may come before the answer to the press that made it: the panel turns with the answer.
    offers: edit.sending ?? (field.closed ? "open" : "close"),
    servers: fieldServers(serving(told, field.id)),
    reason: edit.reason,
    moveTo: edit.moveTo,
    targets: told.fields.filter(({ id, closed }) => id !== field.id && !closed && serving(told, id).length),
    effect: closing(told, field, edit.moveTo),
    press: presses.of("field"),
    conflict: edit.conflict,
    off: off(),
    recent: recent(),
  };
}

// The page --------------------------------------------------------------------------------------------------

const recent = () =>
  snapshot().recent.map(({ at, text, actor }) => ({ time: clockTime(at, snapshot().zone), words: text.replace(/\.$/, ""), actor }));

function panel() {
  const counter = counterOf(snapshot());
  const field = snapshot().fields.find(({ id }) => id === edit.field);
  if (counter) return counterPanel(counterTold(counter), hands);
  return field ? fieldPanel(fieldTold(field), fieldHands) : idlePanel(recent());
}

function content() {
  const told = table(snapshot(), edit, snapshot().zone);
  const shown = { at: view.at, field: edit.field, note: view.note, legend: legend(told, snapshot(), snapshot().zone) };
  return fieldsPage(told, shown, cells, panel());
}

function draw() {
  render(frame("fields", page.state, content), app);
}
