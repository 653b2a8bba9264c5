/** A list of turns: the server's answer in, words, figures, rows and addresses out. Pure. */
import { minutesOf } from "../report/figures.js";
import { written } from "../report/range.js";
import { clockTime, dateShort, thousands, timer } from "../shared/format.js";
import { STATES } from "../shared/ticket.js";
import { filters } from "./filters.js";

/** `search`: what stands in the address of the page, from which the addresses of its other pages are made. */
export function view(told, search) {
  const address = changer(search);
  const narrowed = filters(told, address);
  const range = written(told);
  const several = told.from !== told.to;
  return {
    title: [`${thousands(told.total)} lượt`, range, ...narrowed.map(({ words }) => words)].join(" · "),
    total: thousands(told.total),
    range,
    several,
    filters: narrowed,
    served: served(told),
    facts: facts(told.figures),
    late: late(told, address),
    sorts: sorts(told, address),
    rows: told.turns.map(row),
    pager: pager(told, address),
    everything: address(Object.fromEntries(Object.keys(told.filters).map((name) => [name, null]))),
    definitions: told.definitions,
    made: `Số liệu lúc ${clockTime(told.generated_at)} ngày ${dateShort(told.generated_at)}.`,
  };
}

/** Gives the address of this list with something changed (null: taken out); another list begins at its first page. */
function changer(search) {
  return (part) => {
    const query = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ page: null, ...part })) {
      if (value == null) query.delete(name);
      else query.set(name, value);
    }
    return `?${query}`;
  };
}

/** Waits are those of the served: where others are listed too, it is said of how many. */
function served({ total, figures: { turns } }) {
  return turns && turns !== total ? `trong đó ${thousands(turns)} lượt đã phục vụ:` : "";
}

/** The figures of what is listed; of those who were not served, how long they stayed. */
function facts(figures) {
  if (figures.turns) {
    return [
      ["Trung bình", "mean_ms"],
      ["Trung vị", "median_ms"],
      ["90 % không quá", "p90_ms"],
      ["Lâu nhất", "max_ms"],
    ].map(([label, key]) => ({ label, text: minutesOf(figures[key]) }));
  }
  return [
    ["Vắng mặt sau", "no_show_stay_mean_ms"],
    ["Hủy sau", "cancelled_stay_mean_ms"],
    ["Hết giờ sau", "expired_stay_mean_ms"],
  ]
    .filter(([, key]) => figures[key] != null)
    .map(([label, key]) => ({ label, text: minutesOf(figures[key]) }));
}

/** Those of the served who waited longer than the target, where that is not what the list is of already. */
function late({ figures, filters: told, target_minutes: target }, address) {
  const n = figures.turns - figures.within;
  if (!n || told.late != null) return null;
  return { text: `Quá ${target} phút: ${thousands(n)}`, href: address({ outcome: "done", late: "true" }) };
}

function sorts({ sort }, address) {
  return [
    ["wait", "Chờ lâu nhất trước"],
    ["arrived", "Theo giờ lấy số"],
  ].map(([key, words]) => ({ words, href: address({ sort: key }), current: sort === key }));
}

function row(turn) {
  return {
    href: `/supervisor/tickets/${encodeURIComponent(turn.ticket)}`,
    number: turn.number,
    day: dateShort(`${turn.day}T00:00Z`, "UTC"),
    prefix: turn.field.prefix,
    field: turn.field.name.vi,
    ...Object.fromEntries(["arrived", "called", "started", "ended"].map((step) => [step, clockTime(turn[`${step}_at`])])),
    wait: timer(turn.waited_ms),
    share: Math.min(1, turn.waited_ms / (turn.target_minutes * 60_000)),
    late: turn.late,
    way: timer(turn.way_ms),
    service: turn.started_at ? timer(turn.service_ms) : timer(null),
    outcome: { key: turn.outcome, ...STATES[turn.outcome] },
    counter: turn.counter ? String(turn.counter.number) : "–",
    priority: turn.priority,
    marks: marks(turn),
  };
}

function marks(turn) {
  return [
    turn.calls > 1 && `gọi ${turn.calls} lần`,
    turn.waited_again_ms > 0 && `chờ lại ${timer(turn.waited_again_ms)}`,
    turn.early && "ghi sớm",
    turn.out_of_order && "gọi chỉ định",
    turn.spans_outage && "qua lúc mất điện",
  ].filter(Boolean);
}

function pager({ page, pages, per_page: size, total, turns }, address) {
  const before = (page - 1) * size;
  const to = (n) => address({ page: n > 1 ? n : null });
  return {
    words: turns.length ? `${thousands(before + 1)}–${thousands(before + turns.length)} trong ${thousands(total)}` : "",
    page: pages > 1 ? `trang ${page} trong ${pages}` : "",
    previous: page > 1 ? to(Math.min(page - 1, pages)) : null,
    next: page < pages ? to(page + 1) : null,
  };
}
