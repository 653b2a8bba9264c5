/** Wires the story: one ticket, asked again when the hall changes while its story is not over. */
import { render } from "lit-html";
import { get } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { followHall } from "../shared/follow.js";
import { view } from "./state.js";
import { story } from "./view.js";

const app = document.getElementById("app");
const page = { ticket: null, revision: -1, sample: false, lost: null, error: null, whole: false };
let asking = false;

const acts = {
  print: () => window.print(),
  close,
  showAll: () => change({ whole: true }),
};

followHall({ onSnapshot: hear, onLost: (lost) => change({ lost }), onBack: () => change({ lost: null }) });
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
setInterval(() => page.lost || draw(), 1000);
ask();

function hear({ revision, centre }) {
  const moved = revision !== page.revision;
  change({ revision, sample: centre.sample });
  if (moved && model()?.open) ask();
}

/** One request at a time; the hall's next change asks again anyway. */
async function ask() {
  if (asking) return;
  asking = true;
  try {
    change({ ticket: await get(`/api/v1/tickets/${encodeURIComponent(boot.ticket)}`), error: null });
    document.title = `${page.ticket.number} · Diễn biến của phiếu · Lượt`;
  } catch (error) {
    change({ error: error.message });
  } finally {
    asking = false;
  }
}

/** Back to where one came from; a story opened by its address alone leads to the search. */
function close() {
  if (history.length > 1) history.back();
  else location.assign(location.pathname.startsWith("/reception/") ? "/reception" : "/supervisor/tickets");
}

function change(part) {
  Object.assign(page, part);
  draw();
}

function model() {
  return page.ticket && view(page.ticket, { now: page.lost ?? hallNow(), whole: page.whole });
}

function draw() {
  render(story(model(), page, acts), app);
}
