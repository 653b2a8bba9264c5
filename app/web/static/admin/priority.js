/** Priority as the page tells it. Pure. */

/** The classes: `{code, name, active, words}`; `words` say what it is worth, at the commonest wait target. */
export function classes({ classes: listed, fields }) {
  const target = commonest(fields.map((field) => field.wait_target_minutes));
  return listed.map(({ code, name, allowance_minutes: allowance, active }) => ({
    code,
    name: name.vi,
    active,
    words: headStart(target - allowance),
  }));
}

/** "xếp trước 45 phút": how much earlier than taken at the same moment without priority. */
function headStart(minutes) {
  return minutes > 0 ? `xếp như lấy số sớm hơn ${minutes} phút` : "không được xếp sớm hơn";
}

function commonest(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 15;
}
