/** A hall for the display's tests: seconds go by, calls come, and the screen tells what it shows. */
import { readFileSync } from "node:fs";
import { BEGINNING, compose } from "../../display/state.js";

export const MORNING = JSON.parse(readFileSync(new URL("fixtures/display-hall.json", import.meta.url)));
export const START = Date.parse("2026-11-23T03:10:00Z");

/** Begin with the snapshot of a morning, changed by what is given. */
export function hall({ fields = MORNING.fields, calls = [], ...rest } = {}) {
  const snapshot = { ...MORNING, fields, calls, to_speak: [], ...rest };
  let memory = BEGINNING;
  let seconds = 0;
  let voice = { speaking: null, due: [] };
  let lost = null;

  function screen(more = {}) {
    const hallNow = new Date(START + seconds * 1000 * snapshot.speed);
    const step = compose(memory, { snapshot, at: seconds * 1000, hallNow, lost, voice, sound: "on", reducedMotion: false, ...more });
    memory = step.memory;
    return step.model;
  }

  screen();
  return {
    snapshot,
    screen,
    after(more) {
      for (const end = seconds + more; seconds < end; screen()) seconds = Math.min(end, seconds + 0.25);
      return screen();
    },
    call(number, counter = 1, more = {}) {
      const called_at = new Date(START + seconds * 1000 * snapshot.speed).toISOString();
      const id = `${number}#${snapshot.calls.length}`;
      const made = { ...MORNING.calls[0], id, ticket: number, number, counter: { id: `c${counter}`, number: counter }, called_at, ...more };
      snapshot.calls = [made, ...snapshot.calls].slice(0, 12);
      return screen();
    },
    withdraw(number) {
      snapshot.calls = snapshot.calls.filter((call) => call.number !== number);
      return screen();
    },
    says(number, ...due) {
      const id = (name) => snapshot.calls.find((call) => call.number === name)?.id ?? null;
      voice = { speaking: id(number), due: due.map(id) };
      return screen();
    },
    loses() {
      lost = { since: new Date(START + seconds * 1000) };
      return screen();
    },
    comesBack() {
      lost = null;
      return screen();
    },
  };
}

export const large = ({ rows }) => rows.map(({ number }) => number);
export const gold = ({ rows }) => rows.filter((row) => row.gold).map(({ number }) => number);
export const pulsing = ({ rows }) => rows.filter((row) => row.pulse).map(({ number }) => number);
export const list = (model) => model.list.map(({ number, counter }) => `${number}→${counter}`);
