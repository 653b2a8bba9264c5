/**
 * The action keys of the counter: which work in each standing and, where one does not, the line that says why. Pure.
 * A key keeps its place and its meaning all day.
 */
import { timer } from "../shared/format.js";

const NOBODY = "Chưa có công dân tại quầy.";
const NOT_CALLED = "Chưa gọi số nào.";
const PAUSED = "Quầy đang tạm dừng. Nhấn Enter để mở quầy.";
const AT_COUNTER = "Đang có số {n} tại quầy. Xong lượt này rồi mới làm được.";
const WHEN_STARTED = "Chỉ dùng khi đang phục vụ. Công dân đã đến thì nhấn Enter để bắt đầu.";

const KEYS = [
  { cap: "1", name: "recall", sign: "megaphone", label: "Gọi lại", in: ["called"] },
  { cap: "2", name: "no_show", sign: "user-round-x", label: "Vắng mặt", in: ["called"] },
  { cap: "3", name: "put_back", sign: "corner-up-left", label: "Trả về hàng chờ", in: ["called"] },
  { cap: "4", name: "hold", sign: "hourglass", label: "Tạm chờ", in: ["serving"] },
  { cap: "5", name: "undo", sign: "undo-2", label: "Hoàn tác", in: ["idle", "called", "serving"] },
  { cap: "6", name: "field", sign: "arrow-right-left", label: "Chuyển lĩnh vực", in: ["called", "serving"] },
  { cap: "7", name: "counter", sign: "route", label: "Chuyển quầy", in: ["called", "serving"] },
  { cap: "8", name: "further", sign: "list-plus", label: "Làm thêm thủ tục", in: ["serving"] },
  { cap: "9", name: "call", sign: "crosshair", label: "Gọi chỉ định", in: ["idle"] },
  { cap: "/", name: "cancel", sign: "ban", label: "Hủy số", in: ["called"] },
  { cap: "0", name: "pause", sign: "circle-pause", label: "Tạm dừng", in: ["idle"] },
  { cap: "+", name: "finish", sign: "check", label: "Xong", in: ["called", "serving"] },
];

const WHY = {
  recall: { idle: NOT_CALLED, serving: "Số {n} đang được phục vụ, không cần gọi lại." },
  no_show: { idle: NOT_CALLED, serving: "Số {n} đang được phục vụ nên không ghi vắng mặt." },
  put_back: { idle: NOT_CALLED, serving: "Số {n} đang được phục vụ. Dừng giữa chừng thì chọn Tạm chờ (4)." },
  hold: { idle: NOBODY, called: WHEN_STARTED },
  field: { idle: NOBODY },
  counter: { idle: NOBODY },
  further: { idle: NOBODY, called: WHEN_STARTED },
  call: { called: AT_COUNTER, serving: AT_COUNTER },
  cancel: { idle: NOT_CALLED, serving: "Số {n} đang được phục vụ, không hủy được. Hãy chọn Xong hoặc Tạm chờ (4)." },
  pause: { called: AT_COUNTER, serving: AT_COUNTER },
  finish: { idle: NOBODY },
};

/**
 * All keys as `{cap, name, sign, label, sub, active, early, why, action}`; `why` is null for an active one, `early` is
 * one that will ask first, `action` the name in `requests` of what it sends when it opens no choice.
 * @param {string} stands from `standing`
 * @param {object} snapshot
 * @param {string|null} off why nothing may be pressed at all
 * @param {Date} now hall time
 */
export function keysOf(stands, snapshot, off, now) {
  return KEYS.map(({ in: works, ...key }) => {
    const why = off ?? reasonAgainst(key.name, works.includes(stands), stands, snapshot, now);
    const sub = why === null ? subline(key.name, snapshot, now) : null;
    const early = why === null && key.name === "no_show" && isEarly(snapshot.ticket, now);
    return { ...key, sub, active: why === null, early, why, action: actionOf(key.name, snapshot) };
  });
}

function reasonAgainst(name, works, stands, snapshot, now) {
  if (!works) return sentence(name, stands, snapshot);
  return name === "undo" ? againstUndo(snapshot, now) : null;
}

/** After lunch many a number is called in vain: one press then ends the call and makes the next. */
function actionOf(name, { ticket }) {
  return name === "no_show" && ticket?.since_morning ? "no_show_next" : name;
}

/** Every undone step brings its ticket back to the counter, so the counter must be free for it. */
function againstUndo(snapshot, now) {
  const { undo, ticket } = snapshot;
  if (undoLeft(snapshot, now) === 0) return "Không còn bước nào hoàn tác được.";
  return ticket && ticket.id !== undo.ticket ? AT_COUNTER.replace("{n}", ticket.number) : null;
}

function sentence(name, stands, { ticket }) {
  if (stands === "paused") return PAUSED;
  return WHY[name][stands].replace("{n}", ticket?.number ?? "");
}

function subline(name, snapshot, now) {
  if (name === "recall") return `lần ${snapshot.ticket.calls + 1}`;
  if (name === "no_show") return noShowLine(snapshot.ticket, now);
  if (name === "undo") return secondsLeft(undoLeft(snapshot, now));
  if (name === "further") return "cùng số này";
  if (name === "call") return "hoặc chưa có số";
  return null;
}

/** "còn 12 giây" */
export function secondsLeft(ms) {
  return `còn ${Math.ceil(ms / 1000)} giây`;
}

/** How long the clerk's last step can still be undone, in milliseconds; 0 when it cannot. */
export function undoLeft({ undo }, now) {
  return undo ? Math.max(0, Date.parse(undo.until) - now) : 0;
}

function noShowLine(ticket, now) {
  if (ticket.since_morning) return "rồi gọi tiếp";
  if (noShowDue(ticket, now)) return "đã quá giờ đợi";
  const { no_show_after: after, no_show_calls: needed } = ticket;
  if (after === null) return "chưa đọc số";
  return Date.parse(after) > now ? `còn ${timer(Date.parse(after) - now)}` : `sau khi gọi lần ${needed}`;
}

/** Whether an absence is asked about first. */
export function isEarly(ticket, now) {
  return !ticket.since_morning && !noShowDue(ticket, now);
}

/** Whether a no-show may be recorded without asking: called often enough, and the citizen has had time to come. */
function noShowDue({ no_show_offered: offered, no_show_after: after, no_show_calls: needed, calls }, now) {
  return offered || (calls >= needed && after !== null && Date.parse(after) <= now);
}
