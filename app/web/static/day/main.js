/** Wires the list of a day's end: the day in the address, asked again while that day goes on. */
import { render } from "lit-html";
import { get } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { followHall } from "../shared/follow.js";
import { asked, view } from "./state.js";
import { dayPage } from "./view.js";

const app = document.getElementById("app");
const page = { centre: null, zone: undefined, lost: null, day: asked(location.search), answer: null, error: null };
let revision = -1;

const acts = {
  print: () => window.print(),
  day(day) {
    if (!day) return;
    history.replaceState(null, "", `?day=${day}`);
    change({ day, answer: null });
    ask();
  },
};

followHall({ onSnapshot: hear, onLost: (lost) => change({ lost }), onBack: () => change({ lost: null }) });
setInterval(() => page.lost || draw(), 1000);
ask();

function hear(snapshot) {
  const moved = snapshot.revision !== revision;
  revision = snapshot.revision;
  change({ centre: snapshot.centre, zone: snapshot.zone });
  if (moved && page.answer && !page.answer.ended_at) ask();
}

/** Only the day on show counts: an answer about another comes too late. */
async function ask() {
  const { day } = page;
  const query = day ? `?day=${day}` : "";
  try {
    const answer = await get(`/api/v1/centres/${encodeURIComponent(boot.centre)}/day${query}`);
    if (day === page.day) change({ day: answer.day, answer, error: null });
  } catch (error) {
    if (day === page.day) change({ error: error.message });
  }
}

function change(part) {
  Object.assign(page, part);
  draw();
}

function draw() {
  const list = page.answer && view(page.answer, page.zone);
  render(dayPage(list, { ...page, now: page.lost ?? hallNow() }, acts), app);
}
