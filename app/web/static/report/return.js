/** Going to what is behind a figure and coming back: one stands where one was. Kept for this tab alone. */

const REPORT = "/supervisor/report";
const LAST = "last report";

/** Keep which link of a page was pressed; `place()` is the address of what it shows. */
export function rememberPressed(page, place) {
  page.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link) sessionStorage.setItem(place(), link.getAttribute("href"));
  });
}

/** Put the keyboard on the link that was pressed when this address was left; where none was, nothing happens. */
export function comeBack(page, place) {
  const pressed = sessionStorage.getItem(place());
  if (pressed) [...page.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === pressed)?.focus();
}

/** Keep which report was last looked at; lists lead back to it. */
export function rememberReport(search) {
  sessionStorage.setItem(LAST, search);
}

/** The address of that report; one of these days where there was none. */
export function lastReport({ from, to }) {
  return `${REPORT}${sessionStorage.getItem(LAST) ?? `?${new URLSearchParams({ from, to })}`}`;
}
