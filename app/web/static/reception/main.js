/** The guidance desk: wires boot, live, api, keyboard and pointer to the desk. */
import { render } from "lit-html";
import { freshKey, get, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { clockTime, dateShort } from "../shared/format.js";
import { connect } from "../shared/live.js";
import { prepare } from "../shared/search.js";
import { Desk } from "./desk.js";
import { handsOf } from "./hands.js";
import { onKey } from "./keyboard.js";
import { deskView, unknownView } from "./view.js";

const TICK_MS = 1000;
const CATALOGUE_AGAIN_MS = 15_000;
const root = document.getElementById("app");
let menu = false;
let never = false;
let queued = false;
let drawnPanel = null;
let drawnTab = null;

const desk = new Desk({
  ...{ get, post, freshKey, changed, now: hallNow, centre: boot.centre },
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
});
const hands = handsOf(desk, { toggle: () => setMenu(!menu), print: () => window.print() });

connect({
  onSnapshot: (snapshot) => desk.take(snapshot),
  onLost: (since) => {
    never = since === null;
    if (desk.snapshot) desk.lose(since);
    changed();
  },
  onBack: () => desk.back(),
});

// Drawing --------------------------------------------------------------------------------------------------

function changed() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(draw);
}

function draw() {
  queued = false;
  if (!desk.snapshot) return render(unknownView(never), root);
  const before = document.activeElement;
  const printedAt = `${clockTime(desk.now)} ngày ${dateShort(desk.now)}`;
  const around = { lost: desk.lost, now: desk.now, menu, staff: boot.staff, csrf: boot.csrf, printedAt };
  render(deskView({ ...desk.page(), presses: desk.presses }, hands, around), root);
  keepFocus(before);
  keepAddress();
  if (desk.tab !== drawnTab) window.scrollTo(0, 0);
  drawnTab = desk.tab;
}

/** A choice that opens takes the keyboard and gives it back to the key that opened it; it is never nowhere. */
function keepFocus(before) {
  const panel = desk.finding.panel?.kind ?? null;
  const opened = panel !== null && panel !== drawnPanel;
  const closed = panel === null && drawnPanel !== null;
  const back = closed && root.querySelector(`#act-${drawnPanel}`);
  drawnPanel = panel;
  if (opened) root.querySelector("[data-first]")?.focus({ preventScroll: true });
  else if (back) back.focus({ preventScroll: true });
  else if (!before.isConnected) root.querySelector(`#${desk.tab === "give" ? "give" : "find"}-title`)?.focus({ preventScroll: true });
}

/** Whoever comes back from a story finds the same slip on the desk. */
function keepAddress() {
  const { ticket } = desk.finding;
  const search = ticket ? `?ticket=${encodeURIComponent(ticket.id)}` : "";
  if (search !== location.search) history.replaceState(null, "", `${location.pathname}${search}`);
}

// Keyboard, pointer, time ----------------------------------------------------------------------------------

function setMenu(open) {
  menu = open;
  changed();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu) return setMenu(false);
  if (desk.snapshot) onKey(event, desk, root);
});
document.addEventListener("click", (event) => {
  if (menu && !event.target.closest("[data-menu]")) setMenu(false);
});
setInterval(() => desk.snapshot && desk.tick(), TICK_MS);

async function loadCatalogue() {
  try {
    desk.giving.catalogue = prepare(await get(`${desk.centrePath}/procedures`));
    changed();
  } catch {
    setTimeout(loadCatalogue, CATALOGUE_AGAIN_MS);
  }
}

const asked = new URLSearchParams(location.search).get("ticket");
if (asked) desk.finding.open(asked);
loadCatalogue();
changed();
