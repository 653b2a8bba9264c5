/** Which fields a counter serves, as the supervisor edits it. Pure. */

export const DEFAULT_LAG = 5;
export const MOST_LAG = 240;

/** A draft `{[field id]: {duty: "own"|"help"|"none", lag}}` over every field of the centre. */
export function draft(counter, fields) {
  const serves = new Map(lasting(counter).map((field) => [field.id, field.lag_minutes]));
  return Object.fromEntries(fields.map(({ id }) => [id, entry(serves.get(id))]));
}

/** What a counter serves by itself; what it is only lent to goes again without being edited. */
const lasting = (counter) => counter.fields.filter((field) => !field.until);

/** The same fields as they are: sent alone, they end every lending. */
export function asBefore(counter) {
  return lasting(counter).map((field) => ({ id: field.id, lag: field.lag_minutes }));
}

function entry(lag) {
  if (lag === undefined) return { duty: "none", lag: DEFAULT_LAG };
  return lag > 0 ? { duty: "help", lag } : { duty: "own", lag: DEFAULT_LAG };
}

/** The body of the request, or `{error}` in words. The fields keep the centre's order. */
export function duties(edited, fields) {
  const serves = fields.filter(({ id }) => edited[id].duty !== "none");
  const wrong = serves.find(({ id }) => edited[id].duty === "help" && !lagAllowed(edited[id].lag));
  if (!serves.length) return { error: "Quầy phải nhận ít nhất một lĩnh vực." };
  if (wrong) return { error: `${wrong.name.vi}: số phút hỗ trợ phải từ 1 đến ${MOST_LAG}.` };
  return { fields: serves.map(({ id }) => ({ id, lag: edited[id].duty === "help" ? edited[id].lag : 0 })) };
}

const lagAllowed = (lag) => Number.isInteger(lag) && lag >= 1 && lag <= MOST_LAG;

/** Whether the draft says something other than what the counter does now. */
export function edits(edited, counter, fields) {
  const before = draft(counter, fields);
  return fields.some(({ id }) => {
    const [was, is] = [before[id], edited[id]];
    return was.duty !== is.duty || (is.duty === "help" && was.lag !== is.lag);
  });
}
