/** Keeping a list still while a pointer is on it. Pure. */

/**
 * The rows in the order of `held`, a list shown before: rows that went stay in place, marked `gone`, and new
 * ones come after the others, so nothing moves under a finger. `changed`: the true order is another by now.
 * @param {Array<{id: string}>} held what was shown when the pointer came, or null for the true order
 * @param {Array<{id: string}>} rows what is true now
 * @returns {{rows: Array<object>, changed: boolean}}
 */
export function still(held, rows) {
  if (held === null) return { rows, changed: false };
  const now = new Map(rows.map((row) => [row.id, row]));
  const known = new Set(held.map((row) => row.id));
  const kept = held.map((row) => now.get(row.id) ?? { ...row, gone: true });
  const shown = [...kept, ...rows.filter((row) => !known.has(row.id))];
  const changed = shown.length !== rows.length || shown.some((row, i) => row.id !== rows[i].id);
  return { rows: shown, changed };
}
