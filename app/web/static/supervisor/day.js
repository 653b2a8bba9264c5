/** What the end of the day will do, told before it is done. Pure. */
import { thousands } from "../shared/format.js";

/** `{open, parts, warning}`: how many tickets are open, which, and what speaks against ending now. */
export function dayEnd({ headline, tickets_open: open, hall }) {
  const states = [
    [headline.waiting, "đang chờ"],
    [headline.called, "đã gọi"],
    [headline.serving, "đang phục vụ"],
    [headline.held, "tạm chờ"],
  ];
  return {
    open: open ? thousands(open) : null,
    parts: states
      .filter(([n]) => n > 0)
      .map(([n, word]) => `${thousands(n)} ${word}`)
      .join(", "),
    warning:
      hall.state === "open" ? "Đang trong giờ tiếp nhận: sau khi kết thúc, không ai lấy số được nữa hôm nay." : null,
  };
}

/** The sentence after it is done. */
export function dayEnded({ expired = 0, carried_over: carried = 0 }) {
  const parts = [];
  if (carried) parts.push(`${thousands(carried)} phiếu chuyển sang ngày làm việc tiếp theo`);
  if (expired) parts.push(`${thousands(expired)} phiếu hết giờ, chưa được phục vụ`);
  return parts.length
    ? `Đã kết thúc ngày làm việc: ${parts.join(", ")}.`
    : "Đã kết thúc ngày làm việc. Không còn phiếu nào dở dang.";
}
