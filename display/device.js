/** What this screen asks of and tells the server besides following the hall: speech, what it has read, that it lives. */
import { post, Offline } from "#shared/api.js";
import { boot } from "#shared/boot.js";
import { pause, steadyClock } from "./waiting.js";

const HEARTBEAT_MS = 5_000;
const AGAIN_MS = 3_000;

/** The WAV of a call as bytes. Throws when the voice is absent or nobody answers. */
export async function fetchSpeech(id, signal) {
  const headers = boot.token ? { Authorization: `Bearer ${boot.token}` } : {};
  const answer = await fetch(`/api/v1/calls/${encodeURIComponent(id)}/speech.wav`, { headers, signal, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`no speech: ${answer.status}`);
  return (await answer.blob()).arrayBuffer();
}

/** Tell the server that a call has been read, again and again until it accepts or refuses. */
export async function tellSpoken(id) {
  while (!(await settled(() => post(`/api/v1/calls/${encodeURIComponent(id)}/spoken`, {}, { key: `spoken-${id}` })))) {
    await pause(AGAIN_MS, steadyClock);
  }
}

/** Tell the server every five seconds that this screen lives; `status()` gives what it says of itself, or null. */
export async function beat(status) {
  for (;;) {
    const said = status();
    await settled(() => post("/api/v1/devices/heartbeat", said === null ? {} : { status: said }, { forMs: HEARTBEAT_MS }));
    await pause(HEARTBEAT_MS, steadyClock);
  }
}

/** Call `held()` once this window is the only one of its browser that may speak. */
export function holdVoice(held) {
  // Web Locks are missing on plain http, where many halls run; there the one window of a screen is taken at its word.
  if (!navigator.locks) held();
  else navigator.locks.request("luot-voice", () => new Promise(() => held()));
}

/** Whether a request came to an end: answered, or refused for good. Silence and a server in trouble are no end. */
async function settled(request) {
  try {
    await request();
    return true;
  } catch (error) {
    return !(error instanceof Offline) && error.status < 500 && error.status !== 429;
  }
}
