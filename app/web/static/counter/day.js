/** "Ngày của tôi": four figures and the strip of the half day. Pure. No comparison with anybody. */
import { clockTime, minutes, minutesSeconds, parts } from "../shared/format.js";

const HOUR = 60;

/** `{since, figures: [{value, label}], strip: null | {bars: [{from, to, kind, now}], ticks: [{at, label}], now}}`; places are shares 0–1. */
export function myDay({ my_day: day, ticket }, now) {
  return {
    since: day.since && clockTime(day.since),
    figures: [
      { value: String(day.served), label: "đã phục vụ" },
      { value: minutesSeconds(day.service_mean_ms), label: "phục vụ trung bình" },
      { value: String(day.no_shows), label: "vắng mặt" },
      { value: minutes(day.paused_ms), label: "tạm dừng" },
    ],
    strip: day.session ? strip(day.session, [...day.bars, ...going(ticket)], now) : null,
  };
}

/** The turn being served has no end yet, and so is no bar of the server's. */
function going(ticket) {
  return ticket?.state === "serving" ? [{ from: ticket.started_at, to: null, kind: "serving" }] : [];
}

function strip(session, bars, now) {
  const [start, end] = session.map(minuteOfText);
  const place = (minute) => Math.min(1, Math.max(0, (minute - start) / (end - start)));
  return {
    bars: bars
      .map(({ from, to, kind }) => ({
        from: place(minuteOfDay(from)),
        to: place(minuteOfDay(to ?? now)),
        kind,
        now: to === null && kind === "serving",
      }))
      .filter(({ from, to, now: goesOn }) => goesOn || from < to),
    ticks: ticks(start, end).map((minute) => ({ at: place(minute), label: minuteText(minute) })),
    now: place(minuteOfDay(now)),
  };
}

function ticks(start, end) {
  const found = [];
  for (let minute = start; minute < end - HOUR / 2; minute += HOUR) found.push(minute);
  return [...found, end];
}

function minuteOfText(text) {
  const [hour, minute] = text.split(":").map(Number);
  return hour * HOUR + minute;
}

function minuteOfDay(date) {
  const { hour, minute, second } = parts(date);
  return hour * HOUR + minute + second / 60;
}

function minuteText(minute) {
  return `${String(Math.floor(minute / HOUR)).padStart(2, "0")}:${String(minute % HOUR).padStart(2, "0")}`;
}
