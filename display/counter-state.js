/**
 * The display above one counter: a snapshot in, a view model out. Pure. It needs the snapshot's `at_counter`:
 * `{number, state: "open"|"paused"|"closed", ticket: null|{id, number, state: "called"|"serving", priority}}`.
 */
import { PULSE_MS } from "./stage.js";

/**
 * @param {{snapshot: object|null, hallNow: Date, lost: null|{since: Date|null}}} input
 * @returns the model; its `scene` is "starting", "lost", "called", "serving", "free", "paused" or "closed"
 */
export function counterModel({ snapshot, hallNow, lost }) {
  const here = snapshot?.at_counter ?? null;
  const around = { counter: here ? String(here.number) : null, lostSince: lost?.since ?? null, zone: snapshot?.zone };
  if (here === null || lost) return { ...around, ...nobody, scene: lost ? "lost" : "starting" };
  return { ...around, ...(here.ticket ? somebody(here.ticket, snapshot, hallNow) : nobody), scene: sceneOf(here) };
}

const nobody = { number: null, priority: false, last: false, pulse: false, shown: null };

/** A ticket at a paused or closed counter is still being served there: the pause begins after it. */
function sceneOf({ state, ticket }) {
  if (ticket) return ticket.state;
  return state === "open" ? "free" : state;
}

function somebody(ticket, { calls, speed }, hallNow) {
  const call = calls.find((each) => each.ticket === ticket.id);
  const age = call ? (hallNow - Date.parse(call.called_at)) / (speed || 1) : Infinity;
  return {
    number: ticket.number,
    priority: ticket.priority,
    last: call?.kind === "last",
    pulse: ticket.state === "called" && age < PULSE_MS,
    shown: call?.id ?? null,
  };
}
