/** "Gọi chỉ định": finding the one number meant, and calling it with its reason. */
import { fittingRows } from "./choices.js";

const NOT_WAITING = "Không có số này đang chờ.";

/** Enter in the number's field: the one row that fits, else the centre is asked; beyond the fiftieth no row is known. */
export async function findNumber(event, desk) {
  event.preventDefault();
  const { panel, snapshot } = desk;
  const fitting = fittingRows(snapshot.queue.rows, panel.typed);
  if (!panel.typed.trim()) return desk.say("panel", "Xin gõ số cần gọi, hoặc chọn trong hàng chờ.", "why");
  const found = oneOf(fitting, panel.typed) ?? (fitting.length ? null : await asked(desk, panel.typed));
  if (desk.panel !== panel) return;
  if (found) return desk.open({ ...panel, chosen: found, typed: found.number });
  desk.say("panel", fitting.length ? "Có nhiều số như vậy, xin gõ cả chữ." : NOT_WAITING, "why");
}

function oneOf(fitting, typed) {
  const whole = fitting.filter(({ number }) => number === typed.trim().toUpperCase());
  if (whole.length === 1) return whole[0];
  return fitting.length === 1 ? fitting[0] : null;
}

async function asked(desk, typed) {
  const answer = await desk.around.find(typed.trim().toUpperCase()).catch(() => ({ tickets: [] }));
  return answer.tickets.find(({ state }) => state === "waiting") ?? null;
}

/** The form with the reason: one request. */
export function callOut(event, desk) {
  event.preventDefault();
  const reason = new FormData(event.target).get("reason").trim();
  if (!reason) return desk.say("panel", "Xin ghi lý do.", "why");
  desk.press("call", { ticket: desk.panel.chosen.id, reason }, "panel");
}
