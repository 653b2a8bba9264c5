/** What the keyboard does on the page: keys keep one meaning all day, in a text field they type. */
import { letterOf, meaning } from "./keyboard.js";

const TYPING = "input:not([type=radio]), textarea, select, [contenteditable]";
const PRESSABLE = "a, button, input, textarea, select";

/** One keydown at the desk. @param {KeyboardEvent} event @param {object} desk */
export function deskKeys(event, desk) {
  const what = meaning(event);
  if (what === "escape") return desk.panel || desk.answer ? stopped(event, () => desk.close()) : undefined;
  if (event.target.closest?.(TYPING)) return;
  const letter = desk.panel && !what ? letterOf(event) : null;
  if (what === "enter") enter(event, desk);
  else if (what || letter) stopped(event, () => desk.counts(what ?? letter, event.repeat) && pressed(desk, what, letter));
}

function stopped(event, act) {
  event.preventDefault();
  act();
}

/** Enter is the main button, unless the keyboard stands on something else that can be pressed. */
function enter(event, desk) {
  const on = event.target.closest?.(PRESSABLE);
  const elsewhere = on && on.id !== "main-button" && on.type !== "radio";
  if (elsewhere && !event.repeat) return;
  event.preventDefault();
  if (elsewhere || !desk.counts("enter", event.repeat)) return;
  if (desk.panel) desk.enterPanel();
  else desk.main();
}

function pressed(desk, what, letter) {
  if (desk.panel) return desk.typed(letter ? { letter } : { digit: what });
  const key = desk.page().keys.find(({ cap }) => cap === what);
  if (key) desk.key(key.name);
}

/** One keydown while a counter is chosen: digits go to the tile, Enter is the tile's own. */
export function frontKeys(event, front, root) {
  const what = meaning(event);
  if (event.repeat && what) return event.preventDefault();
  if (what === "escape") return front.back();
  if (/^\d$/.test(what ?? "")) return focusTile(root, front.digit(what));
  if (event.key.startsWith("Arrow")) return stopped(event, () => step(event.key, root));
}

function focusTile(root, id) {
  if (id !== null) root.querySelector(`[data-tile="${id}"]`)?.focus();
}

/** Arrow keys walk the tiles as they lie: sideways one, up and down one row. */
function step(arrow, root) {
  const tiles = [...root.querySelectorAll("[data-tile]")];
  const here = Math.max(0, tiles.indexOf(document.activeElement));
  const columns = tiles.filter(({ offsetTop }) => offsetTop === tiles[0].offsetTop).length;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[arrow];
  tiles[here + by]?.focus();
}
