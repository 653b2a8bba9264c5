/** Finding a ticket by its number: what was asked, what came back. Pure. */
import { clockTime, dateShort } from "../shared/format.js";
import { STATES, tidied } from "../shared/ticket.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^[A-Z0-9]{0,2}\d{1,6}$/;

/** What is wrong with a question, in words; null when it can be asked. */
export function refusal({ number, day }) {
  if (!number) return "Xin nhập số thứ tự, ví dụ H042 hoặc 42.";
  if (!NUMBER.test(number)) return `“${number}” không phải là số thứ tự.`;
  return DAY.test(day) ? null : "Xin chọn ngày.";
}

/** What the address asks for; the hall's day where it names none. */
export function asked(search, today) {
  const query = new URLSearchParams(search);
  const day = query.get("day");
  return { number: tidied(query.get("number") ?? ""), day: DAY.test(day ?? "") ? day : today };
}

/** One row of the list. */
export function found(ticket) {
  return {
    id: ticket.id,
    number: ticket.number,
    prefix: ticket.field.prefix,
    field: ticket.field.name.vi,
    priority: ticket.priority,
    joined: clockTime(ticket.joined_at),
    counter: ticket.counter ? `Quầy số ${ticket.counter.number}` : "",
    state: { key: ticket.state, ...STATES[ticket.state] },
  };
}

/** What is said when nothing was found. */
export function none({ number, day }, today) {
  return day === today
    ? `Không có số ${number} hôm nay.`
    : `Không có số ${number} ngày ${dateShort(`${day}T00:00Z`, "UTC")}.`;
}
