/**
 * What opens when a key needs a choice: a numbered list in the slip's place, the counters' numbers, or a question in the
 * main button's place. Pure. A choice carries what it leads to: `press` (a request) or `then` (a further choice).
 */
import { isEarly } from "./keys.js";
import { fieldName } from "./standing.js";

const PAGE = 9;
const COUNTER_STATES = { open: "đang mở", paused: "tạm dừng", closed: "đóng" };

/**
 * What key `name` opens, or null when it is pressed at once.
 * @param {string} name @param {object} snapshot @param {Date} now hall time @param {string[]} permissions the clerk's
 */
export function opened(name, snapshot, now, permissions = []) {
  switch (name) {
    case "hold":
      return list("Tạm chờ vì", snapshot.reasons.hold.map(reasonItem("hold")), name);
    case "pause":
      return list("Tạm dừng vì", snapshot.reasons.pause.map(reasonItem("pause")), name);
    case "field":
      return list(`Chuyển số ${snapshot.ticket.number} sang lĩnh vực`, otherFields(snapshot, "wrong_field"), name);
    case "further":
      return list("Làm thêm thủ tục thuộc lĩnh vực", fieldItems(snapshot.fields, "further_procedure"), name);
    case "counter":
      return counters(snapshot);
    case "call":
      return list("Gọi chỉ định", callItems(snapshot, permissions), name);
    default:
      return question(name, snapshot, now);
  }
}

function list(title, items, name) {
  return { kind: "list", title, items, page: 0, name };
}

