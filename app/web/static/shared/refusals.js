/** What an answer means, and the two ways a request can fail. Pure: no request is made here. */

const GATEWAY_SILENCE = new Set([502, 503, 504]);
const NOT_NOW = 503;

/** The server heard and refused; its reason is in `message`, in the language of the page. */
export class Refusal extends Error {
  /**
   * @param {number} status the HTTP status, 4xx or 5xx
   * @param {{code: string, message: string, data?: object}} error the `error` of the answer
   */
  constructor(status, { code, message, data = {} }) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.data = data;
  }
}

/** No answer came: nobody knows whether the server heard. Pressing again must carry the same key. */
export class Offline extends Error {
  constructor() {
    super("Mất kết nối với máy chủ.");
    this.name = "Offline";
  }
}

/**
 * The server heard and says "not now": its database went away, maybe in the midst of this press, which may have been
 * done all the same. So it counts as no answer, with the server's own words.
 */
export class NotNow extends Offline {
  /** @param {{code: string, message: string}} error the `error` of the answer */
  constructor({ code, message }) {
    super();
    this.code = code;
    this.message = message;
  }
}

/** The JSON of an answer. Throws Refusal, NotNow, or Offline for what a proxy says in the server's place. */
export function understood(status, body) {
  const json = parsed(body);
  if (status < 400 && json !== undefined) return json;
  if (json?.error) throw status === NOT_NOW ? new NotNow(json.error) : new Refusal(status, json.error);
  // A proxy answering for a server that is away is silence too.
  if (status < 400 || GATEWAY_SILENCE.has(status)) throw new Offline();
  throw new Refusal(status, { code: `http_${status}`, message: `Máy chủ từ chối (${status}).` });
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
