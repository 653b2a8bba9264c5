/** "Vì sao số sau được gọi trước?" in words a person at the desk can read and dispute. Pure. */
import { clockTime } from "../shared/format.js";

// What moved this ticket itself behind others, or back among them.
const OWN = new Set(["no_show", "return", "put_back"]);
// Told in a story, and no step.
const NOTICES = new Set(["spoken", "late"]);

/**
 * `{later, own, last}`: `later` the numbers taken later and called before, newest first, each `{lead, rest}`; `own` what
 * happened to this ticket meanwhile; `last` what is to be said of all the others.
 */
export function whyOf({ number, state, passed, story }) {
  // Of a number that was just given only the slip is known.
  if (!passed) return { later: [], own: [], last: null };
  const later = passed.filter((call) => call.later).reverse();
  return {
    later: later.map(line),
    own: ownSteps(story).map(({ at, text }) => ({ lead: clockTime(at), rest: ` ${text}` })),
    last: others(number, state, passed.length, later.length),
  };
}

/** Those that still stand: an undo takes back the step before it. */
function ownSteps(story) {
  const kept = [];
  let before = null;
  for (const step of story.filter(({ action }) => !NOTICES.has(action))) {
    if (step.action === "undo" && kept.length && kept.at(-1) === before) kept.pop();
    else if (OWN.has(step.action)) kept.push(step);
    before = step;
  }
  return kept;
}

function line({ number, counter, called_at: at, reason }) {
  const where = counter == null ? "" : ` đến Quầy số ${counter}`;
  return { lead: number, rest: ` gọi lúc ${clockTime(at)}${where}: ${(reason ?? "theo thứ tự").replace(/\.?$/, ".")}` };
}

function others(number, state, all, later) {
  if (all === 0) return `${state === "waiting" ? "Chưa" : "Không"} có số nào được gọi trước ${number}.`;
  if (later === 0) return `Các số gọi trước ${number} đều lấy số sớm hơn.`;
  return all > later ? `Các số khác gọi trước ${number} đều lấy số sớm hơn.` : null;
}
