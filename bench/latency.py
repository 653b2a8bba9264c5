"""From a clerk's press to the painted number, from a citizen's tap to the slip: `python -m bench.latency`.

Real pages in Chromium against everything ./run runs. A press is timed by the page that feels it, the paint by
Chromium's own presentation time of the number (Element Timing), the slip by the time its picture was written.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from bench.results import Results
from tests.support.ending import put_away_when_told
from tests.support.server import Server, running

# Calls closer together than this share the screen, and a fourth would rightly wait for the first to have stood.
BETWEEN_CALLS_MS = 4200
# Pages take touches closer together than a hand makes them for one.
HAND_MS = 600
EPOCH = "performance.timeOrigin + performance.now()"
SIZES = {
    "kiosk": (1080, 1920),
    "display": (1920, 1080),
    "counter": (1366, 768),
    "phone": (390, 844),
    "reception": (1280, 800),
    "supervisor": (1440, 900),
    "admin": (1366, 768),
}
COUNT, FEW = 100, 4


def pages(results: Results, folder: Path, short: bool) -> None:
    """Measure a hundred slips and a hundred calls."""
    slips, calls = measure(folder, *(2 * [FEW if short else COUNT]))
    results.put_times("slip", slips)
    results.put_times("call.chromium", calls)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=COUNT)
    parser.add_argument("--slips", type=int, default=COUNT)
    asked = parser.parse_args()
    put_away_when_told()
    with tempfile.TemporaryDirectory(prefix="luot-bench-", ignore_cleanup_errors=True) as folder:
        slips, calls = measure(Path(folder), asked.slips, asked.calls)
    print(f"{'':<34}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}   ms")
    print(_row(f"tap to slip, {len(slips)} slips", slips))
    print(_row(f"press to paint, {len(calls)} calls", calls))


def measure(folder: Path, slips: int, calls: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of so many slips, and then of so many calls."""
    with running(folder / "var") as server, chromium() as browser:
        return measure_slips(browser, server, slips), measure_calls(browser, server, calls)


def measure_slips(browser: Browser, server: Server, count: int) -> list[float]:
    """Return milliseconds from the tap on LẤY SỐ to the written slip, for `count` numbers."""
    kiosk = open_page(browser, server, "kiosk")
    kiosk.evaluate(f"addEventListener('click', () => {{ window.tapped = {EPOCH}; }}, true)")
    found = []
    for _ in tqdm(range(count), unit="slip"):
        before = len(server.slips())
        kiosk.get_by_role("button", name="Đất đai, môi trường").click()
        kiosk.wait_for_timeout(HAND_MS)
        kiosk.get_by_role("button", name="LẤY SỐ", exact=True).click()
        tapped = kiosk.evaluate("window.tapped")
        kiosk.get_by_role("button", name="Về màn hình đầu").wait_for()
        kiosk.wait_for_timeout(HAND_MS)
        written = _await_slip(server, before).stat().st_mtime_ns / 1e6
        found.append(written - tapped)
        kiosk.get_by_role("button", name="Về màn hình đầu").click()
        kiosk.wait_for_timeout(HAND_MS)
    kiosk.context.close()
    return found


def measure_calls(browser: Browser, server: Server, count: int) -> list[float]:
    """Return milliseconds from the press of Enter to the painted number, for `count` calls."""
    display, counter = open_page(browser, server, "display", init=WATCH_PAINT), open_page(browser, server, "counter")
    counter.evaluate(f"addEventListener('keydown', () => {{ window.pressed = {EPOCH}; }}, true)")
    found = []
    for _ in tqdm(range(count), unit="call"):
        counter.get_by_role("button", name="Gọi số tiếp theo").wait_for()
        before = display.evaluate("window.presented")
        counter.keyboard.press("Enter")
        pressed = counter.evaluate("window.pressed")
        display.wait_for_function("before => window.presented > before", arg=before)
        found.append(display.evaluate("window.presented") - pressed)
        serve(counter)
        counter.wait_for_timeout(BETWEEN_CALLS_MS)
    return found


# The number carries `elementtiming`: Chromium says when the frame that first held it was presented.
WATCH_PAINT = """{
    window.presented = 0;
    const seen = (list) => {
        for (const { renderTime } of list.getEntries()) window.presented = performance.timeOrigin + renderTime;
    };
    new PerformanceObserver(seen).observe({ type: "element" });
}"""


def serve(counter: Page) -> None:
    """Start the called ticket and finish it without calling another, by keys."""
    counter.get_by_role("button", name="Bắt đầu").wait_for()
    counter.wait_for_timeout(HAND_MS)
    counter.keyboard.press("Enter")
    counter.get_by_text("Thời gian phục vụ").first.wait_for()
    counter.keyboard.press("+")
    counter.get_by_text("Lượt vừa xong").wait_for()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium until the block ends."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


def open_page(
    browser: Browser, server: Server, name: str, *, init: str = "", watch: Callable[[Page], object] = lambda _: None
) -> Page:
    """Return the page of the hub's link `name` at its size; `init` runs in it before the page's own scripts, and
    `watch` has it while it is empty.
    """
    width, height = SIZES[name]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(init)
    origin = {"Sec-Fetch-Site": "same-origin"}
    opened = context.request.post(f"{server.url}/hub/open/{name}", headers=origin, max_redirects=0)
    page = context.new_page()
    watch(page)
    page.goto(f"{server.url}{opened.headers['location']}")
    page.wait_for_load_state("networkidle")
    return page


def _await_slip(server: Server, before: int) -> Path:
    until = time.monotonic() + 20
    while len(server.slips()) == before:
        if time.monotonic() > until:
            raise TimeoutError("no slip came out of the printer")
        time.sleep(0.005)
    return server.slips()[-1]


def _row(name: str, values: list[float]) -> str:
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return f"{name:<34}{cut[49]:>8.0f}{cut[94]:>8.0f}{cut[98]:>8.0f}{max(values):>8.0f}"


if __name__ == "__main__":
    main()
