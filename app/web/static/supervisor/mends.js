/** What a supervisor may say of the ticket at a counter when its clerk does not: of a call that was left, say. Pure. */

const OF_STATE = {
  called: [
    ["put-back", "Trả về hàng chờ", "mời lại sau ít lượt nữa"],
    ["no-show", "Ghi vắng mặt", "trong ngày vẫn quay lại được"],
  ],
  serving: [["finish", "Ghi là Xong", "quầy được trống, vẫn mở"]],
};

/** `[{verb, label, effect}]`: the request of the contract, the press, and what it does in words. */
export function mends({ ticket }) {
  return (ticket ? OF_STATE[ticket.state] : []).map(([verb, label, effect]) => ({ verb, label, effect }));
}
