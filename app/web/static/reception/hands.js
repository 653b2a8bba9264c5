/** What finger, mouse and keyboard may press on the page, as the functions the view binds. */

/** @param {import("./desk.js").Desk} desk @param {{toggle: Function, print: Function}} around */
export function handsOf(desk, around) {
  const { giving, finding } = desk;
  const hands = {
    // Which of the two keys is being sent: true with priority.
    takes: false,
    search: (query) => giving.search(query),
    pickFirst: () => pickFirst(desk),
    pick: (row) => giving.pick(row),
    choose: (id) => giving.choose(id),
    assist: () => giving.toggleAssist(),
    take: (priority) => {
      if (!desk.presses.of("take").busy) hands.takes = priority;
      return giving.take(priority);
    },
    typeNumber: (typed) => finding.type(typed),
    ask: () => finding.ask(),
    clearFound: () => finding.clear(),
    open: (id) => {
      desk.openDrawer(false);
      desk.show("find");
      return finding.open(id);
    },
    act: (name) => finding.act(name),
    choosePanel: (part) => finding.choose(part),
    chooseTarget: ({ id, why }) => (why ? desk.say("panel", why) : finding.choose({ field: id })),
    confirm: () => finding.confirm(),
    close: () => finding.close(),
    takeBack: () => finding.takeBack(),
    come: (id) => desk.answerCall(id),
    bringBack: (id) => desk.bringBack(id),
    hold: (name, on) => desk.hold(name, on),
    tab: (name) => desk.show(name),
    drawer: (open) => desk.openDrawer(open),
    menu: around.toggle,
    print: around.print,
  };
  return hands;
}

/** Enter in the search takes the best of what was found. */
function pickFirst(desk) {
  const first = desk.page().give.found?.rows[0];
  if (first) desk.giving.pick(first);
}
