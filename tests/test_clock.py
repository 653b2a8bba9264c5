"""Hall time can be another day and run fast; only one module ever looks at the wall clock."""

import ast
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.clock import Clock, real_now
from app.settings.load import ROOT

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 23, 7, 15, tzinfo=VIETNAM)
REAL = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

READS_THE_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}


def test_without_a_start_hall_time_is_real_time() -> None:
    before, now, after = real_now(), Clock().now(), real_now()
    assert before <= now <= after
    assert now.tzinfo is UTC


def test_a_demonstration_starts_at_its_own_date_and_runs_fast() -> None:
    later = REAL + timedelta(seconds=10)
    clock = Clock(MORNING, REAL, 60.0, read=lambda: later)
    assert clock.now() == MORNING + timedelta(minutes=10)
    assert clock.now().tzinfo is UTC
    assert clock.real(timedelta(minutes=10)) == timedelta(seconds=10)


def test_all_processes_of_a_hall_read_the_same_time() -> None:
    mine = Clock(MORNING, REAL, 12.5)
    other = Clock.from_environment(mine.environment())
    at = REAL + timedelta(hours=3)
    assert mine.at(at) == other.at(at)
    assert Clock.from_environment(Clock().environment()) == Clock()


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"LUOT_CLOCK_FROM": "yesterday"}, "LUOT_CLOCK_FROM"),
        ({"LUOT_CLOCK_FROM": "2026-11-23T07:15"}, "without an offset"),
        ({"LUOT_CLOCK_ORIGIN": "noon"}, "LUOT_CLOCK_ORIGIN"),
        ({"LUOT_CLOCK_SPEED": "fast"}, "LUOT_CLOCK_SPEED"),
        ({"LUOT_CLOCK_SPEED": "-1"}, "speed is above 0"),
        ({"LUOT_CLOCK_SPEED": "nan"}, "speed is above 0"),
    ],
)
def test_a_wrong_clock_is_refused_by_name(variables: dict[str, str], named: str) -> None:
    whole = Clock(MORNING, REAL).environment()
    with pytest.raises(ValueError, match=named):
        Clock.from_environment(whole | variables)


def test_a_start_without_its_shared_origin_is_refused() -> None:
    with pytest.raises(ValueError, match="LUOT_CLOCK_ORIGIN"):
        Clock.from_environment({"LUOT_CLOCK_FROM": MORNING.isoformat()})


def readings(source: str) -> list[int]:
    """The lines of a module that read the wall clock, whatever names it imported the means under."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "datetime")
        for alias in node.names
    }
    modules = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "time"
    }
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            base = node.value
            name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
            name = imported.get(name, ("", "time" if name in modules else name))[1]
            if (name, node.attr) in READS_THE_CLOCK:
                lines.append(node.lineno)
        elif isinstance(node, ast.Name) and imported.get(node.id) in READS_THE_CLOCK:
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as dt\ndt.utcnow()",
        "from datetime import date\ndate.today()",
        "import time as t\nt.time()",
        "from time import time\ntime()",
        "import time\nread = time.time",
    ],
)
def test_reading_the_wall_clock_is_noticed_under_any_name(source: str) -> None:
    assert readings(source) == [2]


def test_only_the_clock_reads_the_wall_clock() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in Path(ROOT, "app").rglob("*.py")
        if path != ROOT / "app" / "clock.py"
        for line in readings(path.read_text(encoding="utf-8"))
    }
    assert found == set()
