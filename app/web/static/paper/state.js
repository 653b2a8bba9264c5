/** The page of spare numbers: a snapshot in, everything the view draws out. Pure. */
import { clockTime, thousands } from "../shared/format.js";
import { tied } from "../shared/names.js";
import { STATES } from "../shared/ticket.js";
import { fieldOf } from "./entry.js";
import { pages, promise, spelled, wanted } from "./sheets.js";

/** `typed`: `{number}` as it would be sent; `print`: `{chosen: Set of prefixes, from, count}` as typed. */
export function view(snapshot, { typed, print }) {
  const { paper, fields, zone, centre } = snapshot;
  const field = fieldOf(typed.number, fields);
  return {
    centre: { ...centre, words: `${centre.kind} ${centre.name}` },
    kept: `${spelled("", paper.first)}–${spelled("", paper.last)}`,
    ended: snapshot.hall.reason === "day_ended" ? "Đã kết thúc ngày làm việc." : null,
    field: field && { prefix: field.prefix, name: field.name.vi },
    rows: paper.tickets.map((ticket) => row(ticket, zone)),
    entered: paper.entered,
    more: paper.entered > paper.tickets.length ? `và ${thousands(paper.entered - paper.tickets.length)} số ghi trước đó` : null,
    print: printed(snapshot, print),
  };
}

function row({ id, number, field, given_at: given, priority, state }, zone) {
  return {
    id,
    number,
    prefix: field.prefix,
    field: field.name.vi,
    given: clockTime(given, zone),
    priority,
    state: { key: state, ...STATES[state] },
    takenBack: state === "cancelled",
    mayTakeBack: state === "waiting",
  };
}

function printed({ fields, paper }, { chosen, from, count }) {
  const range = wanted({ from, count }, paper);
  const sheets = pages(
    fields.filter(({ prefix }) => chosen.has(prefix)),
    range,
  );
  return {
    fields: fields.map(({ prefix, name }) => ({ prefix, name: tied(name.vi), chosen: chosen.has(prefix) })),
    all: fields.every(({ prefix }) => chosen.has(prefix)),
    range,
    least: paper.first,
    most: paper.last,
    sheets: sheets.map(({ field, ...page }) => ({ ...page, prefix: field.prefix, field: field.name.vi })),
    promise: promise(sheets),
  };
}
