/** Going to what is behind a figure and coming back: one stands where one was. */

const REPORT = "/supervisor/report";
const KEPT = "report";

/** Keep with this page which of its links was pressed. */
export function rememberPressed(page) {
  page.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link) history.replaceState({ pressed: link.getAttribute("href") }, "");
  });
}

/** Put the keyboard where it was when this page was left; on a page newly come to nothing happens. */
export function comeBack(page) {
  const pressed = history.state?.pressed;
  if (!pressed) return;
  [...page.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === pressed)?.focus();
}

/** Keep in this tab which report was last looked at; lists lead back to it. */
export function rememberReport(search) {
  sessionStorage.setItem(KEPT, search);
}

/** The address of that report; one of these days where there was none. */
export function lastReport({ from, to }) {
  return `${REPORT}${sessionStorage.getItem(KEPT) ?? `?${new URLSearchParams({ from, to })}`}`;
}
