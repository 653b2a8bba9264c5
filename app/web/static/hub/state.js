/** What the hub's side column shows: the programs that run and the last slips. Pure. */
import { clockTime } from "../shared/format.js";

const SIGNS = { ok: "circle-check", restarting: "refresh-cw", down: null };
const WORDS = { ok: "chạy tốt", restarting: "đang khởi động lại", down: "không chạy" };
export const EVERY_MS = 2000;

/**
 * Rows `{name, state, sign, words, line, figure}`; `sign` is a lucide name, null for the octagon of what is broken. When
 * the server itself gives no answer (`silentSince`, a Date), its row says so and nothing is claimed of the others.
 * @param {{running: {name: string, state: string, line: string, figure: string}[]}} state
 */
export function runningRows({ running }, silentSince = null) {
  return running.map((row, place) => {
    const told = silentSince === null ? row : unknown(row, place, silentSince);
    return { ...told, sign: SIGNS[told.state], words: WORDS[told.state] };
  });
}

function unknown(row, place, since) {
  if (place > 0) return { ...row, line: "chưa rõ, máy chủ chưa trả lời", figure: "" };
  const line = `không trả lời từ ${clockTime(since)}, thử lại sau ${EVERY_MS / 1000} giây`;
  return { ...row, state: "down", line, figure: "" };
}

/** The key 1–9 of an event as a place from 0, or null. */
export function placeOf({ code, key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code ?? "")?.[1] ?? (/^[1-9]$/.test(key ?? "") ? key : null);
  return digit === null ? null : Number(digit) - 1;
}
