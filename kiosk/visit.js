/** One person's visit to the kiosk: when it is asked about and when it is over. Pure; all times in ms. */

export const ASK_AFTER = 30_000;
export const ANSWER_WITHIN = 10_000;
export const TICKET_STAYS = 20_000;
export const TICKET_STAYS_WITHOUT_PAPER = 60_000;
export const CHANGE_OFFERED = 15_000;
const HELP_STAYS = 20_000;
const MODES_STAY = 60_000;

/**
 * What silence leads to: `{then: "ask" | "end", at, lasts}`, `lasts` being the whole of the time that
 * runs out at `at`; null while a request is under way or nothing has been touched.
 */
export function silence(session, { paperless = false } = {}) {
  const { screen, sheet, touchedAt, askedAt } = session;
  if (session.pending) return null;
  if (askedAt !== null) return { then: "end", at: askedAt + ANSWER_WITHIN, lasts: ANSWER_WITHIN };
  if (sheet || screen === "search" || screen === "change") return { then: "ask", at: touchedAt + ASK_AFTER, lasts: ASK_AFTER };
  const lasts = stay(session, paperless);
  return lasts === null ? null : { then: "end", at: touchedAt + lasts, lasts };
}

function stay(session, paperless) {
  if (session.screen === "ticket") return paperless ? TICKET_STAYS_WITHOUT_PAPER : TICKET_STAYS;
  if (session.screen === "help") return HELP_STAYS;
  return isFresh(session) ? null : MODES_STAY;
}

/** Whether the next person would find the screen as the centre wants it. */
function isFresh({ language, modes, firstField, unanswered }) {
  const plain = language === null && !Object.values(modes).some(Boolean);
  return plain && firstField === 0 && Object.keys(unanswered).length === 0;
}

/** Whether a ticket may still be given another field, as far as this kiosk is concerned. */
export function changeOffered(ticket, now) {
  return now - ticket.givenAt < CHANGE_OFFERED;
}
