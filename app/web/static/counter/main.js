/** The counter page: wires boot, live, api, keyboard and pointer to the desk, or to the choice of a counter before it. */
import { render } from "lit-html";
import { freshKey, get, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { connect } from "../shared/live.js";
import { chooserView } from "./chooser-view.js";
import { Desk } from "./desk.js";
import { Front } from "./front.js";
import { deskHands, frontHands } from "./hands.js";
import { deskKeys, frontKeys } from "./key-presses.js";
import { sliding } from "./slide.js";
import { deskView } from "./view.js";

const TICK_MS = 250;
const LIST_EVERY_MS = 5000;
const root = document.getElementById("app");
const me = { id: boot.staff?.id, name: boot.staff?.name };
const around = { menu: false, staff: boot.staff, csrf: boot.csrf, clock: hallNow() };

let front = null;
let desk = null;
let live = null;
let drawnFor = null;
let queued = false;

// Drawing --------------------------------------------------------------------------------------------------

function changed() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(draw);
}

function draw() {
  queued = false;
  around.clock = hallNow();
  if (desk?.snapshot) sliding(root, () => render(deskView(desk.page(), desk, hands.desk, around), root));
  else if (front) render(chooserView(front, hands.front, around), root);
  keepFocus();
}

/** The keyboard is never nowhere: a choice that opens takes it, and it comes back to the main button. */
function keepFocus() {
  const place = focusPlace();
  const nowhere = document.activeElement === document.body || document.activeElement === null;
  if (place === drawnFor && !nowhere) return;
  drawnFor = place;
  const first = root.querySelector("[data-first]") ?? root.querySelector("#main-button") ?? frontTile();
  first?.focus({ preventScroll: true });
}

function focusPlace() {
  if (!desk?.snapshot) return front?.asked ? `ask ${front.asked.id}` : `front ${front?.tiles.length}`;
  const { panel } = desk;
  return panel ? `${panel.name} ${panel.kind} ${panel.page ?? ""} ${panel.chosen?.id ?? ""}` : "desk";
}

function frontTile() {
  return front?.first && root.querySelector(`[data-tile="${front.first.id}"]`);
}

// The two pages --------------------------------------------------------------------------------------------

function openFront(notice) {
  live?.close();
  live = null;
  desk = null;
  around.menu = false;
  front = new Front({ get, post, changed, now: hallNow, me, centre: boot.centre, opened: sitDown }, notice);
  front.load();
}

/** Work at a counter: follow its snapshots until it is closed or somebody else has it. */
function sitDown({ id }) {
  front = null;
  desk = new Desk({
    ...{ post, freshKey, changed, me, now: hallNow, moment: () => performance.now() },
    permissions: boot.staff?.permissions ?? [],
    refresh: () => live.refresh(),
    find: (number) => get(`/api/v1/centres/${encodeURIComponent(boot.centre)}/tickets?number=${encodeURIComponent(number)}`),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
  const here = desk;
  live = connect({
    params: { counter: id },
    onSnapshot: (snapshot) => take(here, snapshot),
    onLost: (since) => here.lose(since),
    onBack: () => here.back(),
  });
}

function take(here, snapshot) {
  if (here !== desk) return;
  here.take(snapshot);
  const { number, clerk } = snapshot.counter;
  if (here.stands === "taken") openFront(`Quầy số ${number} nay do ${clerk.name} giữ. Mời chọn quầy khác.`);
  if (here.stands === "closed") openFront(`Quầy số ${number} đã đóng. Mời chọn quầy khi làm tiếp.`);
}

// Keyboard, pointer, time ----------------------------------------------------------------------------------

const menu = {
  toggle: () => setMenu(!around.menu),
  shut: () => setMenu(false),
  get open() {
    return around.menu;
  },
};

function setMenu(open) {
  around.menu = open;
  changed();
}

const hands = { desk: deskHands(() => desk, menu, backToMain), front: frontHands(() => front, menu) };

/** After a press by hand the keyboard goes back to the one key of the day. */
function backToMain() {
  if (!desk?.panel) root.querySelector("#main-button")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  desk?.auto.seen(performance.now());
  if (event.key === "Escape" && menu.open) return menu.shut();
  if (desk?.snapshot) deskKeys(event, desk);
  else if (front) frontKeys(event, front, root);
});

for (const kind of ["pointermove", "pointerdown"]) {
  document.addEventListener(kind, () => desk?.auto.seen(performance.now()), { passive: true });
}
document.addEventListener("click", (event) => {
  if (menu.open && !event.target.closest("[data-menu]")) menu.shut();
});

setInterval(() => {
  desk?.tick(document.hidden);
  hands.desk.letGo(performance.now());
  changed();
}, TICK_MS);
setInterval(() => front?.load(), LIST_EVERY_MS);

if (boot.counter) sitDown({ id: boot.counter });
else openFront(null);
