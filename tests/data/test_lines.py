"""Finding the line of a key in TOML, whatever strings, comments and brackets stand before it."""

import tomllib
from collections.abc import Iterator

import pytest

from app.data.centre.lines import Path, all_lines, line_of
from app.data.centre_file import SAMPLE

TEXT = '''\
# [not.a.table] nor = "a key"
title = "a # that is no comment, a ] and a \\" too"
long = """
[still.text]
still = 1 ""quoted"""
raw = \'\'\'
"[x]"\'\'\'

[a]          # a table
end = 0
b.c = 1.5
"d e" = { f = [1, 2], g = "}" }
rows = [
  {n = 1}, {n = 2},   # two on one line
  {n = 3, m = [
    { deep = true } ]},
]
when = 2026-01-01T07:30:00+07:00
[[list]]
x = 1
[list.sub]
y = 1
[[list]]
x = 2
[list.sub]
y = 2
[[list.inner]]
z = 1
[[list.inner]]
z = 2
'''


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        (("title",), "title ="),
        (("long",), "long ="),
        (("raw",), "raw ="),
        (("a",), "[a]"),
        (("a", "end"), "end = 0"),
        (("a", "b", "c"), "b.c"),
        (("a", "d e"), '"d e"'),
        (("a", "d e", "f", 1), '"d e"'),
        (("a", "d e", "g"), '"d e"'),
        (("a", "rows"), "rows ="),
        (("a", "rows", 1, "n"), "{n = 1}, {n = 2}"),
        (("a", "rows", 2), "{n = 3"),
        (("a", "rows", 2, "m", 0, "deep"), "{ deep"),
        (("a", "when"), "when"),
        (("list", 0, "x"), "x = 1"),
        (("list", 0, "sub", "y"), "y = 1"),
        (("list", 1), "[[list]]\nx = 2"),
        (("list", 1, "sub"), "[list.sub]\ny = 2"),
        (("list", 1, "inner", 0, "z"), "z = 1"),
        (("list", 1, "inner", 1, "z"), "z = 2"),
    ],
)
def test_a_key_is_found_on_its_line(path, sign):
    assert line_of(TEXT, path) == TEXT[: TEXT.index(sign)].count("\n") + 1


def test_a_key_that_is_missing_is_told_by_the_table_it_belongs_to():
    assert line_of(TEXT, ("list", 1, "missing")) == line_of(TEXT, ("list", 1))


def test_what_lies_in_no_table_has_no_line():
    assert line_of(TEXT, ("nowhere", "at all")) is None
    assert line_of("", ()) is None


def test_every_key_of_the_sample_centre_is_found_on_a_line_that_has_it():
    text = SAMPLE.read_text(encoding="utf-8")
    lines, places = text.splitlines(), all_lines(text)
    paths = list(_keys(tomllib.loads(text)))
    assert len(paths) > 300
    assert [path for path in paths if str(path[-1]) not in lines[places[path] - 1]] == []


def _keys(value: object, at: Path = ()) -> Iterator[Path]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        if isinstance(key, str):
            yield (*at, key)
        yield from _keys(inner, (*at, key))
