/** The giving column: fields as tiles or procedures found, what is chosen, and whether a number can be taken. Pure. */
import { tied } from "../shared/names.js";
import { find } from "../shared/search.js";
import { fieldWhy, hallWhy } from "./hours.js";

const RESULTS = 30;

/**
 * @param {object} snapshot
 * @param {{field: string|null, procedure: {code, shown}|null, assist: boolean, query: string}} giving what is chosen
 * @param {object|null} catalogue procedures readied by `prepare`; null until they have come
 */
export function giveOf(snapshot, giving, catalogue) {
  const field = snapshot.fields.find(({ id }) => id === giving.field) ?? null;
  const closed = hallWhy(snapshot);
  return {
    query: giving.query,
    tiles: snapshot.fields.map((each) => tile(each, giving.field, closed)),
    found: giving.query.trim() ? foundOf(snapshot, giving.query, catalogue) : null,
    chosen: field && chosenOf(field, giving.procedure),
    assist: giving.assist,
    why: field ? fieldWhy(field, snapshot) : (closed ?? "Chưa chọn lĩnh vực."),
    closed,
    priority: snapshot.priority.offered ? { note: snapshot.priority.note?.vi ?? "" } : null,
  };
}

/** `closed`: null, or what the tile says of it; what closes the whole hall is said once, above all of them. */
function tile({ id, prefix, name, waiting, open, reason }, chosen, hall) {
  const words = reason === "no_counter" ? "chưa có quầy" : "ngừng lấy số";
  const closed = open ? null : hall ? "" : words;
  return { id, prefix, name: tied(name.vi), waiting, chosen: id === chosen, closed };
}

function chosenOf({ prefix, name, waiting }, procedure) {
  const people = `${waiting} người đang chờ`;
  return { prefix, name: name.vi, line: procedure ? `${procedure.shown} · ${people}` : people };
}

/** `{rows, more, words}`: procedures with the field that takes them; `words` when there are none. */
function foundOf(snapshot, query, catalogue) {
  if (catalogue === null) return { rows: [], more: 0, words: "Đang tải danh mục thủ tục…" };
  const byPrefix = new Map(snapshot.fields.map((field) => [field.prefix, field]));
  const all = find(catalogue, query).filter(({ field }) => byPrefix.has(field));
  const rows = all.slice(0, RESULTS).map((row) => result(row, byPrefix));
  return { rows, more: all.length - rows.length, words: saying(all, query) };
}

function result({ code, field, parts }, byPrefix) {
  const shown = parts.map(({ text }) => text).join("");
  return { code, parts, shown, field: byPrefix.get(field).id, prefix: field, name: byPrefix.get(field).name.vi };
}

function saying(all, query) {
  if (all.length) return null;
  if (query.trim().length < 2) return "Gõ thêm ít nhất một chữ.";
  return "Không tìm thấy thủ tục. Thử từ khác, hoặc xóa để chọn lĩnh vực.";
}
