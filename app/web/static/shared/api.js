/**
 * Requests to the server. A press is one Idempotency-Key: a request that got no answer is sent again
 * with the same key, so whatever the network did, one press is one change.
 */
import { boot } from "./boot.js";
import { patiently } from "./patience.js";
import { Offline, Refusal, understood } from "./refusals.js";

export { Offline, Refusal };

const PATIENCE_MS = 8000;
let language = boot.language ?? "vi";

/** Ask for messages in another language ("vi" or "en") from now on. */
export function speak(next) {
  language = next;
}

/** A fresh key for one press. `crypto.randomUUID` is missing on plain http, where many halls run. */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** GET a path; the JSON of the answer. Throws Refusal or Offline. `forMs`: for how long to try. */
export function get(path, { forMs = PATIENCE_MS } = {}) {
  return request(path, { method: "GET" }, forMs);
}

/**
 * POST a body; the JSON of the answer. Throws Refusal or Offline.
 * @param {string} path
 * @param {object} body
 * @param {{key?: string, forMs?: number}} options `key` when this press was already sent once before;
 *   `forMs`: for how long to try while nobody answers
 */
export function post(path, body = {}, { key = freshKey(), forMs = PATIENCE_MS } = {}) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) }, forMs);
}

function request(path, { headers, ...rest }, forMs) {
  const whole = { ...rest, headers: { ...identity(), ...headers }, credentials: "same-origin", cache: "no-store" };
  return patiently((timeLeft) => attempt(path, whole, timeLeft), {
    forMs,
    now: () => performance.now(),
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
}

function identity() {
  return {
    Accept: "application/json",
    "Accept-Language": language,
    ...(boot.token && { Authorization: `Bearer ${boot.token}` }),
    ...(boot.csrf && { "X-CSRF-Token": boot.csrf }),
  };
}

async function attempt(path, options, timeLeft) {
  let response, body;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(Math.max(timeLeft, 1)) });
    body = await response.text();
  } catch {
    throw new Offline();
  }
  return understood(response.status, body);
}
