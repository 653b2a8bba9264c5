/** Wires the page of hours and holidays. */
import { render } from "lit-html";
import { clockTime } from "../shared/format.js";
import { follow } from "./follow.js";
import { frame, NO_CHANGE_NOW } from "./frame.js";
import { holidayEffect, holidays, sameSessions, sessionsOf, week } from "./hours.js";
import { hoursPage } from "./hours-view.js";

const app = document.getElementById("app");
/** What is typed, by weekday: `{sessions, seen, from, conflict}`. */
const drafts = {};
let form = { day: "", name: "" };
const page = follow(draw);
const { presses } = page;
const snapshot = () => page.state.snapshot;
const off = () => (page.state.lost ? NO_CHANGE_NOW : null);

const acts = {
  type: (weekday, index, end, text) =>
    change(weekday, (sessions) => sessions.map((each, at) => (at === index ? each.with(end, text) : each))),
  add(weekday) {
    change(weekday, (sessions) => [...sessions, ["", ""]]);
    [...app.querySelectorAll(`[data-weekday="${weekday}"] .clock`)].at(-2)?.focus();
  },
  remove: (weekday, index) => change(weekday, (sessions) => sessions.filter((_, at) => at !== index)),
  drop: (weekday) => keep(weekday, null),
  from: (weekday, from) => keep(weekday, { ...drafts[weekday], from }),
  async insist(weekday) {
    await page.refresh();
    keep(weekday, { ...drafts[weekday], seen: snapshot().revision, conflict: null });
    return acts.save(weekday);
  },
  async save(weekday) {
    if (off() || !drafts[weekday]) return;
    const { seen, from, sessions: typed } = drafts[weekday];
    const { sessions, error } = sessionsOf(typed);
    if (error) return presses.refuse(name(weekday), error);
    const body = { weekday, sessions, from, seen };
    const done = await presses.press(name(weekday), `${page.centre}/hours`, body, (why) => refused(weekday, why));
    if (!done) return draw();
    await page.refresh();
    keep(weekday, null);
  },
  form(part) {
    form = { ...form, ...part };
    presses.forget("declare");
  },
  async declare(event) {
    event.preventDefault();
    if (off()) return;
    const told = await presses.press("declare", `${page.centre}/holidays`, { day: form.day, name_vi: form.name });
    if (told) acts.form({ day: "", name: "" });
  },
  takeBack: (day) => presses.press(day, `${page.centre}/holidays/${encodeURIComponent(day)}/remove`),
};

const name = (weekday) => `week ${weekday}`;

function change(weekday, edited) {
  const begun = drafts[weekday] ?? { seen: snapshot().revision, from: "tomorrow", conflict: null };
  const standing = snapshot().week[weekday];
  const sessions = edited(begun.sessions ?? standing);
  keep(weekday, sameSessions(sessions, standing) ? null : { ...begun, sessions });
}

function keep(weekday, draft) {
  if (draft) drafts[weekday] = draft;
  else delete drafts[weekday];
  presses.forget(name(weekday));
}

function refused(weekday, { code, data }) {
  if (code !== "changed_meanwhile") return;
  const conflict = { by: data.by, time: clockTime(data.at, snapshot().zone), after: data.after };
  drafts[weekday] = { ...drafts[weekday], conflict };
}

function content() {
  const told = {
    week: week(snapshot(), drafts),
    holidays: holidays(snapshot()),
    form,
    today: snapshot().day,
    effect: holidayEffect(form.day, snapshot()),
    declarePress: presses.of("declare"),
    pressOf: (what) => presses.of(typeof what === "number" ? name(what) : what),
    off: off(),
  };
  return hoursPage(told, acts);
}

function draw() {
  render(frame("hours", page.state, content), app);
}
