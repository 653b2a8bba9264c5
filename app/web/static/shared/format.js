/** Numbers and times as they are written in Vietnamese. Pure. A missing value (null) is written "–". */

export const ZONE = "Asia/Ho_Chi_Minh";
const NONE = "–";
const WEEKDAYS = {
  vi: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const formatters = new Map();

/** `{year, month, day, hour, minute, second, weekday}` (numbers; Sunday is 0) of a Date or ISO text. */
export function parts(date, zone = ZONE) {
  const found = {};
  for (const { type, value } of formatter(zone).formatToParts(new Date(date))) found[type] = Number(value);
  const { year, month, day, hour, minute, second } = found;
  return { year, month, day, hour, minute, second, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

function formatter(zone) {
  if (!formatters.has(zone)) {
    const two = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
    formatters.set(zone, new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", ...two }));
  }
  return formatters.get(zone);
}

const pad = (n) => String(n).padStart(2, "0");

/** "09:41" */
export function clockTime(date, zone = ZONE) {
  if (date == null) return NONE;
  const { hour, minute } = parts(date, zone);
  return `${pad(hour)}:${pad(minute)}`;
}

/** "09:41:05" */
export function clockSeconds(date, zone = ZONE) {
  return date == null ? NONE : `${clockTime(date, zone)}:${pad(parts(date, zone).second)}`;
}

/** "23/11/2026" */
export function dateShort(date, zone = ZONE) {
  if (date == null) return NONE;
  const { day, month, year } = parts(date, zone);
  return `${pad(day)}/${pad(month)}/${year}`;
}

/** "Thứ Hai, 23/11/2026" */
export function dateLong(date, zone = ZONE, language = "vi") {
  return date == null ? NONE : `${WEEKDAYS[language][parts(date, zone).weekday]}, ${dateShort(date, zone)}`;
}

/** "24/11/2026" of "2026-11-24": a day of the calendar is the same day in every zone. */
export function dayShort(day) {
  return day.split("-").reverse().join("/");
}

/** "Thứ Ba, 24/11/2026" of "2026-11-24" */
export function dayLong(day, language = "vi") {
  return dateLong(`${day}T00:00:00Z`, "UTC", language);
}

/** "08:15", from an hour on "1:02:03". Never below zero: a clock that runs ahead is not a debt. */
export function timer(ms) {
  if (ms == null) return NONE;
  const { hours, past, seconds } = split(ms);
  return hours ? `${hours}:${pad(past)}:${pad(seconds)}` : `${pad(past)}:${pad(seconds)}`;
}

/** "18 phút": whole minutes that have passed. */
export function minutes(ms) {
  return ms == null ? NONE : `${thousands(wholeMinutes(ms))} phút`;
}

/** "18 phút 10", "18 phút", "40 giây". */
export function minutesSeconds(ms) {
  if (ms == null) return NONE;
  const { seconds } = split(ms);
  const whole = wholeMinutes(ms);
  if (whole === 0) return `${seconds} giây`;
  return seconds ? `${thousands(whole)} phút ${pad(seconds)}` : `${thousands(whole)} phút`;
}

function wholeMinutes(ms) {
  return Math.floor(Math.max(ms, 0) / 60000);
}

function split(ms) {
  const all = Math.floor(Math.max(ms, 0) / 1000);
  return { hours: Math.floor(all / 3600), past: Math.floor(all / 60) % 60, seconds: all % 60 };
}

/** "1.100" */
export function thousands(n) {
  return decimal(n, 0);
}

/** "8,2": a decimal comma, thousands set apart by points. */
export function decimal(n, places = 1) {
  if (n == null || Number.isNaN(n)) return NONE;
  const [whole, rest] = Math.abs(n).toFixed(places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  const sign = n < 0 && Number(whole + (rest ?? "")) !== 0 ? "−" : "";
  return sign + grouped + (rest ? `,${rest}` : "");
}

/** "86,4 %" of a share between 0 and 1; all of it is "100 %". */
export function percent(share) {
  if (share == null) return NONE;
  return share === 1 ? "100 %" : `${decimal(share * 100, 1)} %`;
}
