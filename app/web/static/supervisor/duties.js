/** Which fields a counter serves, as the supervisor edits it. Pure. */

export const DEFAULT_LAG = 5;
export const MOST_LAG = 240;

/**
 * A draft `{[field id]: {duty: "own"|"help"|"none", lag, loan: {lag, until}|null, lent}}` over every field of the centre:
 * what the counter serves by itself, and over that what it is lent to; `lent` falls to end a loan.
 */
export function draft(counter, fields) {
  const lags = new Map(lasting(counter).map(({ id, lag }) => [id, lag]));
  const loans = new Map(loansOf(counter).map(({ id, lag, until }) => [id, { lag, until }]));
  return Object.fromEntries(fields.map(({ id }) => [id, entry(lags.get(id), loans.get(id) ?? null)]));
}

/** The draft with what was changed in it, field by field: a loan that has come meanwhile is not ended unasked. */
export function changed(before, changes) {
  const entries = Object.entries(before).map(([id, was]) => [id, { ...was, ...changes[id] }]);
  return Object.fromEntries(entries);
}

/** What a counter serves when nothing is lent. */
function lasting(counter) {
  return counter.fields
    .map(({ id, until, lag_minutes, lasting_minutes }) => ({ id, lag: until ? lasting_minutes : lag_minutes }))
    .filter(({ lag }) => lag !== null && lag !== undefined);
}

function loansOf(counter) {
  return counter.fields
    .filter((field) => field.until)
    .map(({ id, lag_minutes, until }) => ({ id, lag: lag_minutes, until }));
}

/** The same fields as they are: sent alone, they end every lending. */
export function asBefore(counter) {
  return lasting(counter);
}

function entry(lag, loan) {
  return { ...own(lag), loan, lent: loan !== null };
}

function own(lag) {
  if (lag === undefined) return { duty: "none", lag: DEFAULT_LAG };
  return lag > 0 ? { duty: "help", lag } : { duty: "own", lag: DEFAULT_LAG };
}

/** The body of the request, or `{error}` in words. The fields keep the centre's order, loans their own end. */
export function duties(edited, fields) {
  const serves = fields.filter(({ id }) => edited[id].duty !== "none");
  const wrong = serves.find(({ id }) => edited[id].duty === "help" && !lagAllowed(edited[id].lag));
  if (!serves.length) return { error: "Quầy phải nhận ít nhất một lĩnh vực." };
  if (wrong) return { error: `${wrong.name.vi}: số phút hỗ trợ phải từ 1 đến ${MOST_LAG}.` };
  return { fields: fields.flatMap(({ id }) => [...served(id, edited[id]), ...kept(id, edited[id])]) };
}

function served(id, { duty, lag }) {
  return duty === "none" ? [] : [{ id, lag: duty === "help" ? lag : 0 }];
}

function kept(id, { loan, lent }) {
  return loan && lent ? [{ id, ...loan }] : [];
}

const lagAllowed = (lag) => Number.isInteger(lag) && lag >= 1 && lag <= MOST_LAG;

/** Whether the draft says something other than what the counter does now. */
export function edits(edited, counter, fields) {
  const before = draft(counter, fields);
  return fields.some(({ id }) => {
    const [was, is] = [before[id], edited[id]];
    return was.duty !== is.duty || was.lent !== is.lent || (is.duty === "help" && was.lag !== is.lag);
  });
}
