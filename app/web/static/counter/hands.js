/** What a mouse or finger may press on the page, as the functions the view binds. */
import { callOut, findNumber } from "./out-of-order.js";

// A pointer that has not moved for this long is lying there, not reading the list.
const RESTING_MS = 4000;

/**
 * @param {() => object} at gives the desk @param {{toggle: Function, change: Function, mini: Function}} around the page's own doings
 * @param {Function} after called when a press is done with, to give the keyboard back
 */
export function deskHands(at, around, after) {
  let over = -Infinity;
  const pressed = (what, press) => {
    if (at().counts(what)) press();
    after();
  };
  return {
    main: () => pressed("enter", () => at().main()),
    key: (name) => pressed(name, () => at().key(name)),
    resume: (ticket) => pressed(`resume ${ticket}`, () => at().resume(ticket)),
    choose: (item) => pressed(`choice ${item.label ?? item.number}`, () => at().choose(item)),
    open: (panel) => at().open(panel),
    close: () => at().close(),
    nextRow: () => at().nextRow(),
    toggleAuto: () => pressed("auto", () => at().toggleAuto()),
    dossiers: (by, event) => {
      at().count(by);
      // By mouse; whoever came by Tab stays where they are.
      if (event.detail > 0) after();
    },
    outcome: (code, event) => {
      at().conclude(code);
      if (!event.target.matches(":focus-visible")) after();
    },
    chooseRow: (row) => at().open({ ...at().panel, chosen: row, typed: row.number }),
    findNumber: (event) => findNumber(event, at()),
    callOut: (event) => callOut(event, at()),
    menu: around.toggle,
    mini: around.mini,
    change: () => at().mayLeave() && around.change(),
    closeCounter: () => at().leave(),
    signOut: (event) => signOut(event, at()),
    overQueue: () => {
      over = performance.now();
      at().freeze();
    },
    leftQueue: () => at().thaw(),
    letGo: (now) => {
      if (now - over > RESTING_MS) at()?.thaw();
    },
  };
}

/** Signing out leaves no counter open behind: it is closed first, and while a number is there one cannot go. */
async function signOut(event, place) {
  event.preventDefault();
  const form = event.target;
  if (!(await place.leave())) return;
  // The closed counter may already have taken this page, and the form with it, off the screen.
  if (!form.isConnected) document.body.append(form);
  form.submit();
}

/** @param {() => object} at gives the choice of counters */
export function frontHands(at, menu) {
  return {
    choose: (tile) => at().choose(tile),
    agree: () => at().agree(),
    close: () => at().close(),
    back: () => at().back(),
    menu: menu.toggle,
    signOut: (event) => signOut(event, at()),
  };
}
