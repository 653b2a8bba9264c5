/** Wires the hall display: live snapshots, the announcer, the state and the view. */
import { hallNow } from "#shared/clock.js";
import { connect } from "#shared/live.js";
import { Announcer } from "./announcer.js";
import { beat, fetchSpeech, holdVoice, tellSpoken } from "./device.js";
import { Marquee } from "./marquee.js";
import { afterPaint, isShown, markShown } from "./painted.js";
import { Player } from "./player.js";
import { BEGINNING, compose } from "./state.js";
import { draw } from "./view.js";
import { steadyClock, within } from "./waiting.js";

/** The clock's minute, a row's twelve seconds and a pulse's end are seen this soon. */
const LOOK_EVERY_MS = 250;
/** A page nobody looks at paints nothing; its speech is not kept waiting for that. */
const PAINT_AT_MOST_MS = 300;

/** Start the page in `root`. */
export function begin(root) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const marquee = new Marquee();
  let snapshot = null;
  let lost = null;
  let memory = BEGINNING;

  const player = new Player();
  const load = async (id, signal) => {
    await painted();
    return player.sentence(await fetchSpeech(id, signal));
  };
  const announcer = new Announcer({ player, load, report: tellSpoken, clock: steadyClock, onChange: show });
  player.onChange = () => announcer.soundChanged();
  const unlock = () => player.unlock();

  function show() {
    const { speaking, due, sound } = announcer;
    const moment = { at: performance.now(), hallNow: hallNow() };
    const step = compose(memory, { snapshot, lost, ...moment, voice: { speaking, due }, sound, reducedMotion: calm.matches });
    memory = step.memory;
    const { shown = null } = step.model;
    markShown(shown, show);
    draw(root, step.model, { unlock, moving: isShown() });
    marquee.sync(root, step.model.marquee ?? { paused: true, only: null });
  }

  connect({
    onSnapshot(next) {
      snapshot = next;
      lost = null;
      announcer.hear(next);
      show();
    },
    onLost(since) {
      lost = { since };
      announcer.lose();
    },
  });
  holdVoice(() => announcer.hold());
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, unlock);
  beat(() => (announcer.isHolder ? { speaking: announcer.speaking !== null, sound: said(announcer.sound) } : null));
  setInterval(show, LOOK_EVERY_MS);
  announcer.soundChanged();
}

/** The number comes first: a sentence is fetched, and made, while the chime sounds and not while the number is painted. */
function painted() {
  return within(PAINT_AT_MOST_MS, steadyClock, () => new Promise(afterPaint)).catch(() => {});
}

/** A browser that has not decided yet cannot be heard yet. */
function said(sound) {
  return sound === "starting" ? "blocked" : sound;
}
