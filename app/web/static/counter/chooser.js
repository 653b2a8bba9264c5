/** Choosing a counter to work at: the tiles, and what pressing one asks. Pure. */
import { typedNumber } from "./choices.js";

const STATES = { open: "Đang mở", paused: "Tạm dừng", closed: "Đóng" };

/**
 * Tiles `{id, number, name, state, words, who, mine, prefixes}` from the centre's counters. `mine` goes by the name; where
 * two people share one, the server's refusal asks what the tile did not.
 */
export function tiles(counters, me) {
  return counters.map(({ id, number, name, state, clerk, fields }) => ({
    ...{ id, number: String(number), name, state },
    words: STATES[state],
    who: clerk,
    mine: clerk !== null && clerk === me.name,
    prefixes: fields,
  }));
}

/** The tile that has the focus at first: one's own counter, else the first that is free. */
export function firstTile(all) {
  return all.find(({ mine }) => mine) ?? all.find(({ who }) => who === null) ?? all[0] ?? null;
}

/** Whether opening this tile takes it from somebody, and so is asked first. */
export function takesOver({ who, mine }) {
  return who !== null && !mine;
}

/** A digit typed: `{typed, at}`, `at` the id of the tile with that very number, or null. */
export function typedTile(all, before, digit) {
  const { typed } = typedNumber(all, before, digit);
  return { typed, at: all.find(({ number }) => number === typed)?.id ?? null };
}
