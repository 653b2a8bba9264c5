"""Habits of the modules: who may know whom. Imports go one way, so a change stays in its room."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings.load import ROOT

# What each part of the core may import of ours, and of other people's.
OURS: dict[str, set[str]] = {
    "app.domain": set(),
    "app.clock": set(),
    "app.notices": {"app.clock"},
    "app.settings": set(),
    "app.shared_clock": {"app.clock"},
    "app.data": {"app.domain"},
    "app.store": {"app.domain", "app.clock", "app.settings"},
    "app.services": {"app.domain", "app.store", "app.data", "app.clock"},
    "app.voice": {"app.domain", "app.clock"},
}
THEIRS: dict[str, set[str]] = {
    "app.domain": set(),
    "app.clock": set(),
    "app.notices": set(),
    "app.data": {"tomli_w"},
    "app.store": {"sqlalchemy", "alembic", "psycopg"},
    "app.services": {"sqlalchemy", "argon2"},
    "app.voice": set(),
}
# Each is one way in: they know the core and not each other, and only `app/__init__.py` puts them together.
ENTRANCES = {"app.web", "app.live", "app.cli"}
TOGETHER = {"app/__init__.py"}
# These know only the contract: JSON over HTTP and Socket.IO.
OUTSIDE = {"kiosk", "display", "printer"}
FRAMEWORKS = {"flask", "apiflask", "werkzeug", "flask_login", "limits", "flask_socketio", "socketio", "gevent"}


def imports(path: Path) -> Iterator[str]:
    """Give the modules a file imports, wherever in it they stand; a relative one under its whole name."""
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*stem, *([node.module] if node.module else [])])
            # `from app import cli` names a part; `from app.store import days` already has.
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "app" else [module]


def files(part: str) -> list[Path]:
    """Return the files of a part: a package's, or the one module's."""
    where = ROOT / part.replace(".", "/")
    return sorted(where.rglob("*.py")) if where.is_dir() else [where.with_suffix(".py")]


def part_of(module: str) -> str:
    return ".".join(module.split(".")[: 2 if module.startswith("app.") else 1])


def known(part: str) -> dict[str, str]:
    """Return what a part imports from outside itself, each with a file that does."""
    return {
        part_of(module): str(path.relative_to(ROOT))
        for path in files(part)
        for module in imports(path)
        if part_of(module) != part and part_of(module) not in sys.stdlib_module_names
    }


@pytest.mark.parametrize("part", OURS)
def test_the_core_knows_only_what_lies_below_it(part: str) -> None:
    ours = {name: where for name, where in known(part).items() if name.startswith("app.")}
    assert {name: where for name, where in ours.items() if name not in OURS[part]} == {}


@pytest.mark.parametrize("part", THEIRS)
def test_the_core_rests_on_few_libraries(part: str) -> None:
    theirs = {name: where for name, where in known(part).items() if not name.startswith("app")}
    assert {name: where for name, where in theirs.items() if name not in THEIRS[part]} == {}


@pytest.mark.parametrize("part", ["app.domain", "app.store", "app.services", "app.data"])
def test_the_core_knows_no_web_framework(part: str) -> None:
    assert not known(part).keys() & FRAMEWORKS


@pytest.mark.parametrize("part", sorted(ENTRANCES))
def test_the_ways_in_do_not_know_each_other(part: str) -> None:
    assert {name: where for name, where in known(part).items() if name in ENTRANCES} == {}


def test_only_the_application_puts_the_ways_in_together() -> None:
    others = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "app").rglob("*.py"))
        for module in imports(path)
        if part_of(module) in ENTRANCES
        and part_of(".".join(path.relative_to(ROOT).with_suffix("").parts)) not in ENTRANCES
    }
    assert others == TOGETHER


@pytest.mark.parametrize("part", sorted(OUTSIDE))
def test_what_stands_in_the_hall_knows_only_the_contract(part: str) -> None:
    strangers = {"app", "setup", "tests", *OUTSIDE} - {part}
    reached = {name.split(".")[0]: where for name, where in known(part).items()}
    assert {name: where for name, where in reached.items() if name in strangers} == {}


def test_nothing_that_runs_knows_its_tests() -> None:
    found = {
        str(path.relative_to(ROOT))
        for part in ("app", "setup", *OUTSIDE)
        for path in files(part)
        for module in imports(path)
        if module.split(".")[0] in ("tests", "bench")
    }
    assert found == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import app.web.pages", ["app.web.pages"]),
        ("from app import cli, web", ["app.cli", "app.web"]),
        ("from app.live import start", ["app.live"]),
        ("def f():\n    from flask import g", ["flask"]),
        ("from . import errors", ["app.domain"]),
        ("from ..web import pages", ["app.web"]),
    ],
)
def test_an_import_is_noticed_however_it_is_written(
    tmp_path: Path, source: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    written = tmp_path / "app" / "domain" / "some.py"
    written.parent.mkdir(parents=True)
    written.write_text(source)
    assert list(imports(written)) == found
