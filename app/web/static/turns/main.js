/** Wires a list of turns: the question in the address, one answer, files, the hall's clock. */
import { render } from "lit-html";
import { saver } from "../report/download.js";
import { comeBack, lastReport, rememberPressed } from "../report/return.js";
import { rove, settle } from "../report/rove.js";
import { get } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { followHall } from "../shared/follow.js";
import { view } from "./state.js";
import { list } from "./view.js";

const SLOW_MS = 300;
const app = document.getElementById("app");
const page = {
  centre: null,
  lost: null,
  told: null,
  loading: false,
  error: null,
  downloads: { busy: false, error: null },
};

const download = saver(
  (downloads) => change({ downloads }),
  (format) => ({ path: path(format), name: `cac-luot.${format}` }),
);
const acts = { print: () => window.print(), download };

followHall({
  onSnapshot: ({ centre }) => change({ centre }),
  onLost: (lost) => change({ lost }),
  onBack: () => change({ lost: null }),
});
setInterval(() => page.lost || draw(), 1000);
document.addEventListener("keydown", (event) => event.key === "Escape" && location.assign(back()));
rememberPressed(app, place);
rove(app);
ask();

async function ask() {
  const slow = setTimeout(() => change({ loading: true }), SLOW_MS);
  try {
    change({ told: view(await get(path("json")), location.search) });
    document.title = `${page.told.title} · Lượt`;
    settle(app);
    comeBack(app, place);
  } catch (error) {
    change({ error: error.message });
  } finally {
    clearTimeout(slow);
    change({ loading: false });
  }
}

/** The address of this page asks what the server is asked. */
function path(format) {
  const query = new URLSearchParams(location.search);
  query.set("format", format);
  return `/api/v1/centres/${encodeURIComponent(boot.centre)}/reports/turns?${query}`;
}

function place() {
  return location.pathname + location.search;
}

function back() {
  const query = new URLSearchParams(location.search);
  return lastReport({ from: query.get("from") ?? "", to: query.get("to") ?? "" });
}

function change(part) {
  Object.assign(page, part);
  draw();
}

function draw() {
  render(list(page.told, { ...page, back: back(), now: page.lost ?? hallNow() }, acts), app);
}
