"""A plug-in of pytest: how the checks before it went, just above pytest's own closing line."""

import json
import os
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell the results that ./test handed over."""
    results: dict[str, bool] = json.loads(os.environ.get("LUOT_CHECKS", "{}"))
    if results:
        terminalreporter.section("checks before the tests")
    for name, passed in results.items():
        terminalreporter.write_line(f"{name}: {'passed' if passed else 'FAILED'}", green=passed, red=not passed)
