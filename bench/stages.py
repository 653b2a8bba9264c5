"""Where a call's time goes between the press and the eye: `python -m bench.stages`.

The same pages and the same way of measuring as `bench.latency`, with a mark at each stage: the request sent, the answer
received, the display's frame received, the number presented (Chromium's own presentation time of that text, Element
Timing), and the display's own mark (two animation frames after drawing; where the processor paints, that can be before
the paint is seen).
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page
from tqdm import tqdm

from bench.latency import BETWEEN_CALLS_MS, EPOCH, WATCH_PAINT, chromium, open_page, serve
from tests.support.ending import put_away_when_told
from tests.support.server import Server, running

STAGES = ("request sent", "answered", "frame at the display", "number presented", "display's own mark")

_HOOKS = """{
    const now = () => EPOCH;
    const marks = (window.marks = { frame: 0, shown: 0 });
    const { fetch } = window;
    window.fetch = (path, ...rest) => {
        if (!String(path).endsWith("/next")) return fetch(path, ...rest);
        marks.sent = now();
        return fetch(path, ...rest).finally(() => { marks.answered = now(); });
    };
    // Pings and greetings are shorter than any snapshot.
    const heard = ({ data }) => { if (data.length > 200 && !marks.frame) marks.frame = now(); };
    window.WebSocket = class extends WebSocket {
        constructor(...given) { super(...given); this.addEventListener("message", heard); }
    };
    addEventListener("keydown", () => { marks.pressed = now(); }, true);
    addEventListener("DOMContentLoaded", () => {
        const shown = () => { marks.shown = now(); };
        new MutationObserver(shown).observe(document.documentElement, { attributeFilter: ["data-shown"] });
    });
}""".replace("EPOCH", EPOCH)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=30)
    parser.add_argument("--waiting", type=int, default=100, help="people who wait before the first call")
    asked = parser.parse_args()
    put_away_when_told()
    folder = Path(tempfile.mkdtemp(prefix="luot-bench-"))
    try:
        with running(folder / "var") as server, chromium() as browser:
            _fill(server, asked.waiting)
            rows = measure(browser, server, asked.calls)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{'from the press, ms':<24}{'p50':>8}{'p95':>8}{'max':>8}")
    for name, values in zip(STAGES, zip(*rows, strict=True), strict=True):
        cut = statistics.quantiles(values, n=20, method="inclusive")
        print(f"{name:<24}{cut[9]:>8.1f}{cut[18]:>8.1f}{max(values):>8.1f}")


def measure(browser: Browser, server: Server, count: int) -> list[list[float]]:
    """Return milliseconds from the press to each of STAGES, for `count` calls."""
    display, counter = (open_page(browser, server, name, init=WATCH_PAINT + _HOOKS) for name in ("display", "counter"))
    found = []
    for _ in tqdm(range(count), unit="call"):
        counter.get_by_role("button", name="Gọi số tiếp theo").wait_for()
        before = display.evaluate("(marks.frame = marks.shown = 0, presented)")
        counter.keyboard.press("Enter")
        display.wait_for_function("before => marks.shown && presented > before", arg=before)
        found.append(_one(counter, display))
        serve(counter)
        counter.wait_for_timeout(BETWEEN_CALLS_MS)
    return found


def _one(counter: Page, display: Page) -> list[float]:
    there, here = counter.evaluate("marks"), display.evaluate("({ ...marks, presented })")
    moments = (there["sent"], there["answered"], here["frame"], here["presented"], here["shown"])
    return [moment - there["pressed"] for moment in moments]


def _fill(server: Server, count: int) -> None:
    kiosk = server.command("device", "add", "--kind", "kiosk", "--centre", "phuong-mau", "--name", "Máy đo")
    for _ in range(count):
        server.ask(kiosk, "/api/v1/centres/phuong-mau/tickets", {"field": "H"})


if __name__ == "__main__":
    main()
