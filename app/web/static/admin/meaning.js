/** What a change of a counter's fields means at this moment, and what is sent to make it. Pure. */
import { drafted, dutyWords, standing } from "./matrix.js";

/** The rows of the panel: the fields the counter serves, will serve, or is about to give up. */
export function duties(snapshot, counter, changes) {
  return snapshot.fields
    .filter(({ id }) => id in changes || standing(counter, id).duty !== "none")
    .map((field) => {
      const [was, now] = [standing(counter, field.id), drafted(counter, changes, field.id)];
      return {
        id: field.id,
        prefix: field.prefix,
        name: field.name.vi,
        duty: now.duty,
        lag: now.lag,
        dropped: now.duty === "none",
        changed: field.id in changes,
        words: now.duty === "none" ? "sẽ thôi nhận" : dutyWords(now, snapshot.zone),
        back: was.duty === "none" ? "own" : was.duty,
      };
    });
}

/** The fields a counter does not serve and is not about to. */
export function others(snapshot, counter, changes) {
  return snapshot.fields.filter(({ id }) => !(id in changes) && standing(counter, id).duty === "none");
}

/**
 * Who feels it: `{grade: "none"|"quiet"|"late", waiting, lines, stranded}`. `lines` are sentences, the field with
 * the most people first; `stranded` the fields that nobody at work would serve any more though people wait there.
 */
export function meaning(snapshot, counter, changes) {
  const effects = Object.entries(changes)
    .map(([id, change]) => effect(snapshot, counter, id, change))
    .filter(Boolean)
    .sort((a, b) => b.rank - a.rank || b.waiting - a.waiting);
  if (!effects.length) return { grade: "none", waiting: 0, lines: [], stranded: [] };
  const lost = effects.filter(({ rank }) => rank > 0);
  return {
    grade: lost.length ? "late" : "quiet",
    waiting: lost.reduce((sum, { waiting }) => sum + waiting, 0),
    lines: effects.map(({ words }) => words),
    stranded: lost.filter(({ left }) => left === 0),
  };
}

function effect(snapshot, counter, id, change) {
  const field = snapshot.fields.find((each) => each.id === id);
  if (!field) return null;
  const { waiting, name } = field;
  if (change.duty === "none") {
    const servers = serving(snapshot, id, counter);
    const rank = waiting > 0 ? 1 : 0;
    return { rank, waiting, name: name.vi, left: servers.length, words: left(name.vi, servers) };
  }
  const came = standing(counter, id).duty === "none";
  const where = `Quầy số ${counter.number}`;
  const words = came
    ? `${waiting} người đang chờ ${name.vi} có thêm ${where}.`
    : `${name.vi} ở ${where}: ${dutyWords(drafted(counter, { [id]: change }, id))}.`;
  return { rank: 0, waiting, name: name.vi, left: 1, words };
}

/**
 * The counters that serve a field besides one: those somebody sits at, or all of them when nobody sits at that one
 * either, as the server counts them. Own first.
 */
export function serving(snapshot, fieldId, but = null) {
  const atWork = but === null || but.state !== "closed";
  return snapshot.counters
    .filter((counter) => counter.id !== but?.id && (counter.state !== "closed" || !atWork))
    .map((counter) => ({ number: counter.number, ...standing(counter, fieldId) }))
    .filter(({ duty }) => duty !== "none")
    .sort((a, b) => (a.duty === "help") - (b.duty === "help") || a.number - b.number);
}

/** "Bảo hiểm xã hội, y tế chỉ còn Quầy số 12 và quầy hỗ trợ 14." */
function left(name, servers) {
  if (!servers.length) return `${name} sẽ không còn quầy nào nhận.`;
  return `${name} chỉ còn ${counterWords(servers)}.`;
}

/** "Quầy số 12, 15 và quầy hỗ trợ 14" */
export function counterWords(servers) {
  const own = servers.filter(({ duty }) => duty !== "help").map(({ number }) => number);
  const help = servers.filter(({ duty }) => duty === "help").map(({ number }) => number);
  const words = [own.length ? `Quầy số ${own.join(", ")}` : "", help.length ? `quầy hỗ trợ ${help.join(", ")}` : ""];
  return words.filter(Boolean).join(" và ");
}

/** "M019 đang phục vụ ở quầy này vẫn được làm xong." */
export function stays({ ticket }) {
  if (!ticket) return "Không phiếu nào mất chỗ.";
  const word = ticket.state === "serving" ? "đang phục vụ" : "đã gọi";
  return `${ticket.number} ${word} ở quầy này vẫn được làm xong. Không phiếu nào mất chỗ.`;
}

/** Why an edit cannot be in force only until a time, or null: nothing can be given up for a while. */
export function notUntil(counter, changes) {
  const dropped = Object.values(changes).some(({ duty }) => duty === "none");
  return dropped ? "Thôi nhận thì chọn “Ngay” hoặc “Từ ngày mai”." : null;
}

/** The body of the request. `when` is "now", "until" (with `until`, ISO) or "tomorrow" (with `day`). */
export function body(snapshot, counter, changes, { when, until, day, seen, confirm = false }) {
  if (when === "until") return { fields: shares(changed(counter, changes)), until, seen };
  const whole = shares(lasting(snapshot, counter, changes));
  if (when === "tomorrow") return { fields: whole, from_day: day, seen };
  const loans = counter.fields.filter(({ id, until: ends }) => ends && !(id in changes));
  const kept = loans.map(({ id, lag_minutes: lag, until: ends }) => ({ id, lag, until: ends }));
  return { fields: [...whole, ...kept], seen, ...(confirm && { confirm }) };
}

const shares = (entries) => entries.map(({ id, lag }) => ({ id, lag }));

function changed(counter, changes) {
  return Object.keys(changes)
    .map((id) => ({ id, ...drafted(counter, changes, id) }))
    .filter(({ duty }) => duty !== "none");
}

/** What the counter serves for good with the changes, in the centre's order of fields. */
function lasting(snapshot, counter, changes) {
  const base = new Map(counter.lasting.map(({ id, lag_minutes: lag }) => [id, lag]));
  for (const { id, lag } of changed(counter, changes)) base.set(id, lag);
  for (const [id, { duty }] of Object.entries(changes)) if (duty === "none") base.delete(id);
  return snapshot.fields.filter(({ id }) => base.has(id)).map(({ id }) => ({ id, lag: base.get(id) }));
}

/** A version of a counter's fields as the log keeps it, in words a line each. */
export function versionLines(version, snapshot) {
  const services = Array.isArray(version) ? version : (version?.fields ?? []);
  const names = new Map(snapshot.fields.map(({ id, prefix, name }) => [id, `${prefix} ${name.vi}`]));
  return services.map(({ field, lag_minutes: lag, until }) => {
    const duty = until ? "lent" : lag > 0 ? "help" : "own";
    return `${names.get(String(field)) ?? "?"}: ${dutyWords({ duty, lag, until }, snapshot.zone)}`;
  });
}

/** The same of what is being edited. */
export function draftLines(snapshot, counter, changes) {
  return duties(snapshot, counter, changes)
    .filter(({ dropped }) => !dropped)
    .map(({ prefix, name, words }) => `${prefix} ${name}: ${words}`);
}
