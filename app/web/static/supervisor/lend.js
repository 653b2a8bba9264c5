/** Lending a counter to a field for a while. Pure. */
import { clockTime } from "../shared/format.js";
import { suggestedUntil } from "../shared/until.js";
import { condition, WORDS } from "./counters.js";

/** Counters in the order they can best be spared. */
const SPARE = ["ready", "paused", "serving", "overlong", "called", "stalled", "closed"];

/** What to propose: the field whose first has waited longest, and the counter that can best be spared for it. */
export function proposal({ fields, counters, hall, zone }, now) {
  const waited = fields.filter((field) => field.longest_since);
  const field =
    waited.sort((a, b) => Date.parse(a.longest_since) - Date.parse(b.longest_since))[0] ?? fields[0] ?? null;
  const spare = field ? counters.filter((counter) => lendable(counter, [field]).length) : counters;
  const rank = (counter) => SPARE.indexOf(condition(counter, now));
  const counter = [...spare].sort((a, b) => rank(a) - rank(b) || a.number - b.number)[0] ?? null;
  return { counter: counter?.id ?? null, field: field?.id ?? null, until: suggestedUntil(now, hall.sessions, zone) };
}

/** The counters to choose from: `{id, number, is, word, letters}`. */
export function lenders(counters, now) {
  return counters.map((counter) => {
    const is = condition(counter, now);
    return {
      id: counter.id,
      number: counter.number,
      is,
      word: counter.ticket ? WORDS[counter.ticket.state] : WORDS[is],
      letters: letters(counter),
    };
  });
}

const letters = (counter) => counter.fields.map((field) => field.prefix).join(" ");

/** What the press will do, in one sentence; `{error}` instead while the choice cannot be sent. */
export function promise({ counter, field, until }) {
  if (!counter || !field) return { error: "Xin chọn quầy và nhóm lĩnh vực." };
  if (!lendable(counter, [field]).length) return { error: `Quầy số ${counter.number} đã nhận ${field.name.vi}.` };
  if (!until) return { error: "Xin chọn giờ trả về." };
  const also = passing(counter).filter((each) => each.id !== field.id);
  const besides = also.length ? ` (cùng ${also.map((each) => each.prefix).join(", ")} đang tăng cường)` : "";
  return {
    text: `Tăng cường quầy ${counter.number} cho ${field.name.vi}${besides} đến ${until}, rồi tự trả về như cũ.`,
  };
}

const lasting = (counter) => counter.fields.filter((field) => !field.until);
const passing = (counter) => counter.fields.filter((field) => field.until);

/** The fields to lend: the new one, and those the counter is lent to already, which would go otherwise. */
export function lent(counter, fieldId) {
  const others = passing(counter).filter((field) => field.id !== fieldId);
  return [...others.map((field) => ({ id: field.id, lag: field.lag_minutes })), { id: fieldId, lag: 0 }];
}

/** The fields a counter may be lent to: those it does not serve by itself. */
export function lendable(counter, fields) {
  const own = new Set(lasting(counter).map((field) => field.id));
  return fields.filter((field) => !own.has(field.id));
}

/** "H, K đến 11:00, B đến 14:00": what a counter is lent to, or null. */
export function lentTo(counter, zone) {
  const fields = passing(counter);
  if (!fields.length) return null;
  const ends = [...new Set(fields.map((field) => field.until))].sort();
  const until = (end) => fields.filter((field) => field.until === end).map((field) => field.prefix);
  return ends.map((end) => `${until(end).join(", ")} đến ${clockTime(end, zone)}`).join(", ");
}

/** The counters that can be freed, those that seem left behind first. */
export function releasable(counters, now) {
  const rank = (counter) => SPARE.indexOf(condition(counter, now));
  return counters
    .filter((counter) => counter.state !== "closed")
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

/** What freeing does to the ticket at the counter, in words; null when there is none. */
export function releaseEffect({ ticket }) {
  if (!ticket) return null;
  return ticket.state === "called" ? `${ticket.number} trở lại hàng chờ, giữ nguyên thứ tự.` : `${ticket.number} được ghi là Xong.`;
}
