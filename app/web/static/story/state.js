/** A ticket's story: the server's ticket in, slip, answer and steps out. Pure. */
import { dateLong, minutesSeconds } from "../shared/format.js";
import { STATES, waitOf } from "../shared/ticket.js";
import { answer } from "./answer.js";
import { steps } from "./steps.js";

const MINUTE = 60_000;

const OPEN = new Set(["waiting", "called", "serving", "held"]);

/** `now`: a Date in hall time, for waits that are not over. `whole`: show every call of a long wait. */
export function view(ticket, { now, whole = false }) {
  const turn = (ticket.turns ?? []).at(-1) ?? null;
  const wait = waitOf(ticket, turn, now);
  return {
    number: ticket.number,
    state: { key: ticket.state, ...STATES[ticket.state] },
    open: OPEN.has(ticket.state),
    priority: ticket.priority,
    field: ticket.field.name.vi,
    procedure: ticket.procedure?.name ?? null,
    day: dateLong(ticket.joined_at),
    turns: ticket.turns?.length ?? 0,
    wait: wait == null ? null : minutesSeconds(wait),
    target: target(ticket, turn, wait),
    rest: rest(turn),
    times: turn ? times(turn, now) : [],
    answer: answer(ticket, { wait, turn }),
    steps: steps(ticket, { now, whole }),
  };
}

/** `{past, text}`: how the wait stands against its target; null when the target is not known. */
function target(ticket, turn, wait) {
  const minutes = turn?.target_minutes ?? ticket.target_minutes;
  if (!minutes) return null;
  const over = (turn?.within_target == null ? wait : counted(turn, wait)) - minutes * MINUTE;
  const past = turn?.within_target == null ? over > 0 : !turn.within_target;
  if (!past) return { past, text: `Không quá ${minutes} phút` };
  return { past, text: over >= 1000 ? `Quá ${minutes} phút: ${minutesSeconds(over)}` : `Quá ${minutes} phút` };
}

const counted = (turn, wait) => turn.wait_open_ms ?? wait;

/** A wait that lay across lunch is told both ways. */
function rest(turn) {
  if (turn?.wait_ms == null || turn.wait_open_ms == null || turn.wait_ms - turn.wait_open_ms < 1000) return null;
  return `${minutesSeconds(turn.wait_open_ms)} trong giờ tiếp nhận`;
}

function times(turn, now) {
  const ended = turn.ended_at ? Date.parse(turn.ended_at) : now;
  return [
    ["Đến quầy", turn.way_ms],
    ["Phục vụ", turn.service_ms],
    ["Tạm chờ", turn.held_ms],
    ["Chờ lại", turn.waited_again_ms],
    ["Toàn bộ", ended - Date.parse(turn.arrived_at)],
  ].map(([label, ms]) => ({ label, text: ms == null ? "–" : minutesSeconds(ms) }));
}
