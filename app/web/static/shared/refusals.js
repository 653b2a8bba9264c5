/** The two ways a request can fail. Pure: no request is made here. */

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
