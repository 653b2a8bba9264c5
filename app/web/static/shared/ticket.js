/** What staff pages say of any ticket: its state in words, its wait, its number as slips show it. Pure. */

export const STATES = {
  waiting: { word: "Đang chờ", icon: "hourglass" },
  called: { word: "Đã gọi", icon: "megaphone" },
  serving: { word: "Đang phục vụ", icon: "user-round-check" },
  held: { word: "Tạm chờ", icon: "circle-pause" },
  done: { word: "Đã phục vụ", icon: "circle-check" },
  no_show: { word: "Vắng mặt", icon: "user-round-x" },
  cancelled: { word: "Đã hủy", icon: "ban" },
  expired: { word: "Hết giờ", icon: "clock-alert" },
};

/** The wait of the latest turn in ms; of one that is not over, as it stands at `now`. */
export function waitOf(ticket, turn, now) {
  if (turn?.wait_ms != null) return turn.wait_ms;
  const arrived = Date.parse(turn?.arrived_at ?? ticket.arrived_at);
  const ends = turn?.called_at ?? turn?.ended_at;
  return (ends ? Date.parse(ends) : now) - arrived;
}

/** The number as slips show it: "h 042" → "H042". */
export function tidied(number) {
  return number.replace(/[\s.-]+/g, "").toUpperCase();
}
