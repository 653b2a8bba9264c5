/** The steps of a story in order, with the waits and who was called inside them. Pure. */
import { clockSeconds, clockTime, minutesSeconds } from "../shared/format.js";

const FIRST = 5;
const LAST = 3;

/**
 * Rows `{kind: "step", at, lead, rest, detail, moves}` and `{kind: "wait", words, calls, hidden}`, oldest
 * first. `whole` shows every call of a long wait, not only the first five, the last three and the later numbers.
 */
export function steps(ticket, { now, whole }) {
  const rows = ticket.story.map(step);
  for (const turn of [...(ticket.turns ?? [])].reverse()) insertWait(rows, ticket, turn, { now, whole });
  return rows;
}

function step({ at, text, detail, moves, actor }) {
  const [lead, rest] = moves ? parted(text) : ["", text];
  return { kind: "step", time: Date.parse(at), at: clockSeconds(at), lead, rest, detail, actor, moves };
}

/** The beginning of a sentence, which is set bold where the state changed: up to its first pause. */
export function parted(text) {
  const end = text.search(/[.,:;]( |$)/);
  if (end < 0) return [text, ""];
  const cut = text[end] === "." ? end + 1 : end;
  return [text.slice(0, cut), text.slice(cut)];
}

/** A wait stands after the last step that happened when it began. */
function insertWait(rows, ticket, turn, { now, whole }) {
  const arrived = Date.parse(turn.arrived_at);
  const ends = turn.called_at ?? turn.ended_at;
  const calls = within(ticket.passed ?? [], arrived, ends ? Date.parse(ends) : Infinity);
  const waited = ends ? (turn.wait_ms ?? Date.parse(ends) - arrived) : now - arrived;
  const after = rows.findLastIndex((row) => row.kind === "step" && row.time <= arrived);
  rows.splice(after + 1, 0, {
    kind: "wait",
    words: `${ends ? "Chờ" : "Đang chờ"} ${minutesSeconds(waited)}.${count(calls.length)}`,
    ...folded(calls.map(call), whole),
  });
}

const within = (passed, from, to) =>
  passed.filter(({ called_at: at }) => Date.parse(at) >= from && Date.parse(at) < to);

const count = (n) => (n ? ` Có ${n} lượt được gọi trước:` : " Không có số nào được gọi trước.");

function call({ number, counter, called_at: at, later, priority, reason }) {
  const sentence = reason?.replace(/\.?$/, ".");
  return { number, counter: counter?.number ?? counter, at: clockTime(at), later, priority, reason: sentence };
}

/** `{calls, hidden, all}`; a later number is never hidden: it is what people ask about. */
export function folded(calls, whole) {
  const hides = (each, i) => !each.later && i >= FIRST && i < calls.length - LAST;
  const hidden = calls.filter(hides).length;
  if (whole || hidden < 2) return { calls, hidden: 0, all: calls.length };
  return { calls: gapped(calls, hides), hidden, all: calls.length };
}

/** Each stretch of hidden calls becomes one `{gap: how many}` in its place. */
function gapped(calls, hides) {
  return calls.reduce((rows, each, i) => {
    if (!hides(each, i)) return [...rows, each];
    const before = rows.at(-1)?.gap ?? 0;
    return [...(before ? rows.slice(0, -1) : rows), { gap: before + 1 }];
  }, []);
}
