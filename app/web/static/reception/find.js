/** The finding column: what was asked, the slip found, what may be done, and the choice that is open. Pure. */
import { clockTime } from "../shared/format.js";
import { STATES, tidied } from "../shared/ticket.js";
import { keysOf, whyNot } from "./actions.js";
import { unserved } from "./hours.js";
import { slipOf } from "./slip.js";
import { whyOf } from "./why.js";

const NUMBER = /^[A-Z0-9]{0,2}?0*[1-9]\d{0,3}$/;
const GRANTED_FOR = ["Có giấy tờ", "Thấy rõ tại chỗ"];
const REVOKED_FOR = ["Bấm nhầm", "Không thuộc diện ưu tiên"];

/** Whether what was typed is a whole number that can be asked for. */
export const isNumber = (typed) => NUMBER.test(tidied(typed));

/** @param {object} finding `{typed, asking, ticket, list, none, error, panel, undo}` */
export function findOf(snapshot, finding, now) {
  const { ticket } = finding;
  if (!ticket) return { typed: finding.typed, found: null, list: finding.list.map(row), said: saying(finding) };
  const found = { slip: slipOf(ticket, now), ...doing(snapshot, finding, now), why: whyOf(ticket), story: ticket.id };
  return { typed: finding.typed, found, list: [], said: null };
}

function saying({ typed, asking, none, error, list }) {
  if (error) return { kind: "error", words: error };
  if (asking) return { kind: "asking", words: "đang tìm…" };
  if (none) return { kind: "none", words: "Không có số này hôm nay." };
  if (list.length) return { kind: "many", words: `${list.length} lĩnh vực có số này, mời chọn:` };
  if (typed.trim() && !isNumber(typed)) return { kind: "hint", words: "Gõ trọn số thứ tự, ví dụ H035 hoặc chỉ 35." };
  return { kind: "hint", words: "Gõ số trên phiếu. Chỉ gõ chữ số cũng được: 35." };
}

function row(ticket) {
  const { id, number, field, priority, state } = ticket;
  const shown = { key: state, ...STATES[state] };
  return { id, number, field: field.name.vi, priority, taken: clockTime(ticket.joined_at), state: shown };
}

function doing(snapshot, { ticket, panel, undo }, now) {
  return {
    keys: keysOf(ticket),
    cancelWhy: whyNot("cancel", ticket),
    back: backOf(ticket, snapshot),
    panel: panel && PANELS[panel.kind](snapshot, ticket, panel),
    undo: undo?.id === ticket.id ? undoing(undo, now) : null,
  };
}

/** What brings somebody back into the queue: `{action, label, line}`, or null for whoever is in it, or gone. */
function backOf(ticket, { put_back_behind: places }) {
  if (ticket.state === "no_show") return { action: "bring_back", label: "Đã quay lại", line: behind(places) };
  if (ticket.state !== "held") return null;
  const line = ticket.counter ? `Quầy số ${ticket.counter.number} gọi trước tiên; quầy đóng thì chờ theo lĩnh vực.` : "";
  return { action: "resume", label: "Tiếp tục phục vụ", line };
}

/** Where somebody who comes back after being absent waits. */
export function behind(count) {
  return count ? `Xếp sau ${count} lượt đang chờ của lĩnh vực.` : "Xếp lại theo giờ lấy số.";
}

const DONE = { cancel: "Đã hủy số", transfer: "Đã chuyển lĩnh vực" };

function undoing({ action, until }, now) {
  return { words: DONE[action], seconds: Math.max(0, Math.ceil((until - now) / 1000)) };
}

// Choices ------------------------------------------------------------------------------------------------

const PANELS = {
  transfer(snapshot, ticket, { field }) {
    const chosen = snapshot.fields.find(({ id }) => id === field) ?? null;
    return {
      kind: "transfer",
      title: `Chuyển ${ticket.number} sang lĩnh vực`,
      items: snapshot.fields.map((each) => target(each, ticket, field)),
      means: chosen ? staying(ticket, chosen) : "Chọn nhầm lĩnh vực thì không phải lấy số lại.",
      ready: chosen !== null,
      label: chosen ? `Chuyển sang ${chosen.name.vi}` : "Chuyển",
    };
  },
  priority(snapshot, ticket, { code, reason }) {
    const { classes } = snapshot.priority;
    const chosen = classes.find((each) => each.code === code) ?? null;
    return {
      kind: "priority",
      title: ticket.priority ? `Ưu tiên của ${ticket.number}` : `Xếp ${ticket.number} vào diện ưu tiên`,
      items: [...classes.map((each) => ({ code: each.code, label: each.name.vi })), ...(ticket.priority ? [REVOKE] : [])].map(
        (item) => ({ ...item, chosen: item.code === code }),
      ),
      means: code === undefined ? standing(classes) : chosen ? ahead(ticket, chosen) : returned(ticket),
      reasons: code === null ? REVOKED_FOR : GRANTED_FOR,
      reason,
      ready: code !== undefined && reason.trim() !== "",
      label: code === null ? "Thôi ưu tiên" : "Xếp ưu tiên",
    };
  },
  cancel({ undo_seconds: seconds }, ticket) {
    return {
      kind: "cancel",
      title: `Hủy số ${ticket.number}?`,
      means: `Số không còn được gọi. Trong ${seconds} giây sau khi hủy còn hoàn tác được.`,
      ready: true,
      label: "Hủy số",
    };
  },
};
const REVOKE = { code: null, label: "Thôi ưu tiên" };

/** A hall that gives no more numbers still moves people; only a field nobody serves takes none. */
function target(field, ticket, chosen) {
  const here = field.id === ticket.field.id;
  const why = here ? "Phiếu đang ở lĩnh vực này." : field.reason === "no_counter" ? unserved(field) : null;
  const line = here ? "đang ở đây" : `${field.waiting} chờ`;
  return { id: field.id, prefix: field.prefix, name: field.name.vi, line, chosen: field.id === chosen, why };
}

function staying({ joined_at: taken, priority }, { waiting }) {
  const kept = `Giữ giờ lấy số ${clockTime(taken)}${priority ? " và diện ưu tiên" : ""}`;
  return `${kept}: xếp theo giờ ấy giữa ${waiting} lượt đang chờ, không xuống cuối.`;
}

function standing(classes) {
  if (classes.length === 0) return "Trung tâm chưa đặt diện ưu tiên nào.";
  return "Màn hình, loa và phiếu chỉ nói “Ưu tiên”, không nói diện nào.";
}

function ahead({ number, joined_at: taken, target_minutes: target }, { allowance_minutes: allowance }) {
  const minutes = target == null ? null : target - allowance;
  return `${number} lấy số ${clockTime(taken)}, xếp trước${minutes === null ? "" : ` ${minutes} phút`} theo quy chế.`;
}

const returned = ({ number, joined_at: taken }) => `${number} trở về đúng chỗ của giờ lấy số ${clockTime(taken)}.`;
