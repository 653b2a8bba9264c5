/** What stands in the slip's place: the ticket at the counter, the turn just ended, or the pause. Pure. */
import { clockSeconds, clockTime, dateShort, minutes, minutesSeconds, timer } from "../shared/format.js";
import { undoLeft } from "./keys.js";
import { fieldName } from "./standing.js";

const ENDINGS = {
  done: "Lượt vừa xong",
  no_show: "Vừa ghi vắng mặt",
  cancelled: "Vừa hủy số",
  cancel: "Vừa hủy số",
  put_back: "Vừa trả về hàng chờ",
  hold: "Vừa cho tạm chờ",
  transfer: "Vừa chuyển đi",
  further: "Vừa chuyển làm thêm thủ tục",
};

/** The slip of a called or serving ticket. @param {Date} now hall time */
export function ticketSlip({ ticket, voice }, desk, now) {
  const serving = ticket.state === "serving";
  const elapsed = serving ? serviceTime(ticket, now) : now - Date.parse(ticket.called_at);
  return {
    kind: "ticket",
    serving,
    ...pick(ticket, ["number", "state", "priority", "assist"]),
    prefix: ticket.field.prefix,
    field: fieldName(ticket.field),
    procedure: ticket.procedure?.name ?? null,
    timerName: serving ? "Thời gian phục vụ" : "Từ lúc gọi",
    timer: timer(elapsed),
    facts: facts(ticket, now, elapsed, desk.dossiers),
    steps: steps(ticket, voice),
    reason: serving ? null : ticket.reason,
  };
}

function pick(source, names) {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}

/** Milliseconds served so far: the intervals before this one, and this one. */
export function serviceTime({ service_ms: before, serving_since: since }, now) {
  return before + (since ? Math.max(0, now - Date.parse(since)) : 0);
}

function facts(ticket, now, elapsed, dossiers) {
  const taken = { before: "Lấy số ", value: takenAt(ticket.joined_at, now), after: from(ticket.channel_name) };
  const waited = { before: "Thời gian chờ ", value: minutes(ticket.wait_ms), after: "" };
  if (ticket.state === "called") return [taken, waited, { before: "Đã gọi ", value: `${ticket.calls} lần`, after: "" }];
  return [taken, waited, allowed(ticket.service_target_minutes, elapsed, dossiers)];
}

function from(channel) {
  return channel ? ` · ${channel}` : "";
}

/** A number carried over from another day says which. */
function takenAt(joined, now) {
  return dateShort(joined) === dateShort(now) ? clockTime(joined) : `${dateShort(joined).slice(0, 5)} ${clockTime(joined)}`;
}

function allowed(target, elapsed, dossiers) {
  const late = elapsed > target * Math.max(1, dossiers) * 60000;
  return { before: late ? "Quá mức phục vụ " : "Mức phục vụ ", value: `${target} phút`, after: " một hồ sơ", late };
}

/** Gọi, Đã đọc, Bắt đầu: `[{words, sign, state: "done"|"waiting"|"warning"|"ahead"}]`. */
function steps({ call, called_at: calledAt, started_at: startedAt }, voice) {
  const called = { words: `Gọi ${clockSeconds(call?.called_at ?? calledAt)}`, sign: "check", state: "done" };
  const started = startedAt
    ? { words: `Bắt đầu ${clockSeconds(startedAt)}`, sign: "check", state: "done" }
    : { words: "Bắt đầu", sign: null, state: "ahead" };
  return [called, spoken(call, voice, Boolean(startedAt)), started].filter(Boolean);
}

function spoken(call, voice, started) {
  if (call?.spoken_at) return { words: `Đã đọc ${clockSeconds(call.spoken_at)}`, sign: "volume-2", state: "done" };
  if (started) return null;
  if (voice === "absent") return { words: "Không có giọng đọc, xin gọi to", sign: "volume-x", state: "warning" };
  const behind = call?.ahead ? `, sau ${call.ahead} lượt gọi khác` : "";
  return { words: `Đang chờ đọc${behind}`, sign: "clock-3", state: "waiting" };
}

/** Nobody at the counter: the turn just ended, its undo, and since when the counter is free. */
export function freeSlip(snapshot, now) {
  return { kind: "free", since: freeFor(snapshot, now), last: lastStep(snapshot, now) };
}

function freeFor({ last, counter }, now) {
  const since = last ? last.ended_at : counter.since;
  return { words: last ? "Lượt trước kết thúc cách đây" : "Quầy mở được", timer: timer(now - Date.parse(since)) };
}

/** The turn that ended last, or a later step that ended none (a hold, a transfer) while it can be taken back. */
function lastStep(snapshot, now) {
  const { last, undo } = snapshot;
  const left = undoLeft(snapshot, now);
  const undoSeconds = left > 0 ? Math.ceil(left / 1000) : null;
  if (undoSeconds !== null && undo.ticket !== last?.ticket) {
    return { title: ENDINGS[undo.action], number: undo.number, field: null, line: null, undoSeconds };
  }
  // A further procedure ends a turn too, and while it can be taken back that is what is said.
  const title = (undoSeconds !== null && ENDINGS[undo.action]) || (ENDINGS[last?.action] ?? "Lượt trước");
  return last && { title, number: last.number, field: fieldName(last.field), line: lastLine(last), undoSeconds };
}

function lastLine({ wait_ms: wait, way_ms: way, service_ms: service }) {
  const parts = [
    wait != null && `chờ ${minutes(wait)}`,
    way != null && `đến quầy ${minutes(way)}`,
    service ? `phục vụ ${inWords(service)}` : null,
  ].filter(Boolean);
  const line = parts.join(" · ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** "9 phút 12 giây": inside a sentence the seconds keep their unit. */
function inWords(ms) {
  const short = minutesSeconds(ms);
  return /phút \d+$/.test(short) ? `${short} giây` : short;
}

/** The counter is paused: why, and for how long. */
export function pausedSlip({ counter, reasons }, now) {
  const { since, pause_reason: reason } = counter;
  return { kind: "paused", reason: reasonText(reasons.pause, reason) || "tạm dừng", from: clockTime(since), timer: timer(now - Date.parse(since)) };
}

/** The words of a reason; one that is no code is words already. */
export function reasonText(reasons, code) {
  return reasons.find((reason) => reason.code === code)?.text ?? code;
}
