/** The strip of devices: those in order told together, each of the others by itself. Pure. */
import { clockTime } from "../shared/format.js";

const NAMED = 2;

/** `[{id, state, text}]`: devices of one name but for the number stand together, those in order first. */
export function deviceStrip(devices, zone) {
  const stems = [...new Set(devices.map((device) => stem(device.name)))];
  return stems.flatMap((name) =>
    ofName(
      name,
      devices.filter((device) => stem(device.name) === name),
      zone,
    ),
  );
}

/** "Máy lấy số" of "Máy lấy số 3". */
const stem = (name) => name.replace(/\s+\S*\d$/, "");

function ofName(name, devices, zone) {
  const fine = devices.filter((device) => device.state === "ok");
  const rest = devices.filter((device) => device.state !== "ok");
  const together = fine.length ? [{ id: name, state: "ok", text: inOrder(name, fine, devices.length) }] : [];
  return [...together, ...rest.map((device) => ({ id: device.id, state: device.state, text: trouble(device, zone) }))];
}

/** "Máy lấy số 1, 2"; from three on "Bảng hiển thị tại quầy 20/20". */
function inOrder(name, fine, all) {
  if (fine.length > NAMED) return `${name} ${fine.length}/${all}`;
  return [fine[0].name, ...fine.slice(1).map((device) => device.name.slice(name.length).trim())].join(", ");
}

function trouble({ name, state, detail, since }, zone) {
  if (state === "lost") return since ? `${name}: mất kết nối từ ${clockTime(since, zone)}` : `${name}: chưa kết nối`;
  return detail ? `${name}: ${detail}` : name;
}
