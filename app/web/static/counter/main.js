/** The counter page: wires boot, keyboard and pointer to the desk, or to the choice of a counter before it. */
import { render } from "lit-html";
import { Mini } from "../mini/mini.js";
import { get, post } from "../shared/api.js";
import { boot } from "../shared/boot.js";
import { hallNow } from "../shared/clock.js";
import { chooserView } from "./chooser-view.js";
import { Front } from "./front.js";
import { deskHands, frontHands } from "./hands.js";
import { deskKeys, frontKeys } from "./key-presses.js";
import { me, sitAt } from "./seat.js";
import { sliding } from "./slide.js";
import { deskView } from "./view.js";

const TICK_MS = 250;
const LIST_EVERY_MS = 5000;
const root = document.getElementById("app");
const around = { menu: false, mini: false, staff: boot.staff, csrf: boot.csrf, clock: hallNow() };

let front = null;
let seat = null;
let drawnFor = null;
let queued = false;

const desk = () => seat?.desk ?? null;
const mini = new Mini({ desk, tick, changed: () => changed() });
// The popup, where there is no always-on-top window, asks its opener who draws it.
window.luotMini = mini;

// Drawing --------------------------------------------------------------------------------------------------

function changed() {
  mini.changed();
  if (queued) return;
  queued = true;
  requestAnimationFrame(draw);
}

function draw() {
  queued = false;
  around.clock = hallNow();
  around.mini = mini.open;
  if (desk()?.snapshot) sliding(root, () => render(deskView(desk().page(), desk(), hands.desk, around), root));
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
  if (!desk()?.snapshot) return front?.asked ? `ask ${front.asked.id}` : `front ${front?.tiles.length} ${front?.signedOut}`;
  return desk().place;
}

function frontTile() {
  return front?.first && root.querySelector(`[data-tile="${front.first.id}"]`);
}

// The two pages --------------------------------------------------------------------------------------------

/** @param {string|null} notice why one has to choose @param {{id: string, number: number}|null} held one's counter */
function openFront(notice, held = null) {
  seat?.close();
  seat = null;
  around.menu = false;
  front = new Front({ get, post, changed, now: hallNow, me, centre: boot.centre, opened: sitDown }, notice, held);
  front.load();
}

/** Work at a counter: follow its snapshots until it is closed or somebody else has it. */
function sitDown({ id }) {
  front = null;
  seat = sitAt(id, { changed, wait: mini.wait, taken: leftOver });
}

/** The counter is no longer this clerk's: say what became of it, and of whoever was there. */
function leftOver({ counter, ticket }, here) {
  if (here !== desk()) return;
  const { number, clerk } = counter;
  const whole = `Quầy số ${number}${ticket ? ` và số ${ticket.number}` : ""}`;
  if (here.stands === "taken") openFront(`${whole} nay do ${clerk.name} giữ. Mời chọn quầy khác.`);
  if (here.stands === "closed") openFront(`Quầy số ${number} đã đóng. Mời chọn quầy khi làm tiếp.`);
}

/** To another counter: this one is kept until the other is there. */
function changeCounter() {
  const { id, number } = desk().snapshot.counter;
  openFront(`Ông/bà đang giữ Quầy số ${number}. Chuyển sang quầy nào?`, { id, number });
}

// Keyboard, pointer, time ----------------------------------------------------------------------------------

function setMenu(open) {
  around.menu = open;
  changed();
}

const doings = {
  toggle: () => setMenu(!around.menu),
  change: changeCounter,
  mini: () => mini.toggle(),
};
const hands = { desk: deskHands(desk, doings, backToMain), front: frontHands(() => front, doings) };

/** After a press by hand the keyboard goes back to the one key of the day. */
function backToMain() {
  if (!desk()?.panel) root.querySelector("#main-button")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  desk()?.auto.seen(performance.now());
  if (event.key === "Escape" && around.menu) return setMenu(false);
  if (desk()?.snapshot) deskKeys(event, desk());
  else if (front) frontKeys(event, front, root);
});

for (const kind of ["pointermove", "pointerdown"]) {
  document.addEventListener(kind, () => desk()?.auto.seen(performance.now()), { passive: true });
}
document.addEventListener("click", (event) => {
  if (around.menu && !event.target.closest("[data-menu]")) setMenu(false);
});

/** Also called by the small window, whose timers keep going while this page lies in the background. */
function tick() {
  desk()?.tick(document.hidden && !mini.open);
  seat?.look();
  hands.desk.letGo(performance.now());
  changed();
}

setInterval(tick, TICK_MS);
setInterval(() => front?.load(), LIST_EVERY_MS);

if (boot.counter) sitDown({ id: boot.counter });
else openFront(null);
