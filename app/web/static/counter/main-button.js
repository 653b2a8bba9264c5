/** The one key of the day: what Enter does next, and to whom, said before it is pressed. Pure. */
import { minutes } from "../shared/format.js";
import { callable } from "./queue.js";
import { fieldName } from "./standing.js";

/**
 * `{label, line, action, quiet, why}` of the main button; `action` is a name of `requests`. A quiet
 * button does nothing now, and `why` says so. @param {Date} now hall time
 */
export function mainButton(stands, snapshot, now) {
  if (stands === "paused") return loud("Mở quầy", waitingLine(callable(snapshot.queue)), "open");
  if (stands === "called") return loud("Bắt đầu", `Công dân có số ${snapshot.ticket.number} đã đến quầy`, "start");
  if (stands === "serving") return loud("Xong và gọi tiếp", followingLine(snapshot), "finish_next");
  const next = snapshot.queue.rows[0];
  return next ? loud("Gọi số tiếp theo", nextLine(next, snapshot, now), "next") : nobody(snapshot);
}

function loud(label, line, action) {
  return { label, line, action, quiet: false, why: null };
}

function nobody({ counter }) {
  const line = "Có người lấy số là hiện ngay tại đây";
  const fields = counter.fields.map(fieldName).join("; ");
  return { label: "Không có ai chờ", line, action: null, quiet: true, why: `Chưa có ai chờ: ${fields}.` };
}

function waitingLine(total) {
  return total ? `${total} người đang chờ quầy này` : "Chưa có ai chờ quầy này";
}

function nextLine(row, snapshot, now) {
  return `${whoIs(row, snapshot)} · đã chờ ${minutes(now - Date.parse(row.arrived_at))}`;
}

function followingLine(snapshot) {
  const next = snapshot.queue.rows[0];
  return next ? `Tiếp theo: ${whoIs(next, snapshot)}` : "Chưa có ai chờ, quầy sẽ ở trạng thái Sẵn sàng";
}

function whoIs(row, { fields }) {
  const field = fields.find(({ prefix }) => prefix === row.prefix);
  return [row.number, field && fieldName(field), row.priority && "Ưu tiên"].filter(Boolean).join(" · ");
}
