/** Wires the page of priority: a switch is a press, in force at once. */
import { render } from "lit-html";
import { follow } from "./follow.js";
import { frame, NO_CHANGE_NOW } from "./frame.js";
import { classes } from "./priority.js";
import { priorityPage } from "./priority-view.js";

const app = document.getElementById("app");
const page = follow(draw);
const { presses } = page;
const snapshot = () => page.state.snapshot;

const acts = {
  offer: (offered) => send("offered", "priority", { offered }),
  switch: (code, active) => send(code, `priority-classes/${encodeURIComponent(code)}`, { active }),
};

async function send(name, path, said) {
  await presses.press(name, `${page.centre}/${path}`, { ...said, seen: snapshot().revision });
  await page.refresh();
}

function content() {
  const { offered, note } = snapshot().priority;
  const told = { offered, note: note.vi ?? "", classes: classes(snapshot()), pressOf: (name) => presses.of(name) };
  return priorityPage({ ...told, off: page.state.lost ? NO_CHANGE_NOW : null }, acts);
}

function draw() {
  render(frame("priority", page.state, content), app);
}
