/**
 * The small window: what is left of the counter's page when it lies on top of the dossier application. Pure. Desk and
 * view model are the counter page's own; nothing is decided anew here.
 */
import { clockTime } from "../shared/format.js";

const SPOKEN = { waiting: "Đã gọi, đang chờ đọc", warning: "Xin gọi to" };
const SERVING = { sign: "user-round-check", words: "Đang phục vụ" };

/** @param {object} page from `Desk.page` @param {object} desk the desk it is of */
export function miniPage(page, desk) {
  const { label, quiet } = page.main;
  return {
    bar: bar(page, desk),
    slip: slip(page),
    main: { label, off: quiet || page.lost, sending: page.sending === "main" },
    keys: keys(page),
    panel: page.panel,
    answer: page.answer,
    busy: page.busy,
    said: page.said,
  };
}

function bar({ queue: { total, past, target } }, { snapshot, lost, signedOut }) {
  const late = past ? `${past} quá ${target ? `${target} phút` : "mức chờ"}` : null;
  return { counter: `Quầy ${snapshot.counter.number}`, waiting: `${total} đang chờ`, late, away: away(lost, signedOut) };
}

function away(lost, signedOut) {
  if (signedOut) return "Phiên đã hết. Đăng nhập lại ở trang Quầy";
  return lost && `Mất kết nối. Số liệu lúc ${clockTime(lost)}`;
}

function slip({ slip: whole, queue }) {
  if (whole.kind === "ticket") return ticket(whole);
  if (whole.kind === "paused") return { kind: "free", title: "Tạm dừng", line: whole.reason, timer: whole.timer };
  const next = queue.rows[0];
  const line = next ? `Tiếp theo: ${next.number}${next.priority ? " · Ưu tiên" : ""}` : "Chưa có ai lấy số";
  return { kind: "free", title: "Sẵn sàng", line, timer: whole.since.timer };
}

function ticket({ number, priority, timer, serving, steps }) {
  return { kind: "ticket", number, priority, timer, line: serving ? SERVING : spoken(steps[1]) };
}

function spoken({ sign, words, state }) {
  return { sign, words: SPOKEN[state] ?? words };
}

/** Gọi lại, and beside it what may follow: Vắng mặt of who was called, Tạm chờ of who is here. */
function keys({ keys: all, stands, sending }) {
  return ["recall", stands === "serving" ? "hold" : "no_show"].map((name) => {
    const { cap, sign, label, active, early } = all.find((key) => key.name === name);
    return { cap, name, sign, label, active, quiet: !active || early, sending: sending === name };
  });
}
