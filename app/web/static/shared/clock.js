/** Hall time: the server's clock as its last snapshot told it, going at the hall's speed. */
import { parts, ZONE } from "./format.js";

let known = null;
let zone = ZONE;

/** Take the time of a snapshot `{now, speed, zone}` that has just arrived. */
export function follow(snapshot) {
  known = { now: Date.parse(snapshot.now), at: performance.now(), speed: snapshot.speed ?? 1 };
  zone = snapshot.zone ?? ZONE;
}

/** The hall's time at a moment of `performance.now()`; this device's clock before any snapshot. */
export function hallAt(moment) {
  if (known === null) return new Date(Date.now() + moment - performance.now());
  return new Date(known.now + (moment - known.at) * known.speed);
}

/** The hall's time now. */
export function hallNow() {
  return hallAt(performance.now());
}

/** `{year, month, day, hour, minute, second, weekday}` of a date at the hall; weekday 0 is Sunday. */
export function zoned(date) {
  return parts(date, zone);
}
