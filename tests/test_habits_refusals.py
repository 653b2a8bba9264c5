"""Habits of saying no: every refusal has its own name, and is raised with what its sentence needs."""

import ast
import importlib
import pkgutil
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import app
from app.domain.errors import Kind, Refusal
from app.settings.load import ROOT
from app.web.errors import STATUS


def refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Give every refusal there is in `app`, whichever module makes it."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("app."):
            yield child
        yield from refusals(child)


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """A refusal made in a module nobody has imported yet would be missed."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith(("__main__", ".wsgi")):
            importlib.import_module(module.name)


@dataclass(frozen=True)
class Site:
    """A place where a refusal is made, and the names of what it is given; `open`: by ** as well."""

    kind: str
    names: frozenset[str]
    where: str
    open: bool


def sites() -> list[Site]:
    """Return every place of `app` that makes a refusal."""
    names = {kind.__name__ for kind in refusals()}
    found = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in names:
                given = frozenset(word.arg for word in node.keywords if word.arg)
                unnamed = any(word.arg is None for word in node.keywords)
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                found.append(Site(_called(node), given, where, unnamed))
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def needed(kind: type[Refusal]) -> set[str]:
    """Return the names a refusal's sentences are made with, in either language."""
    return {name for text in (kind.vi, kind.en) for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_refusal_has_a_name_of_its_own() -> None:
    codes = [kind.code for kind in refusals()]
    assert len(codes) > 35
    assert sorted(codes) == sorted(set(codes))
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


def test_every_kind_of_refusal_has_its_status() -> None:
    assert set(STATUS) == set(Kind)


def test_every_refusal_is_made_with_what_its_sentences_need() -> None:
    kinds = {kind.__name__: kind for kind in refusals()}
    found = sites()
    assert len(found) > 60
    missing = {site.where: needed(kinds[site.kind]) - site.names for site in found if not site.open}
    assert {where: names for where, names in missing.items() if names} == {}


def test_every_refusal_speaks_both_languages_with_what_it_is_made_with() -> None:
    kinds = {kind.__name__: kind for kind in refusals()}
    for site in sites():
        # Any word will do but for a state, which is looked up.
        data: dict[str, Any] = dict.fromkeys(site.names, "waiting")
        said = [kinds[site.kind](**data).message(language) for language in ("vi", "en")]
        assert all(sentence and "{" not in sentence for sentence in said), site.where
        assert said[0] != said[1], site.where


def test_a_refusal_handed_on_to_be_raised_elsewhere_needs_nothing() -> None:
    """`ids.parse(text, UnknownTicket)` makes it without a word."""
    kinds = {kind.__name__: kind for kind in refusals()}
    handed = {
        node.id
        for path in (ROOT / "app").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for node in call.args
        if isinstance(node, ast.Name) and node.id in kinds
    }
    assert handed
    assert {name: needed(kinds[name]) for name in handed if needed(kinds[name])} == {}


def test_every_refusal_is_made_somewhere() -> None:
    """One that nothing makes is a rule that no longer holds, or never did."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in _but_errors())
    unused = {kind.__name__ for kind in refusals() if not kind.__subclasses__() and f"{kind.__name__}(" not in text}
    handed = {name for name in unused if f", {name})" in text or f"{name}.code" in text}
    assert unused - handed == set()


def _but_errors() -> Iterator[Path]:
    return (path for path in (ROOT / "app").rglob("*.py") if path.parent != ROOT / "app" / "domain" / "errors")
