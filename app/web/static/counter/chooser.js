/** Choosing a counter to work at: the tiles, and what pressing one asks. Pure. */
import { typedNumber } from "./choices.js";

const STATES = { open: "Đang mở", paused: "Tạm dừng", closed: "Đóng" };

/**
 * Tiles `{id, number, name, state, words, who, mine, prefixes}` from the centre's counters. `mine` is the counter `held`
 * by its id, where that is known; else it goes by the name, and where two people share one, the server's refusal asks
 * what the tile did not.
 */
export function tiles(counters, me, held = null) {
  return counters.map(({ id, number, name, state, clerk, fields }) => ({
    ...{ id, number: String(number), name, state },
    words: STATES[state],
    who: clerk,
    mine: held ? held.id === id : clerk !== null && clerk === me.name,
    prefixes: fields,
  }));
}

/** The tile that has the focus at first: one's own counter, else the first that is free. */
export function firstTile(all) {
  return all.find(({ mine }) => mine) ?? all.find(({ who }) => who === null) ?? all[0] ?? null;
}

/**
 * What opening this tile takes away, and so is asked first, or null: `{who, from}`, `who` holds it now, `from` is the
 * number of the counter one would leave.
 */
export function costs({ who, mine }, held) {
  if (mine || (who === null && held === null)) return null;
  return { who, from: held?.number ?? null };
}

/** The question, its explanation and the word for yes. */
export function question({ number, who, from }) {
  const theirs = who && `Quầy số ${number} đang do ${who} giữ.`;
  const own = from && `Ông/bà đang giữ Quầy số ${from}.`;
  const leaves = who && `${who} rời Quầy số ${number}; số đang ở quầy, nếu có, do ông/bà phục vụ tiếp.`;
  const closes = from && `Quầy số ${from} đóng lại.`;
  return {
    words: [theirs, own].filter(Boolean).join(" "),
    then: `${who ? "Tiếp quản" : "Chuyển"} thì ${[leaves, closes].filter(Boolean).join(" ")}`,
    yes: who ? "Tiếp quản" : `Chuyển sang Quầy số ${number}`,
  };
}

/** A digit typed: `{typed, at}`, `at` the id of the tile with that very number, or null. */
export function typedTile(all, before, digit) {
  const { typed } = typedNumber(all, before, digit);
  return { typed, at: all.find(({ number }) => number === typed)?.id ?? null };
}
