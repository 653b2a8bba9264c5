/** What closing a field for today means at this moment. Pure. */
import { counterWords, serving } from "./meaning.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who serves a field now, as a sentence. */
export function fieldServers(servers) {
  return servers.length ? `Đang nhận: ${counterWords(servers)}.` : "Không có quầy nào đang nhận.";
}

/** `{grade, lines}`: what becomes of those who wait and of those who come. */
export function closing(snapshot, field, moveTo) {
  const newcomers = "Máy lấy số và Bàn hướng dẫn thôi cấp số cho đến hết hôm nay.";
  if (!field.waiting) return { grade: "quiet", lines: [newcomers] };
  const to = snapshot.fields.find(({ id }) => id === moveTo);
  if (to) {
    const servers = counterWords(serving(snapshot, to.id));
    const moved = `Chuyển sang ${to.name.vi}, đang có ${to.waiting} người chờ. Họ được ${servers} gọi, theo giờ lấy số.`;
    return { grade: "late", lines: [moved, newcomers] };
  }
  const servers = serving(snapshot, field.id);
  const stay = servers.length
    ? `Họ ở lại và vẫn được ${counterWords(servers)} gọi.`
    : "Không quầy nào đang nhận: họ sẽ không được gọi, xin chuyển họ sang nhóm lĩnh vực khác.";
  return { grade: servers.length ? "quiet" : "late", lines: [stay, newcomers] };
}

/** The day after a day, "2026-11-23" → "2026-11-24". */
export function tomorrow(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
