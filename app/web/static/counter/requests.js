/** Which request each press is: one press, one request. Pure. Paths and bodies are those of docs/contract.md. */

const OF_TICKET = { start: "start", recall: "recall", no_show: "no-show", put_back: "put-back", cancel: "cancel" };

/**
 * `{path, body}` of an action.
 * @param {string} action next, finish_next, no_show_next, start, finish, recall, no_show, put_back, cancel, hold, undo,
 *   transfer, resume, call, serve, open, pause or close
 * @param {object} snapshot the counter's snapshot
 * @param {object} more what the action needs besides: `{dossiers, outcome}`, `{reason}`, `{field | counter, kind}`,
 *   `{ticket}`, `{ticket, reason}`, `{field}`
 */
export function request(action, snapshot, more = {}) {
  const counter = `/api/v1/counters/${snapshot.counter.id}`;
  if (OF_TICKET[action]) return { path: ticketPath(snapshot.ticket.id, OF_TICKET[action]), body: {} };
  switch (action) {
    case "next":
      return { path: `${counter}/next`, body: {} };
    // The ticket is named: a press that was long under way must not end the next one.
    case "finish_next":
      return { path: `${counter}/next`, body: { finish: true, ticket: snapshot.ticket.id, ...result(snapshot, more) } };
    case "no_show_next":
      return { path: `${counter}/next`, body: { no_show: true, ticket: snapshot.ticket.id } };
    case "finish":
      return { path: ticketPath(snapshot.ticket.id, "finish"), body: result(snapshot, more) };
    case "hold":
    case "transfer":
      return { path: ticketPath(snapshot.ticket.id, action), body: more };
    case "undo":
      return { path: ticketPath(snapshot.undo.ticket, "undo"), body: {} };
    case "resume":
      return { path: ticketPath(more.ticket, "resume"), body: {} };
    case "call":
    case "serve":
    case "open":
    case "pause":
    case "close":
      return { path: `${counter}/${action}`, body: more };
    default:
      throw new Error(`no request for ${action}`);
  }
}

function ticketPath(id, verb) {
  return `/api/v1/tickets/${id}/${verb}`;
}

/** Outcomes are a setting of the centre; where they are not asked for, none is sent. */
function result({ outcomes }, { dossiers, outcome }) {
  return outcomes ? { dossiers, outcome } : { dossiers };
}

/**
 * Whether a snapshot already shows what an answer `{ticket}` or `{counter}` told. Until it does the
 * page still draws the time before the press, and another press would be meant for something gone.
 */
export function reflects(snapshot, { ticket, counter }) {
  if (counter) return snapshot.counter.state === counter.state;
  const here = snapshot.ticket;
  if (!ticket) return here === null;
  const atCounter = ticket.state === "called" || ticket.state === "serving";
  return atCounter ? here?.id === ticket.id && here.state === ticket.state : here?.id !== ticket.id;
}
