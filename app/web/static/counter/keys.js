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
 * All keys as `{cap, name, sign, label, sub, active, why}`; `why` is null for an active one.
 * @param {string} stands from `standing`
 * @param {object} snapshot
 * @param {{permissions: string[], lost: boolean}} desk
 * @param {Date} now hall time
 */
export function keysOf(stands, snapshot, desk, now) {
  return KEYS.map(({ in: works, ...key }) => {
    const why = reasonAgainst(key.name, works.includes(stands), stands, snapshot, desk, now);
    return { ...key, sub: why === null ? subline(key.name, snapshot, now) : null, active: why === null, why };
  });
}

function reasonAgainst(name, works, stands, snapshot, { permissions, lost }, now) {
  if (lost) return "Mất kết nối. Chờ có lại kết nối rồi bấm.";
  if (name === "call" && !permissions.includes("call_out_of_order")) return "Gọi chỉ định cần quyền riêng, xin báo Điều phối.";
  if (!works) return sentence(name, stands, snapshot);
  if (name === "undo") return againstUndo(snapshot, now);
  return name === "call" && snapshot.queue.rows.length === 0 ? "Không có ai chờ để gọi." : null;
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
  if (name === "call") return "ghi lý do";
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
  if (noShowDue(ticket, now)) return "đã quá giờ đợi";
  return ticket.no_show_after ? `còn ${timer(Date.parse(ticket.no_show_after) - now)}` : "chưa đọc số";
}

/** Whether a no-show may be recorded without asking: the citizen has had time to come. */
export function noShowDue(ticket, now) {
  return ticket.no_show_offered || (ticket.no_show_after !== null && Date.parse(ticket.no_show_after) <= now);
}
