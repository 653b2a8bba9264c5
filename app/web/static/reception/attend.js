/** The column of what wants attention: help calls, the absent, who was not seen since the morning or just moved. Pure. */
import { clockTime, timer } from "../shared/format.js";
import { sinceMorning } from "../shared/since-morning.js";
import { behind } from "./find.js";

const LATE_MS = 120_000;

export function attendOf(snapshot, now) {
  return {
    help: snapshot.help_calls.map((call) => help(call, now)),
    absent: snapshot.no_shows.map(absent),
    absentTotal: snapshot.no_shows_total,
    behind: behind(snapshot.put_back_behind),
    unseen: sinceMorning(snapshot),
    moved: snapshot.moved.map(moved),
  };
}

/** `late`: nobody has come for two minutes. */
function help({ id, kiosk, at }, now) {
  const since = now - Date.parse(at);
  return { id, kiosk, since: timer(since), late: since > LATE_MS };
}

function absent({ id, number, counter, at }) {
  return { id, number, line: [counter && `Quầy số ${counter}`, clockTime(at)].filter(Boolean).join(" · ") };
}

function moved({ id, number, from, to, at, kind, joined_at: taken }) {
  const wrong = kind === "wrong_field";
  const means = wrong ? `Chọn nhầm, giữ giờ lấy số ${clockTime(taken)}` : `Làm thêm thủ tục, chờ từ ${clockTime(at)}`;
  return { id, key: `${id} ${at}`, number, from, to, means };
}
