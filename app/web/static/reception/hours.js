/** Why no number is given now, in words: of the whole hall, or of one field. Pure. */
import { clockTime, dateLong, dateShort } from "../shared/format.js";

const REASONS = {
  holiday: "Hôm nay Trung tâm nghỉ.",
  day_ended: "Đã kết thúc ngày làm việc.",
  cut_off: "Đã hết lượt tiếp nhận trong buổi.",
};
const OUTSIDE = "Ngoài giờ tiếp nhận.";

/** Why the hall gives no numbers, and from when it does; null while it does. */
export function hallWhy({ hall, day, zone }) {
  if (hall.state === "open" && hall.reason === null) return null;
  const words = REASONS[hall.reason] ?? OUTSIDE;
  if (!hall.opens_at) return words;
  const again = hall.reason === "before_hours" ? "Lấy số từ" : "Lấy số lại từ";
  return `${words} ${again} ${clockTime(hall.opens_at, zone)}${onDay(hall.opens_at, day, zone)}.`;
}

/** The date, when the doors open on another day than today. */
function onDay(time, day, zone) {
  const today = day.split("-").reverse().join("/");
  return dateShort(time, zone) === today ? "" : `, ${dateLong(time, zone)}`;
}

/** Why this field gives no numbers; null while it does. What closes the whole hall is said of the hall. */
export function fieldWhy(field, snapshot) {
  const whole = hallWhy(snapshot);
  if (whole) return whole;
  return field.open ? null : unserved(field);
}

/** Nobody sits where this field is served. */
export const unserved = ({ name }) => `Chưa có quầy nào nhận lĩnh vực ${name.vi}.`;
