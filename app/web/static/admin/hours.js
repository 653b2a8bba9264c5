/** Hours by weekday and holidays as they are edited. Pure. */
import { dateShort } from "../shared/format.js";

export const WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];
const CLOCK = /^([01]?\d|2[0-3])[:hg.]?([0-5]\d)?$/i;

/** Which weekday (0 is Monday) a day "2026-11-23" is. */
export function weekdayOf(day) {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** A time as people type it ("7h30", "730", "7") as the contract wants it, "07:30"; null for what is none. */
export function clock(text) {
  const found = CLOCK.exec(text.trim().replace(/^(\d{1,2})(\d{2})$/, "$1:$2"));
  return found ? `${found[1].padStart(2, "0")}:${found[2] ?? "00"}` : null;
}

/** The sessions of a draft in the contract's words, or `{error}` in words. Empty rows are left out. */
export function sessionsOf(draft) {
  const filled = draft.filter((session) => session.some((time) => time.trim()));
  const sessions = filled.map((session) => session.map(clock));
  const wrong = sessions.findIndex((session) => session.includes(null));
  return wrong < 0 ? { sessions } : { error: `Buổi ${filled[wrong].join("–")}: xin ghi giờ như 07:30.` };
}

export const sameSessions = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** "07:30–11:30, 13:00–17:00", or "nghỉ". */
export function spelled(sessions) {
  return sessions.map((session) => session.join("–")).join(", ") || "nghỉ";
}

/** The rows of the week: what stands, what is typed (`drafts` by weekday), whether it is today. */
export function week(snapshot, drafts) {
  const today = weekdayOf(snapshot.day);
  return snapshot.week.map((sessions, weekday) => {
    const draft = drafts[weekday] ?? null;
    const differsToday = weekday === today && !sameSessions(sessions, snapshot.hall.sessions);
    return {
      weekday,
      name: WEEKDAYS[weekday],
      today: weekday === today,
      draft,
      sessions: draft?.sessions ?? sessions,
      note: differsToday ? `Riêng hôm nay: ${spelled(snapshot.hall.sessions)}` : null,
    };
  });
}

/** The holidays to come, with the weekday each falls on. */
export function holidays({ holidays: listed, day }) {
  return listed.map(({ day: date, name }) => ({
    day: date,
    name: name.vi,
    when: written(date),
    today: date === day,
  }));
}

// A browser writes a date field in its own language; the page says which day is meant.
const written = (date) => `${WEEKDAYS[weekdayOf(date)]}, ${dateShort(`${date}T05:00:00Z`)}`;

/** What declaring a day a holiday does, in one sentence; null while no day is chosen. */
export function holidayEffect(date, { day, fields }) {
  if (!date) return null;
  const when = written(date);
  if (date < day) return `${when} đã qua.`;
  if (date > day) return `${when}: máy lấy số không cấp số.`;
  const waiting = fields.reduce((sum, field) => sum + field.waiting, 0);
  const served = waiting ? ` ${waiting} người đang chờ vẫn được phục vụ.` : "";
  return `Hôm nay, ${when}: máy lấy số thôi cấp số ngay.${served}`;
}
