/**
 * The small window as a page: drawn by the counter page that opened it, with that page's desk; opened by its address
 * alone it sits at the clerk's counter itself.
 */
import { sitAt } from "../counter/seat.js";
import { boot } from "../shared/boot.js";
import { Drawn } from "./drawn.js";

const NO_COUNTER = "Ông/bà chưa giữ quầy nào. Xin mở trang Quầy để chọn.";

function openersMini() {
  try {
    return window.opener?.luotMini ?? null;
  } catch {
    // Opened by a page of another site, whose window may not be looked into.
    return null;
  }
}

function alone() {
  let drawn = null;
  let seat = null;
  const mine = () => ["idle", "called", "serving", "paused"].includes(seat?.desk.stands);
  const desk = () => (seat?.desk.snapshot && mine() ? seat.desk : null);
  const changed = () => drawn?.changed();
  if (boot.counter) {
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    seat = sitAt(boot.counter, { changed, wait, taken: changed });
  }
  const tick = () => {
    desk()?.tick(document.hidden);
    changed();
  };
  drawn = new Drawn(window, { desk, tick, away: NO_COUNTER });
}

const driver = openersMini();
if (driver) driver.attach(window);
else alone();
