/** Wires the report: the range in the address, one request at a time, downloads, the hall's clock. */
import { render } from "lit-html";
import { get } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow, zoned } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { earlier } from "./compare.js";
import { saver } from "./download.js";
import { address, asked, preset, presetOf, refusal, written } from "./range.js";
import { comeBack, rememberPressed, rememberReport } from "./return.js";
import { rove, settle } from "./rove.js";
import { view } from "./state.js";
import { report } from "./view.js";

const SLOW_MS = 300;
const app = document.getElementById("app");
const page = {
  centre: null,
  lost: null,
  today: null,
  asked: null,
  told: null,
  shown: null,
  request: 0,
  loading: false,
  error: null,
  picking: false,
  picked: null,
  pickError: null,
  chartAsTable: false,
  downloads: { busy: false, error: null },
};

const acts = {
  preset: (name) => ask({ ...page.asked, ...preset(name, page.today) }),
  by: (by) => ask({ ...page.asked, by }),
  compare: () => ask({ ...page.asked, compare: !page.asked.compare }),
  pick(picking) {
    change({ picking, picked: { from: page.asked.from, to: page.asked.to }, pickError: null });
    app.querySelector(picking ? ".picker-popup input" : ".picker-button").focus();
  },
  choose: (part) => change({ picked: { ...page.picked, ...part }, pickError: null }),
  picked(event) {
    event.preventDefault();
    const pickError = refusal(page.picked);
    if (pickError) return change({ pickError });
    return ask({ ...page.asked, ...page.picked });
  },
  toggleChart() {
    change({ chartAsTable: !page.chartAsTable });
    settle(app);
  },
  print: () => window.print(),
  download: saver((downloads) => change({ downloads }), file),
};

connect({
  onSnapshot: (snapshot) => begin(snapshot.centre),
  onLost: (lost) => change({ lost }),
  onBack: () => change({ lost: null }),
});
setInterval(() => page.lost || draw(), 1000);
document.addEventListener("pointerdown", (event) => {
  if (page.picking && !event.target.closest(".picker")) change({ picking: false });
});
window.addEventListener("popstate", () => ask(asked(location.search, page.today), false));
rememberPressed(app, place);
rove(app);
begin(null);

/** The hall's day decides what "today" is, so the first question waits for the hall, but not for ever. */
function begin(centre) {
  change({ centre: centre ?? page.centre });
  if (page.asked) return;
  if (centre) start();
  else setTimeout(() => page.asked || start(), 2000);
}

function start() {
  const { year, month, day } = zoned(hallNow());
  page.today = [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
  ask(asked(location.search, page.today), false);
}

function change(part) {
  Object.assign(page, part);
  draw();
}

/** Only the last question counts: an older answer that comes late is dropped. */
async function ask(question, remember = true) {
  const request = page.request + 1;
  change({ request, asked: question, picking: false, error: null });
  if (remember) history.pushState(null, "", address(question));
  const slow = setTimeout(() => change({ loading: true }), SLOW_MS);
  try {
    const told = await answer(question);
    if (request === page.request) show(told, question);
  } catch (error) {
    if (request === page.request) change({ error: error.message });
  } finally {
    clearTimeout(slow);
    if (request === page.request) change({ loading: false });
  }
}

async function answer(question) {
  const before = question.compare ? get(path({ ...question, ...earlier(question) }, "json")) : null;
  const [report, compared] = await Promise.all([get(path(question, "json")), before]);
  return view(report, compared, page.today);
}

/** The title is the name under which a browser keeps the page as PDF. */
function show(told, question) {
  const newly = page.told === null;
  change({ told, shown: question });
  document.title = `Thời gian chờ ${written(question)} · Lượt`;
  rememberReport(address(question));
  settle(app);
  if (newly) comeBack(app, place);
}

function place() {
  return `/supervisor/report${address(page.shown ?? page.asked)}`;
}

function path({ from, to, by }, format) {
  const query = new URLSearchParams({ from, to, by, format });
  return `/api/v1/centres/${encodeURIComponent(boot.centre)}/reports/waits?${query}`;
}

/** Where the file of a format is, and its name. */
function file(format) {
  const { from, to } = page.asked;
  return { path: path(page.asked, format), name: `thoi-gian-cho-${from}-${to}.${format}` };
}

function draw() {
  if (!page.asked) return;
  const { from, to, by, compare } = page.asked;
  const model = {
    ...page,
    range: { from, to },
    by,
    compare,
    preset: presetOf({ from, to }, page.today),
    now: page.lost ?? hallNow(),
  };
  render(report(page.told, model, acts), app);
}
