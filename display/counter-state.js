/**
 * The display above one counter: a snapshot in, a view model out. Pure. It reads the snapshot's `counter`
 * `{id, number, state: "open"|"paused"|"closed", fields: [prefix]}` and, among its `calls`, the one whose ticket
 * is at that counter now.
 */
import { PULSE_MS } from "./stage.js";

const NOBODY = { kept: null, number: null, priority: false, last: false, pulse: false, shown: null };

/**
 * @param {{snapshot: object|null, hallNow: Date, lost: null|{since: Date|null}}} input
 * @returns the model; `kept` is who was here when the connection was lost: an old call is told, it does not invite. Its
 *   `scene` is "starting", "lost", "called", "serving", "free", "paused" or "closed"
 */
export function counterModel({ snapshot, hallNow, lost }) {
  const here = snapshot?.counter ?? null;
  const around = {
    counter: here ? String(here.number) : null,
    fields: here?.fields ?? [],
    lostSince: lost?.since ?? null,
    zone: snapshot?.zone,
  };
  if (here === null) return { ...around, ...NOBODY, scene: lost ? "lost" : "starting" };
  const call = snapshot.calls.find(({ counter, active }) => active && counter.id === here.id) ?? null;
  if (lost) return { ...around, ...NOBODY, kept: call && { number: call.number, calledAt: call.called_at }, scene: "lost" };
  return { ...around, ...(call ? somebody(call, snapshot, hallNow) : NOBODY), scene: sceneOf(here, call) };
}

/** Somebody at a paused or closed counter is still being served there: the pause begins after them. */
function sceneOf({ state }, call) {
  if (call) return call.state === "serving" ? "serving" : "called";
  return state === "open" ? "free" : state;
}

function somebody(call, { speed }, hallNow) {
  const age = (hallNow - Date.parse(call.called_at)) / (speed || 1);
  return {
    kept: null,
    number: call.number,
    priority: call.priority,
    last: call.kind === "last",
    pulse: call.state !== "serving" && age < PULSE_MS,
    shown: call.id,
  };
}
