/** Wires the search: the question in the address, the hall's day, the list. */
import { render } from "lit-html";
import { get } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow, zoned } from "../shared/clock.js";
import { followHall } from "../shared/follow.js";
import { tidied } from "../shared/ticket.js";
import { asked, found, none, refusal } from "./find-state.js";
import { find } from "./find-view.js";

const app = document.getElementById("app");
const page = {
  centre: null,
  lost: null,
  number: "",
  day: "",
  found: [],
  none: null,
  error: null,
  loading: false,
  request: 0,
};

const acts = {
  submit(event) {
    event.preventDefault();
    search({ number: tidied(page.number), day: page.day }, true);
  },
  type: (number) => change({ number, error: null }),
  day: (day) => change({ day, error: null }),
};

followHall({
  onSnapshot: hear,
  onLost: (lost) => change({ lost }),
  onBack: () => change({ lost: null }),
});
setInterval(() => page.lost || draw(), 1000);
window.addEventListener("popstate", fromAddress);
fromAddress();
app.querySelector("input").focus();

/** The hall's day may be another than this machine's: until it is known, the machine's has to do. */
function hear({ centre, day }) {
  const untouched = !new URLSearchParams(location.search).has("day") && page.day === today();
  change({ centre, ...(untouched && { day }) });
}

function fromAddress() {
  const question = asked(location.search, page.day || today());
  change({ ...question, found: [], none: null, error: null });
  if (question.number) search(question, false);
}

function today() {
  const { year, month, day } = zoned(hallNow());
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

/** Only the last question counts. */
async function search(question, remember) {
  const request = page.request + 1;
  const error = refusal(question);
  change({ ...question, request, found: [], none: null, error, loading: !error });
  if (error) return;
  if (remember) history.pushState(null, "", `?${new URLSearchParams(question)}`);
  const answer = await ask(question);
  if (request === page.request) change({ loading: false, ...answer });
}

async function ask(question) {
  try {
    const path = `/api/v1/centres/${encodeURIComponent(boot.centre)}/tickets?${new URLSearchParams(question)}`;
    const { tickets } = await get(path);
    return { found: tickets.map(found), none: tickets.length ? null : none(question, today()) };
  } catch (error) {
    return { error: error.message };
  }
}

function change(part) {
  Object.assign(page, part);
  draw();
}

function draw() {
  render(find({ ...page, now: page.lost ?? hallNow() }, acts), app);
}
