/** What the end of the day will do, told before it is done. Pure. */
import { dayLong, thousands } from "../shared/format.js";

const STATES = [
  ["waiting", "Đang chờ"],
  ["called", "Đã gọi"],
  ["serving", "Đang phục vụ"],
  ["held", "Tạm chờ"],
];

/**
 * `{open, columns, rows, total, following, warning}`: how many tickets are open, in which field and state, the
 * day they could be carried over to (null: there is none) and what speaks against ending now. States in which
 * nobody is have no column, fields without anybody no row.
 */
export function dayEnd({ headline, fields, tickets_open: open, hall, next_day: following }) {
  const states = STATES.filter(([state]) => headline[state] > 0);
  const some = fields.filter((field) => states.some(([state]) => field[state] > 0));
  return {
    open: open ? thousands(open) : null,
    columns: states.map(([, word]) => word),
    rows: some.map((field) => ({
      prefix: field.prefix,
      name: field.name.vi,
      counts: states.map(([state]) => thousands(field[state])),
    })),
    total: states.map(([state]) => thousands(headline[state])),
    following: following ? dayLong(following) : null,
    warning:
      hall.state === "open" ? "Đang trong giờ tiếp nhận: sau khi kết thúc, không ai lấy số được nữa hôm nay." : null,
  };
}

/** The sentence after it is done. */
export function dayEnded({ expired = 0, carried_over: carried = 0, tickets = [] }) {
  const parts = [];
  const day = tickets.find((ticket) => ticket.carried_to)?.carried_to.day;
  if (carried) parts.push(`${thousands(carried)} phiếu chuyển sang ${day ? dayLong(day) : "ngày làm việc tiếp theo"}`);
  if (expired) parts.push(`${thousands(expired)} phiếu hết giờ, chưa được phục vụ`);
  return parts.length
    ? `Đã kết thúc ngày làm việc: ${parts.join(", ")}.`
    : "Đã kết thúc ngày làm việc. Không còn phiếu nào dở dang.";
}
