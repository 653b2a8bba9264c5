/** Who has waited past the target, and who is about to. Pure: recomputed every second from arrival and target. */
import { clockTime } from "../shared/format.js";
import { grade, MINUTE } from "./waits.js";

/** The longest lists the server sends; at that length there may be more than it names. */
const BOUND = 50;

/**
 * `{past, soon}`, each `{rows, more}`, longest wait first. `more` says that the server's list was full, so
 * that others beyond it may be in the same state.
 */
export function people(waiting, now, zone) {
  const rows = waiting.map((ticket) => row(ticket, now, zone)).sort((a, b) => b.wait - a.wait);
  const full = waiting.length >= BOUND;
  const worst = rows.at(-1)?.grade;
  const of = (name) => ({
    rows: rows.filter((each) => each.grade === name),
    more: full && (worst === name || worst === "past"),
  });
  return { past: of("past"), soon: of("soon") };
}

function row(ticket, now, zone) {
  const wait = now - Date.parse(ticket.arrived_at);
  return {
    id: ticket.id,
    number: ticket.number,
    priority: ticket.priority,
    since: clockTime(ticket.arrived_at, zone),
    wait,
    minutes: String(Math.floor(wait / MINUTE)),
    grade: grade(wait, ticket.target_minutes),
  };
}
