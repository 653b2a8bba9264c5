/** The hub: keys open the screens; what runs and the last slips are fetched every two seconds. */
import { render } from "lit-html";
import { boot } from "../shared/boot.js";
import { EVERY_MS, placeOf } from "./state.js";
import { sideView } from "./view.js";

const ANSWER_WITHIN_MS = 5000;
const side = document.getElementById("side");
let state = boot.state;
let silentSince = null;

function draw() {
  render(sideView(state, silentSince), side);
}

async function look() {
  try {
    const response = await fetch("/hub/state.json", { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), cache: "no-store" });
    if (!response.ok) throw new Error(`hub state: ${response.status}`);
    state = await response.json();
    silentSince = null;
  } catch {
    silentSince ??= new Date();
  }
  draw();
}

/** One look after the other: a slow server is not asked again before it has answered. */
async function keepLooking() {
  if (!document.hidden) await look();
  setTimeout(keepLooking, EVERY_MS);
}

document.addEventListener("keydown", (event) => {
  const place = placeOf(event);
  const tile = place === null || event.repeat ? null : document.querySelectorAll(".tile")[place];
  if (!tile) return;
  event.preventDefault();
  tile.focus();
  tile.click();
});

draw();
keepLooking();
