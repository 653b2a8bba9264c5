/** Who was not served on a day, and which number of which day stands for theirs: the answer in, the list out. Pure. */
import { clockTime, dayLong, dayShort, thousands } from "../shared/format.js";

/** The day asked for in the address, or null for the hall's own. */
export function asked(search) {
  const day = new URLSearchParams(search).get("day") ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}

/** `{title, ended, summary, carries, into, rows}`; `into` says on which days the new numbers count, null without any. */
export function view({ day, ended_at: ended, tickets }, zone) {
  const days = [...new Set(tickets.map((ticket) => ticket.carried_to?.day).filter(Boolean))];
  return {
    title: dayLong(day),
    ended: ended ? `Kết thúc lúc ${clockTime(ended, zone)}` : "Ngày làm việc chưa kết thúc",
    summary: summary(tickets),
    carries: days.length > 0,
    into: days.length ? days.map((each) => dayLong(each)).join("; ") : null,
    rows: tickets.map((ticket) => row(ticket)),
  };
}

function summary(tickets) {
  const carried = tickets.filter((ticket) => ticket.carried_to).length;
  const left = tickets.length - carried;
  const parts = [
    carried && `${thousands(carried)} phiếu chuyển sang ngày làm việc tiếp theo`,
    left && `${thousands(left)} phiếu hết giờ, chưa được phục vụ`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : null;
}

function row({ id, number, field, carried_to: carried }) {
  return {
    id,
    number,
    prefix: field.prefix,
    field: field.name.vi,
    next: carried ? { number: carried.number, day: dayShort(carried.day) } : null,
  };
}
