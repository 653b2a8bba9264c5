/** What a key press means at the counter, and when a second one is not meant. Pure. */

const ONCE_MS = 400;
const BY_PLACE = { Slash: "/", NumpadDivide: "/", Equal: "+", NumpadAdd: "+", NumpadEnter: "enter", Enter: "enter" };

/**
 * "enter", "escape", "0"–"9", "/", "+" or null. Keys are read by their place on the keyboard first:
 * the Vietnamese layout gives ă, â, ê, ô for 1–4, and a numeric pad without Num Lock gives arrows.
 * @param {{code: string, key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean}} event
 */
export function meaning({ code, key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code ?? "");
  if (digit) return digit[1];
  if (BY_PLACE[code]) return BY_PLACE[code];
  if (key === "Enter" || key === "Escape") return key.toLowerCase();
  return /^[\d/+]$/.test(key ?? "") ? key : null;
}

/** A letter A–Z pressed by itself, or null: lists of fields may be chosen by it. */
export function letterOf({ key, ctrlKey, altKey, metaKey }) {
  return !ctrlKey && !altKey && !metaKey && /^[a-z]$/i.test(key ?? "") ? key.toUpperCase() : null;
}

/**
 * Which presses count. One held down, or the same again within 400 ms, is the same press; and Enter waits that long
 * after any press, for the main button may just have become another one under the finger.
 */
export class Once {
  #last = { at: -Infinity, what: null, typing: false };

  /**
   * @param {{what: string, at: number, repeat?: boolean, typing?: boolean}} press `at` in milliseconds; `typing`: a
   *   digit of a longer number, where "11" is meant
   */
  counts({ what, at, repeat = false, typing = false }) {
    const { at: before, what: other, typing: typed } = this.#last;
    this.#last = { at, what, typing };
    const same = what === "enter" || (what === other && !(typing && typed));
    return !repeat && !(same && at - before < ONCE_MS);
  }
}
