/** The ticket a visit was given, as the screen shows it. Pure. */
import { nameIn } from "#shared/names.js";
import { numberSize } from "./layout.js";
import { changeOffered, silence } from "./visit.js";

/** Whether the person has to go without a slip, as far as the last snapshot tells. */
export function paperless(snapshot, ticket) {
  if (!ticket) return false;
  const slip = snapshot?.slips?.find((each) => each.ticket === ticket.id)?.state ?? ticket.slip?.state ?? null;
  if (slip === "printed") return false;
  const printer = snapshot?.printer?.state ?? "none";
  return slip === null || slip === "failed" || !["ready", "paper_low"].includes(printer);
}

/** The view model's part for the ticket screen. */
export function ticketOf({ snapshot, session, now, words, language }) {
  const { ticket, notice, pending } = session;
  const without = paperless(snapshot, ticket);
  return {
    title: [words.takeSlip],
    ticket: {
      number: ticket.number,
      size: numberSize(ticket.number),
      prefix: ticket.field.prefix,
      field: nameIn(ticket.field.name, language),
      priority: ticket.priority,
      facts: factsOf(ticket, words),
      url: ticket.url,
      paper: without ? null : slotOf(snapshot, words, language),
      noPaper: without ? noPaperOf(snapshot, words) : null,
      said: saidOf(ticket, { notice, without, words }),
      change: changeOffered(ticket, now) && !pending,
      closing: closingOf(session, without, now, words),
    },
  };
}

function factsOf({ people_ahead: ahead, estimate }, words) {
  const facts = [];
  if (ahead !== null && ahead !== undefined) facts.push({ label: words.ahead, figure: String(ahead), unit: words.turns });
  if (estimate) {
    const { low_minutes: low, high_minutes: high } = estimate;
    facts.push({ label: words.estimate, figure: low === high ? String(low) : `${low}–${high}`, unit: words.minutes });
  }
  return facts;
}

function slotOf(snapshot, words, language) {
  return snapshot?.texts?.slot?.[language] || words.slot;
}

function noPaperOf(snapshot, words) {
  return words.noPaper[snapshot?.printer?.state] ?? words.noPaper.other;
}

function saidOf({ moved }, { notice, without, words }) {
  if (notice) return { text: notice.text ?? words[notice.word], refused: true };
  if (!moved) return null;
  const same = without ? words.moved : words.movedWithSlip;
  return { text: moved === "same" ? same : words.movedNew, refused: false };
}

function closingOf(session, without, now, words) {
  const due = silence(session, { paperless: without });
  const left = due ? Math.max(0, due.at - now) : 0;
  return { text: words.closesIn(Math.ceil(left / 1000)), share: due ? left / due.lasts : 1 };
}
