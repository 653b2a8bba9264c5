/** The slip of a found ticket, as the guidance desk reads it. Pure. */
import { clockTime, minutes } from "../shared/format.js";
import { STATES, waitOf } from "../shared/ticket.js";

const MINUTE = 60_000;
// "Sắp quá": past four fifths of the target, as the server counts it.
const SOON = 0.8;

export function slipOf(ticket, now) {
  const turn = ticket.turns?.at(-1) ?? null;
  const wait = waitOf(ticket, turn, now);
  const late = lateness(ticket, turn, wait);
  return {
    number: ticket.number,
    state: { key: ticket.state, ...STATES[ticket.state] },
    target: ticket.target_minutes ?? null,
    late,
    priority: ticket.priority,
    assist: ticket.assist,
    prefix: ticket.field.prefix,
    field: ticket.field.name.vi,
    procedure: ticket.procedure?.name ?? null,
    facts: [
      { label: "Lấy số", text: clockTime(ticket.joined_at) },
      { label: "Đã chờ", text: minutes(wait), late: late === "late" },
      place(ticket, turn),
    ],
  };
}

/** "late", "soon" or null: against the target of its field; a wait that is over as the report counts it. */
function lateness({ state, target_minutes: target }, turn, wait) {
  if (!target) return null;
  if (turn?.within_target != null) return turn.within_target ? null : "late";
  const share = wait / (target * MINUTE);
  if (share > 1) return "late";
  return state === "waiting" && share >= SOON ? "soon" : null;
}

const ENDS = { no_show: "Ghi vắng mặt", cancelled: "Hủy lúc", expired: "Hết giờ lúc" };

/** How many stand before who waits; where who was called is; when a turn ended that nobody served. */
function place({ state, people_ahead: ahead, counter }, turn) {
  if (ahead != null) return { label: "Trước ông/bà", text: `${ahead} lượt` };
  if (ENDS[state]) return { label: ENDS[state], text: clockTime(turn?.ended_at) };
  return { label: "Quầy", text: counter ? `Quầy số ${counter.number}` : "–" };
}
