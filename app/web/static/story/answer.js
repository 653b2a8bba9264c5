/** The answer a story opens with: what became of the ticket, and whether anybody came before it. Pure. */
import { clockTime, minutesSeconds } from "../shared/format.js";

const WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/** Two sentences. `wait` is the wait of the latest turn in ms, null when it never began to count. */
export function answer(ticket, { wait, turn }) {
  return [became(ticket, wait, turn), before(ticket.passed ?? [])];
}

function became(ticket, wait, turn) {
  const waited =
    wait == null ? "" : `Chờ ${minutesSeconds(wait)}${wait % 60000 >= 1000 && wait >= 60000 ? " giây" : ""}`;
  const counter = ticket.counter ? `Quầy số ${ticket.counter.number}` : "quầy";
  const at = (time) => (time ? ` lúc ${clockTime(time)}` : "");
  const ends = {
    waiting: `Đang chờ từ ${clockTime(turn?.arrived_at ?? ticket.arrived_at)}${ahead(ticket.people_ahead)}.`,
    called: `${waited}, ${counter} đã gọi${at(turn?.called_at)}.`,
    serving: `${waited}, ${counter} đang phục vụ${turn?.started_at ? ` từ ${clockTime(turn.started_at)}` : ""}.`,
    held: `${waited}, đang Tạm chờ.`,
    done: `${waited}, ${counter} phục vụ xong${at(turn?.ended_at)}.`,
    no_show: `Vắng mặt${at(turn?.ended_at)}.`,
    cancelled: `Đã hủy${at(turn?.ended_at)}.`,
    expired: "Hết giờ, chưa được phục vụ.",
  };
  return upper(ends[ticket.state].replace(/^, /, ""));
}

const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function ahead(people) {
  if (people == null) return "";
  return people ? `, trước số này còn ${people} lượt` : ", là số được gọi tiếp theo";
}

/** Why others were called before: what the person in front of the desk came to ask. */
function before(passed) {
  const later = passed.filter((call) => call.later);
  if (!passed.length) return "Không có số nào được gọi trước trong lúc chờ.";
  if (!later.length) return "Các số được gọi trước đều lấy số sớm hơn.";
  return `${upper(spelled(later.length))} số lấy sau được gọi trước${causes(later)}.`;
}

function causes(later) {
  const priority = later.filter((call) => call.priority).length;
  if (priority === later.length) return later.length > 1 ? ", đều do diện ưu tiên" : ", do diện ưu tiên";
  if (priority === 0) return later.length > 1 ? "; lý do ghi ở từng số" : "; lý do ghi bên dưới";
  return `: ${spelled(priority)} do diện ưu tiên, ${spelled(later.length - priority)} vì lý do ghi ở từng số`;
}

const spelled = (n) => WORDS[n] ?? String(n);
