/** What somebody types from a slip of paper: a number and the time it was given at. Pure. */

const NUMBER = /^([A-Z0-9]{0,2}?)(\d{3,4})$/;
const TIMES = [/^(\d{1,2})[:.h](\d{2})$/i, /^(\d{1,2})(\d{2})$/];
/** Which of the two a refusal of the server is about. */
const ABOUT = { number_taken: "number", not_spare_number: "number", unknown_field: "number", bad_time: "time" };

/**
 * The number as slips show it: "h 903" → "H903". Digits alone take `letters`, those of the number before,
 * unless the hall has numbers without any.
 */
export function numberOf(text, fields, letters = "") {
  const typed = text.replace(/[\s.-]+/g, "").toUpperCase();
  const bare = /^\d{3}$/.test(typed) && !fields.some(({ prefix }) => prefix === "");
  return bare ? letters + typed : typed;
}

/** The field a number belongs to: a prefix may itself be digits, so the longest that fits wins. */
export function fieldOf(number, fields) {
  const fits = ({ prefix }) => number.startsWith(prefix) && /^\d{3,4}$/.test(number.slice(prefix.length));
  return fields.filter(fits).sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
}

/** "8:12", "8.12", "8h12", "812" and "0812" are "08:12"; null for what is no time. */
export function timeOf(text) {
  const match = TIMES.map((form) => form.exec(text.trim())).find(Boolean);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? `${match[1].padStart(2, "0")}:${match[2]}` : null;
}

/** The one after it, which is most often the next to be entered; "" after the last spare one. */
export function following(number, { last }, fields) {
  const { prefix } = fieldOf(number, fields) ?? {};
  if (prefix === undefined) return "";
  const next = Number(number.slice(prefix.length)) + 1;
  return next <= last ? `${prefix}${String(next).padStart(3, "0")}` : "";
}

/** The letters of a number: what digits alone will take. */
export function lettersOf(number, fields) {
  return fieldOf(number, fields)?.prefix ?? "";
}

/** What is wrong before anything is sent: `{at: "number" | "time", text}`, or null. The rest is the server's to say. */
export function mistake({ number, time }, fields) {
  if (!number) return { at: "number", text: "Xin nhập số trên phiếu, ví dụ H903." };
  if (!fieldOf(number, fields)) {
    const form = NUMBER.exec(number);
    if (!form) return { at: "number", text: `“${number}” không phải là số trên phiếu.` };
    const text = form[1] ? `Không có lĩnh vực “${form[1]}”.` : `Xin nhập cả chữ đầu của số, ví dụ H${number}.`;
    return { at: "number", text };
  }
  if (!time) return { at: "time", text: "Xin nhập giờ phát, ví dụ 08:12." };
  return null;
}

/** Where the cursor goes after a refusal; the number, when it is about neither. */
export function about(code) {
  return ABOUT[code] ?? "number";
}
