"""Where in a TOML text each key stands, so that a complaint can name the line.

tomllib tells positions of syntax errors only. This walks a text that tomllib has already accepted, so it need
not judge, only keep count: it knows brackets, strings and comments, and nothing of what values mean.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
  | (?P<sign>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,."'#]+)
    """,
    re.VERBOSE | re.DOTALL,
)
# No token is empty, so this cannot be mistaken for a key.
_END = ""


def line_of(text: str, path: Path) -> int | None:
    """Return the line (from 1) where `path`, or else the nearest table around it, begins, if any."""
    lines = all_lines(text)
    nearest = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[p] for p in nearest if p in lines), None)


def all_lines(text: str) -> dict[Path, int]:
    """Return the line of every table, key and array entry by its path."""
    return _Walk(text).lines


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sign, word and line end with its line; `[` and `[` of `[[` come one by one."""
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield match.group(), line
        line += match.group().count("\n")
    yield _END, line


class _Walk:
    """One pass over a text; `lines` then maps the path of every table, key and array entry to its line."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        self._rows: dict[Path, int] = {}
        self._document()

    @property
    def _next(self) -> str:
        return self._tokens[self._at][0]

    def _take(self) -> str:
        token, self._at = self._next, min(self._at + 1, len(self._tokens) - 1)
        return token

    @property
    def _line(self) -> int:
        return self._tokens[self._at][1]

    def _document(self) -> None:
        prefix: Path = ()
        while self._next != _END:
            if self._next == "\n":
                self._take()
            elif self._next == "[":
                prefix = self._header()
            else:
                self._pair(prefix)

    def _header(self) -> Path:
        line = self._line
        self._take()
        repeated = self._next == "["
        if repeated:
            self._take()
        path: Path = ()
        for key in self._keys("]"):
            # A parent that is a list of tables means the latest of them.
            path = (*self._latest(path), key)
            self.lines.setdefault(path, line)
        if repeated:
            self._rows[path] = self._rows.get(path, -1) + 1
            self._take()
        path = self._latest(path)
        self.lines.setdefault(path, line)
        return path

    def _latest(self, path: Path) -> Path:
        return (*path, self._rows[path]) if path in self._rows else path

    def _keys(self, end: str) -> list[str]:
        """Take a dotted key up to `end`, which is taken too."""
        keys = []
        while (token := self._take()) not in (end, _END):
            if token != ".":
                keys.append(token[1:-1] if token[0] in "\"'" else token)
        return keys

    def _pair(self, prefix: Path) -> None:
        line = self._line
        path = prefix + tuple(self._keys("="))
        self.lines.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._next == "[":
            self._array(path)
        elif self._next == "{":
            self._inline_table(path)
        else:
            while self._next not in ("\n", ",", "]", "}", _END):
                self._take()

    def _array(self, path: Path) -> None:
        index = 0
        self._take()
        while self._next not in ("]", _END):
            if self._next == ",":
                index += 1
                self._take()
            elif self._next == "\n":
                self._take()
            else:
                self.lines.setdefault((*path, index), self._line)
                self._value((*path, index))
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._next not in ("}", _END):
            if self._next in (",", "\n"):
                self._take()
            else:
                self._pair(path)
        self._take()
