/** What the display pages say, in Vietnamese, and how they write a moment. Pure. */
import { clockTime, dateLong, parts } from "#shared/format.js";

const RESTING = {
  nothing_called: ["Mời ông/bà lấy số", "tại Máy lấy số"],
  before_hours: ["Chưa đến giờ tiếp nhận"],
  between_sessions: ["Ngoài giờ tiếp nhận"],
  after_hours: ["Ngoài giờ tiếp nhận"],
  holiday: ["Hôm nay Trung tâm nghỉ"],
  day_ended: ["Đã kết thúc ngày làm việc"],
  cut_off: ["Đã hết lượt tiếp nhận", "trong buổi"],
};

/** Why nobody is called: phrases of a heading, none of which may break inside. */
export function resting({ reason }) {
  return RESTING[reason] ?? RESTING.after_hours;
}

/** What to expect next: `{lead, time|null, rest|null}`, with the hour to be set large. */
export function expecting({ reason, opensAt }, hallNow, zone) {
  if (reason === "nothing_called") return { lead: "Số được gọi sẽ hiện ở đây", time: null, rest: null };
  if (opensAt === null) return { lead: "Hẹn gặp lại ông/bà vào ngày làm việc tiếp theo", time: null, rest: null };
  const lead = reason === "before_hours" ? "Lấy số từ" : "Lấy số lại từ";
  const rest = sameDay(opensAt, hallNow, zone) ? null : dateLong(opensAt, zone);
  return { lead, time: clockTime(opensAt, zone), rest };
}

/** Without connection, and since when, in phrases as above. */
export function lost(since, zone) {
  return since === null ? ["Mất kết nối", "với máy chủ"] : ["Mất kết nối.", `Số liệu lúc ${clockTime(since, zone)}`];
}

/** An old call: when it was made. */
export function called(at, zone) {
  return `Đã gọi lúc ${clockTime(at, zone)}`;
}

/** The line over a number at a counter. */
export function atCounter(scene, last) {
  if (scene === "serving") return "Đang phục vụ số";
  return last ? "Mời lần cuối" : "Mời công dân có số";
}

/** What a counter without a ticket says of itself. */
export const COUNTER = {
  free: { what: "Sẵn sàng", then: "Mời ông/bà chờ gọi số" },
  paused: { what: "Quầy tạm dừng", then: "Số của ông/bà vẫn có giá trị" },
  closed: { what: "Quầy đóng", then: "Mời ông/bà nhìn Màn hình sảnh" },
  starting: { what: "Đang kết nối với máy chủ", then: "" },
};

function sameDay(one, other, zone) {
  const [a, b] = [parts(one, zone), parts(other, zone)];
  return a.day === b.day && a.month === b.month && a.year === b.year;
}
