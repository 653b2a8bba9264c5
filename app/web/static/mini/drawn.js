/**
 * A document drawn as the small window: its pictures, its keyboard, its own beat. Used for the window the counter page
 * opens and for the page that stands alone; timers and frames are the document's, for the counter page may lie in the
 * background, where its own are slowed down.
 */
import { render } from "lit-html";
import { deskHands } from "../counter/hands.js";
import { deskKeys } from "../counter/key-presses.js";
import { meaning } from "../counter/keyboard.js";
import { miniPage } from "./state.js";
import { awayView, miniView } from "./view.js";

const TICK_MS = 250;
// Only what can be seen here can be pressed here; the rest is on the counter page.
const KEYS = new Set(["enter", "escape", "1", "2", "4"]);

export class Drawn {
  #queued = false;
  #drawnFor = null;
  #root;
  #hands;

  /** @param {Window} view @param {{desk: () => object|null, tick: Function, away: string}} around */
  constructor(view, { desk, tick, away }) {
    Object.assign(this, { view, desk, away });
    this.#root = view.document.getElementById("app");
    this.#hands = deskHands(desk, {}, () => this.#toMain());
    view.document.addEventListener("keydown", (event) => this.#pressed(event));
    view.document.addEventListener("pointerdown", () => desk()?.auto.seen(performance.now()), { passive: true });
    view.setInterval(tick, TICK_MS);
    this.changed();
  }

  changed() {
    if (this.#queued) return;
    this.#queued = true;
    this.view.requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#queued = false;
    const desk = this.desk();
    const drawing = desk?.snapshot ? miniView(miniPage(desk.page(), desk), this.#hands) : awayView(this.away);
    render(drawing, this.#root);
    this.#keepFocus(desk?.snapshot ? desk.place : "away");
  }

  #keepFocus(place) {
    const { activeElement, body } = this.view.document;
    const nowhere = activeElement === body || activeElement === null;
    if (place === this.#drawnFor && !nowhere) return;
    this.#drawnFor = place;
    (this.#root.querySelector("[data-first]") ?? this.#root.querySelector("#main-button"))?.focus({ preventScroll: true });
  }

  #toMain() {
    if (!this.desk()?.panel) this.#root.querySelector("#main-button")?.focus({ preventScroll: true });
  }

  #pressed(event) {
    const desk = this.desk();
    if (!desk?.snapshot) return;
    desk.auto.seen(performance.now());
    if (desk.panel || KEYS.has(meaning(event))) deskKeys(event, desk);
  }
}
