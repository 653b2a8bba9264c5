/** What may be done to a ticket at the guidance desk, and why not. Pure. */

/** The states in which each action is in its place; what the server's table says, less what is the clerk's to do. */
const ALLOWED = {
  reprint: ["waiting", "called", "serving", "held", "no_show"],
  transfer: ["waiting", "called"],
  priority: ["waiting", "called", "held"],
  assist: ["waiting", "called", "serving", "held"],
  bring_back: ["no_show"],
  resume: ["held"],
  cancel: ["waiting", "called", "held"],
};
const OVER = {
  done: "Lượt này đã phục vụ xong.",
  cancelled: "Số này đã hủy.",
  expired: "Số này đã hết giờ.",
  no_show: "Số này đang ghi vắng mặt. Bấm “Đã quay lại” trước.",
};
const AT_COUNTER = {
  transfer: (at) => `${at} chuyển: người đang ở với cán bộ quầy.`,
  priority: (at) => `${at} đang phục vụ: không cần xếp lại.`,
  cancel: (at) => `${at} đang phục vụ: không hủy được.`,
  bring_back: (at) => `${at} đang phục vụ.`,
};
const PAPER = { queued: "đang in…", claimed: "đang in…", printed: "đã in", failed: "chưa in được" };

/** Why an action is not possible on this ticket, as a sentence; null when it is. */
export function whyNot(action, ticket) {
  if (ALLOWED[action].includes(ticket.state)) return null;
  if (OVER[ticket.state]) return OVER[ticket.state];
  if (action === "bring_back") return "Số này không ghi vắng mặt.";
  if (action === "resume") return "Số này không tạm chờ.";
  const at = ticket.counter ? `Quầy số ${ticket.counter.number}` : "Quầy";
  return AT_COUNTER[action](at);
}

/** The four keys under the slip, each `{name, icon, label, line, pressed, why}`. */
export function keysOf(ticket) {
  const { priority, assist, slip } = ticket;
  return [
    { name: "reprint", icon: "printer", label: "In lại phiếu", line: slip ? PAPER[slip.state] : "chưa có phiếu in" },
    { name: "transfer", icon: "arrow-right-left", label: "Chuyển lĩnh\u00a0vực", line: "" },
    { name: "priority", icon: "chevrons-up", label: priority ? "Đổi, thôi ưu tiên" : "Ưu tiên", line: "ghi lý do" },
    { name: "assist", icon: "hand-helping", label: "Cần hỗ trợ", line: assist ? "đã báo quầy" : "", pressed: assist },
  ].map((key) => ({ pressed: null, ...key, why: whyNot(key.name, ticket) }));
}
