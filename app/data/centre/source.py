"""The text of a centre file, and the one error that says what is wrong with it and where."""

import re
import tomllib
from pathlib import Path

from app.data.centre import lines


class CentreFileError(ValueError):
    """A centre file that cannot be used.

    `path` is the file, `where` the key as messages spell it ("hall.counters#4.serves.Z", rows count from
    1), `line` its line where known, `message` what is wrong and what would be right.
    """

    def __init__(self, path: str, where: str, message: str, line: int | None = None) -> None:
        self.path, self.where, self.message, self.line = path, where, message, line
        place = [path, f"line {line}" if line else "", where]
        super().__init__(f"{', '.join(filter(None, place))}: {message}")


class Source:
    """A centre file's text and where it came from."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path

    def tables(self) -> dict[str, object]:
        """Return the parsed TOML. Raises CentreFileError with the line of a syntax error."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            message = str(error).replace(place.group(), "").strip() if place else str(error)
            raise CentreFileError(
                self.path, "", f"this is not TOML: {message}", int(place.group(1)) if place else None
            ) from None

    def error(self, at: lines.Path, message: str) -> CentreFileError:
        """Return the error about the key at `at`."""
        return CentreFileError(self.path, _spell(at), message, lines.line_of(self.text, at))


def read_text(path: Path) -> Source:
    """Return the text of a file. Raises CentreFileError when it cannot be read or is not UTF-8."""
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        return Source(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise CentreFileError(str(path), "", "this is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise CentreFileError(str(path), "", f"cannot be read: {error.strerror}") from None


def _spell(at: lines.Path) -> str:
    where = ""
    for part in at:
        where += f"#{part + 1}" if isinstance(part, int) else f".{part}"
    return where.removeprefix(".")
