/** Wires the page of spare numbers: the hall's snapshots, what is typed, what is sent, the printer. */
import { render } from "lit-html";
import { freshKey, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { Presses } from "../shared/presses.js";
import { about, following, lettersOf, mistake, numberOf, timeOf } from "./entry.js";
import { view } from "./state.js";
import { paper } from "./view.js";

const NO_CHANGE_NOW = "Mất kết nối: chưa làm được.";
const app = document.getElementById("app");
const presses = new Presses(send, freshKey, draw);
const page = {
  may: new Set(boot.staff?.permissions ?? []),
  presses,
  snapshot: null,
  lost: null,
  never: false,
  number: "",
  time: "",
  priority: false,
  letters: "",
  mistake: null,
  wrong: null,
  said: "",
  print: { chosen: null, from: null, count: 10 },
};
let refusal = null;

const acts = {
  number: (number) => retype({ number }),
  time: (time) => retype({ time }),
  priority: (priority) => change({ priority }),
  submit,
  takeBack,
  choose: (prefix, on) => print({ chosen: chosen(prefix, on) }),
  chooseAll: () => print({ chosen: new Set(everyPrefix().every((p) => page.print.chosen.has(p)) ? [] : everyPrefix()) }),
  print,
  send: () => window.print(),
};

const hall = connect({
  onSnapshot: hear,
  onLost: (since) => change(since ? { lost: since } : { never: true }),
  onBack: () => change({ lost: null }),
});
setInterval(() => page.lost || draw(), 1000);
draw();

function hear(snapshot) {
  const first = page.snapshot === null;
  page.print.chosen ??= new Set(snapshot.fields.map(({ prefix }) => prefix));
  page.print.from ??= snapshot.paper.first;
  change({ snapshot, never: false });
  if (first) focus("number");
}

/** Enter in the number's field goes on to the time; with both there the number is sent. */
async function submit(event) {
  event.preventDefault();
  if (presses.of("enter").busy || page.lost) return;
  const { fields } = page.snapshot;
  const entry = { number: numberOf(page.number, fields, page.letters), time: timeOf(page.time) };
  if (!page.time && document.activeElement?.name === "number" && !mistake({ ...entry, time: "-" }, fields)) {
    focus("time");
    return;
  }
  const found = mistake(entry, fields);
  if (found) wrong(found.at, found);
  else await enter(entry);
}

async function enter({ number, time }) {
  change({ mistake: null, wrong: null });
  const answer = await presses.press("enter", path("paper-tickets"), { number, given_at: time, priority: page.priority });
  if (answer) taken(answer.number, time);
  else wrong(about(refusal));
}

/** The next number is filled in and selected: whoever has another one types over it. */
function taken(number, time) {
  const { fields, paper: kept } = page.snapshot;
  const next = following(number, kept, fields);
  const fresh = { number: next, time: "", priority: false, letters: lettersOf(number, fields) };
  change({ ...fresh, said: `Đã ghi ${number}, phát ${time}.` });
  focus("number");
  hall.refresh();
}

async function takeBack(id, number) {
  const answer = await presses.press(id, `/api/v1/tickets/${encodeURIComponent(id)}/cancel`, { reason: "ghi nhầm" });
  if (!answer) return;
  change({ number, time: "", said: `Đã hủy ${number}. Có thể ghi lại.` });
  focus("number");
  hall.refresh();
}

async function send(to, body, options) {
  refusal = null;
  try {
    return await post(to, body, options);
  } catch (error) {
    refusal = error.code ?? null;
    throw error;
  }
}

function path(what) {
  return `/api/v1/centres/${encodeURIComponent(boot.centre)}/${what}`;
}

function wrong(at, found = null) {
  change({ wrong: at, mistake: found });
  focus(at);
}

function focus(name) {
  const input = app.querySelector(`input[name="${name}"]`);
  input?.focus();
  input?.select();
}

function retype(part) {
  if (presses.of("enter").error) presses.forget("enter");
  change({ ...part, mistake: null, wrong: null });
}

function print(part) {
  change({ print: { ...page.print, ...part } });
}

function chosen(prefix, on) {
  const all = new Set(page.print.chosen);
  if (on) all.add(prefix);
  else all.delete(prefix);
  return all;
}

function everyPrefix() {
  return page.snapshot.fields.map(({ prefix }) => prefix);
}

function change(part) {
  Object.assign(page, part);
  draw();
}

function draw() {
  const { snapshot, number, letters, print: wanted } = page;
  const typed = snapshot && { number: numberOf(number, snapshot.fields, letters) };
  const told = snapshot ? view(snapshot, { typed, print: wanted }) : null;
  const now = page.lost ?? hallNow();
  render(paper(told, { ...page, now, off: page.lost ? NO_CHANGE_NOW : null }, acts), app);
}
