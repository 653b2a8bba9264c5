/** How a wait stands against its target. Pure; shared by the fields' table and the lists of people. */

const SOON_SHARE = 4 / 5;

export const MINUTE = 60_000;

/** "past", "soon" (more than four fifths of the target) or "within". */
export function grade(waitMs, targetMinutes) {
  const target = targetMinutes * MINUTE;
  if (waitMs > target) return "past";
  return waitMs > target * SOON_SHARE ? "soon" : "within";
}
