/** Wires the live page: the hall's snapshots, the second's tick, what is open and pressed. */
import { render } from "lit-html";
import { freshKey, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { still } from "../shared/order.js";
import { Presses } from "../shared/presses.js";
import { untold } from "./alarms.js";
import { chime, soundOn, turnSound } from "./chime.js";
import { withFreeSince } from "./free.js";
import { sliding } from "./motion.js";
import { Sheets } from "./sheets.js";
import { view } from "./state.js";
import { live, unknown } from "./view.js";

const NO_CHANGE_NOW = "Mất kết nối: chưa làm được.";
const app = document.getElementById("app");
const may = new Set(boot.staff?.permissions ?? []);
const presses = new Presses(post, freshKey, draw);
const sheets = new Sheets({ presses, redraw: draw, mayAct: may.has("rule_counters") });
const told = new Set();
/** Rows as they stood when a pointer came upon their list: by list, or null. */
const held = { past: null, soon: null, alarms: null };
const shown = { past: [], soon: [], alarms: [] };
const page = { snapshot: null, lost: null, never: false, fieldsAsTable: false, announced: "" };

const acts = {
  toggleFields: () => change({ fieldsAsTable: !page.fieldsAsTable }),
  open: (id) => sheets.counter(id),
  lend: () => sheets.lend(page.snapshot, now()),
  release: () => sheets.release(),
  endDay: () => sheets.endDay(),
  morning: () => sheets.morning(),
  override: (on) => presses.press("override", `/api/v1/centres/${encodeURIComponent(boot.centre)}/day/override`, { on }),
  closed: () => sheets.isOpen && sheets.close(),
  outside: (event) => event.target === event.currentTarget && sheets.close(),
  sound() {
    turnSound(!soundOn());
    draw();
  },
  hold(name, on) {
    held[name] = on ? shown[name] : null;
    draw();
  },
  async answer(alarm) {
    const path = `/api/v1/help-calls/${encodeURIComponent(alarm.help)}/answer`;
    const answered = await presses.press(alarm.id, path);
    if (answered) document.getElementById("alarms-title")?.focus();
  },
};

connect({
  onSnapshot: (snapshot) => change({ snapshot: withFreeSince(snapshot, page.snapshot), never: false }),
  onLost: (since) => change(since ? { lost: since } : { never: true }),
  onBack: () => change({ lost: null }),
});
setInterval(() => page.lost || draw(), 1000);
draw();

function change(part) {
  Object.assign(page, part);
  draw();
}

/** The hall's time; while the connection is lost, the time of what is shown. */
function now() {
  return page.lost ?? hallNow();
}

function draw() {
  if (!page.snapshot) return render(unknown(page.never), app);
  const model = view(page.snapshot, now());
  announce(model.alarms);
  sliding(app, () => render(live(model, pageModel(model), acts), app));
  return showSheet();
}

function pageModel(model) {
  const off = page.lost ? NO_CHANGE_NOW : null;
  const { past, soon } = model.people;
  return {
    centre: page.snapshot.centre,
    lost: page.lost,
    now: now(),
    off,
    may,
    presses,
    sound: soundOn(),
    announced: page.announced,
    fieldsAsTable: page.fieldsAsTable,
    people: { past: { ...past, ...list("past", past.rows) }, soon: { ...soon, ...list("soon", soon.rows) } },
    alarms: list("alarms", model.alarms),
    sheet: sheets.content(page.snapshot, now(), off),
  };
}

function list(name, rows) {
  const kept = still(held[name], rows);
  shown[name] = kept.rows;
  if (held[name]) held[name] = kept.rows;
  return { ...kept, count: rows.length };
}

/** New alarms are told once, politely; what stands when the page opens is read with the page. */
function announce(alarms) {
  const first = told.size === 0 && page.announced === "";
  const fresh = untold(told, alarms);
  if (!fresh.length) return;
  if (!first) chime();
  page.announced = `Cảnh báo: ${fresh.join(". ")}`;
}

function showSheet() {
  const dialog = app.querySelector("dialog.sheet");
  if (sheets.isOpen && !dialog.open) dialog.showModal();
  if (!sheets.isOpen && dialog.open) dialog.close();
}
