/**
 * Many links, one stop of the Tab key: inside `data-rove` the arrow keys go from one to the next, up and
 * down between the rows of a table, Home and End to the ends of a row.
 */

/** Let the arrow keys work inside a page. */
export function rove(page) {
  page.addEventListener("keydown", (event) => {
    const [rows, at] = placed(event.target);
    const next = at && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && step(rows, at, event.key);
    if (!next) return;
    event.preventDefault();
    rows[next[0]][next[1]].focus();
  });
  page.addEventListener("focusin", ({ target }) => {
    const area = target.closest("[data-rove]");
    if (area && target.matches("a")) keep(area, target);
  });
}

/** After drawing: each area keeps the stop it has, or gets its first link for one. */
export function settle(page) {
  for (const area of page.querySelectorAll("[data-rove]")) {
    const stop = area.querySelector('a[tabindex="0"]') ?? area.querySelector("a");
    if (stop) keep(area, stop);
  }
}

function keep(area, stop) {
  for (const link of area.querySelectorAll("a")) {
    const index = link === stop ? 0 : -1;
    if (link.getAttribute("tabindex") !== String(index)) link.tabIndex = index;
  }
}

/** The rows of links around one of them, each link in its column, and where it is itself. */
function placed(link) {
  const area = link.closest?.("[data-rove]");
  if (!area || !link.matches("a")) return [[], null];
  const rows = area.matches("table") ? [...area.rows].map(cells) : [[...area.children].map(linkOr)];
  const row = rows.findIndex((links) => links.includes(link));
  return [rows, [row, rows[row].indexOf(link)]];
}

const linkOr = (child) => (child.matches("a") ? child : null);
const cells = ({ cells: found }) => [...found].map((cell) => cell.querySelector("a"));

/**
 * Where a key leads from `[row, column]` among `rows` of links and gaps (null); null when it leads
 * nowhere. Pure.
 */
export function step(rows, [row, column], key) {
  if (key === "ArrowRight") return along(rows[row], row, column + 1, 1);
  if (key === "ArrowLeft") return along(rows[row], row, column - 1, -1);
  if (key === "Home") return along(rows[row], row, 0, 1);
  if (key === "End") return along(rows[row], row, rows[row].length - 1, -1);
  if (key === "ArrowDown") return across(rows, row + 1, column, 1);
  if (key === "ArrowUp") return across(rows, row - 1, column, -1);
  return null;
}

function along(links, row, from, way) {
  for (let column = from; column >= 0 && column < links.length; column += way) if (links[column]) return [row, column];
  return null;
}

function across(rows, from, column, way) {
  for (let row = from; row >= 0 && row < rows.length; row += way) if (rows[row][column]) return [row, column];
  return null;
}
