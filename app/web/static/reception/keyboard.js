/**
 * The desk by keyboard alone: a letter chooses its field, digits go to the box for numbers, "/" to the search, Escape one step
 * back. In a box, keys type. Pure but for the focus it moves.
 */

/** The field a key chooses, or null. */
export function fieldOf(key, fields) {
  return fields.find(({ prefix }) => prefix !== "" && prefix === key.toUpperCase()) ?? null;
}

/** What Escape leaves: the innermost thing that is open. */
export function leave(desk) {
  if (desk.finding.panel) return desk.finding.close();
  if (desk.drawer) return desk.openDrawer(false);
  if (desk.giving.query) return desk.giving.search("");
  return desk.giving.clear();
}

/** One key pressed anywhere on the page. `root` is where the page is drawn. */
export function onKey(event, desk, root) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return leave(desk);
  if (event.target.matches("input:not([type=checkbox]), textarea") || desk.finding.panel) return;
  if (event.key === "/") return toBox(event, root, "give-search", "give", desk);
  // The digit itself is typed into the box that has the focus by then.
  if (/^\d$/.test(event.key)) return toNumber(desk, root);
  const field = fieldOf(event.key, desk.snapshot.fields);
  if (!field) return;
  desk.show("give");
  desk.giving.choose(field.id);
  root.querySelector("#take")?.focus();
}

function toBox(event, root, id, tab, desk) {
  event.preventDefault();
  desk.show(tab);
  root.querySelector(`#${id}`)?.focus();
}

function toNumber(desk, root) {
  desk.show("find");
  desk.finding.clear();
  root.querySelector("#find-number")?.focus();
}