function reasonItem(action) {
  // The words, not the code: stories and other pages tell the reason as it was said.
  return ({ text }) => ({ label: capital(text), press: [action, { reason: text }] });
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function otherFields({ fields, ticket }, kind) {
  return fieldItems(fields.filter(({ id }) => id !== ticket.field.id), kind);
}

function fieldItems(fields, kind) {
  return fields.map((field) => ({
    label: fieldName(field),
    prefix: field.prefix,
    sub: field.open ? null : "chưa có quầy mở",
    why: field.open ? null : `Lĩnh vực ${fieldName(field)} hiện không có quầy tiếp nhận.`,
    press: ["transfer", { field: field.id, kind }],
  }));
}

/** One page of a list, numbered 1–9; 0 turns the page when there are more. The keyboard begins at the first that works. */
export function pageOf({ items, page }) {
  const pages = Math.ceil(items.length / PAGE);
  const here = items.slice(page * PAGE, (page + 1) * PAGE);
  const works = Math.max(0, here.findIndex(({ why }) => !why));
  const shown = here.map((item, place) => ({ ...item, cap: String(place + 1), first: place === works }));
  return { shown, pages, next: (page + 1) % Math.max(1, pages) };
}

/** The item of a list that a digit (on this page) or a field's letter (on any page) chooses, or null. */
export function itemBy(panel, { digit, letter }) {
  if (letter) return panel.items.find(({ prefix }) => prefix === letter) ?? null;
  return pageOf(panel).shown.find(({ cap }) => cap === digit) ?? null;
}

// Who comes next by the clerk's own choice -------------------------------------------------------------------

/** A number that waits, which takes a reason and a permission; or somebody who stands here and has none. */
function callItems(snapshot, permissions) {
  const fields = list("Công dân tại quầy làm thủ tục thuộc lĩnh vực", serveItems(snapshot), "serve");
  const panel = { kind: "call", title: "Gọi một số đang chờ", typed: "", chosen: null, name: "call" };
  return [
    { label: "Gọi một số đang chờ", sub: "trước lượt, ghi lý do", why: againstCall(snapshot, permissions), then: panel },
    { label: "Phục vụ người đã ở quầy", sub: "chưa có số, không in phiếu", then: fields },
  ];
}

function againstCall({ queue }, permissions) {
  if (!permissions.includes("call_out_of_order")) return "Gọi chỉ định cần quyền riêng, xin báo Điều phối.";
  return queue.rows.length === 0 ? "Không có ai chờ để gọi." : null;
}

/** The counter's own fields first; whoever already stands here may be served for any. */
function serveItems({ counter, fields }) {
  const own = new Set(counter.fields.map(({ id }) => id));
  const others = fields.filter(({ id }) => !own.has(id));
  return [...counter.fields, ...others].map((field) => ({
    label: fieldName(field),
    prefix: field.prefix,
    sub: own.has(field.id) ? null : "quầy khác nhận",
    press: ["serve", { field: field.id }],
  }));
}

// Counters -----------------------------------------------------------------------------------------------

function counters({ counters: all, counter, ticket }) {
  const others = all.filter(({ id }) => id !== counter.id).map((one) => counterItem(one, ticket));
  return { kind: "counters", title: `Chuyển số ${ticket.number} đến quầy`, items: others, typed: "", name: "counter" };
}

/** Only a served citizen can need a further procedure; one just called took the wrong counter. */
function counterItem({ id, number, state }, ticket) {
  const item = { number: String(number), sub: COUNTER_STATES[state], why: null };
  if (state !== "open") return { ...item, why: `Quầy số ${number} đang ${state === "paused" ? "tạm dừng" : "đóng"}.` };
  if (ticket.state === "called") return { ...item, press: ["transfer", { counter: id, kind: "wrong_field" }] };
  return { ...item, then: transferKind(id, number, ticket) };
}

function transferKind(counter, number, ticket) {
  const answer = (label, line, kind) => ({ label, line, press: ["transfer", { counter, kind }] });
  return {
    kind: "ask",
    question: `Chuyển số ${ticket.number} đến Quầy số ${number} vì`,
    answers: [
      answer("Chọn nhầm", "giữ lượt và giờ chờ cũ", "wrong_field"),
      answer("Làm thêm thủ tục", "lượt mới, cùng số này", "further_procedure"),
    ],
    first: 0,
    name: "counter",
  };
}

/**
 * A counter's number typed so far: `{typed, item}`; `item` is the one meant as soon as no other number goes on from it.
 * A digit that fits no counter begins anew.
 */
export function typedNumber(items, before, digit) {
  const numbers = items.map(({ number }) => number);
  const typed = [before + digit, digit].find((text) => numbers.some((number) => number.startsWith(text))) ?? "";
  const fitting = items.filter(({ number }) => number.startsWith(typed));
  return { typed, item: typed && fitting.length === 1 && fitting[0].number === typed ? fitting[0] : null };
}

// Questions ----------------------------------------------------------------------------------------------

function question(name, snapshot, now) {
  const { ticket } = snapshot;
  if (name === "no_show") return isEarly(ticket, now) ? absentQuestion(ticket, now) : null;
  if (name === "cancel") return cancelQuestion(ticket);
  if (ticket?.state === "called" && (name === "finish" || name === "next")) return arrivedQuestion(ticket);
  return null;
}

function ask(name, text, answers, first) {
  return { kind: "ask", question: text, answers, first, name };
}

function arrivedQuestion({ number }) {
  const here = { label: "Đã đến", line: `Bắt đầu phục vụ ${number}`, press: ["start"] };
  const away = { label: "Vắng mặt", line: "Ghi vắng mặt và gọi số tiếp theo", press: ["no_show_next"] };
  return ask("finish", "Công dân đã đến?", [here, away], 0);
}

function absentQuestion({ number, calls, no_show_after: after }, now) {
  const timeIsUp = after !== null && Date.parse(after) <= now;
  const early = timeIsUp ? `Mới gọi ${calls} lần.` : "Chưa hết giờ đợi.";
  const wait = { label: "Đợi thêm", line: "Giữ số ở quầy", press: null };
  const away = { label: "Vắng mặt", line: `Ghi vắng mặt ${number} ngay`, press: ["no_show"] };
  return ask("no_show", `${early} Ghi vắng mặt?`, [wait, away], 0);
}

function cancelQuestion({ number }) {
  const keep = { label: "Không hủy", line: "Giữ số ở quầy", press: null };
  return ask("cancel", `Hủy số ${number}?`, [keep, { label: "Hủy số", line: `${number} không còn được gọi`, press: ["cancel"] }], 0);
}

// Out of order -------------------------------------------------------------------------------------------

/** Waiting rows whose number fits what was typed: the whole number, or its digits alone ("40" finds H040). */
export function fittingRows(rows, typed) {
  const text = typed.trim().toUpperCase();
  if (!text) return rows;
  const digits = /^\d+$/.test(text);
  return rows.filter(({ number, prefix }) =>
    digits ? Number(number.slice(prefix.length)) === Number(text) || number.includes(text) : number.startsWith(text),
  );
}
