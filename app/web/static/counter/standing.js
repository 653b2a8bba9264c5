/** How this clerk's counter stands right now: the one word every other part of the page branches on. Pure. */

/**
 * "closed" (open one first), "taken" (somebody else holds it now), "paused", "idle", "called" or "serving".
 * @param {object} snapshot a counter's snapshot
 * @param {{id?: string, name: string}} me the signed-in member of staff
 */
export function standing({ counter, ticket }, me) {
  if (counter.state === "closed" || !counter.clerk) return "closed";
  if (!isMe(counter.clerk, me)) return "taken";
  // A pause never hides the person who is still standing at the counter.
  if (ticket) return ticket.state;
  return counter.state === "paused" ? "paused" : "idle";
}

/** Names may be shared by two people; the id decides wherever it is known. */
export function isMe(clerk, me) {
  return me.id === undefined ? clerk.name === me.name : String(clerk.id) === String(me.id);
}

/** A field's name as a page says it: "Đất đai, môi trường". */
export function fieldName(field) {
  return field.name.vi ?? field.name;
}

/** Its short form, up to the first comma: "Đất đai". */
export function shortName(field) {
  return fieldName(field).split(",")[0];
}
