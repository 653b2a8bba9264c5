"""A request somebody makes in the hall, and its refusal."""

from dataclasses import dataclass, field
from typing import Any

# A ticket for people: the day of its number, the letter and the count.
Number = tuple[str, str, int]


@dataclass(frozen=True)
class Asked:
    """`by` asks for `what`, about a ticket (its number), a counter (its number) or a field (its letter)."""

    by: str
    what: str
    about: Any = None
    said: dict[str, Any] = field(default_factory=dict)
    key: str = ""

    def __str__(self) -> str:
        about = (
            "" if self.about is None else f" {self.about if not isinstance(self.about, tuple) else told(self.about)}"
        )
        said = "".join(f" {name}={value}" for name, value in self.said.items())
        return f"{self.by}: {self.what} {about}{said}"


def told(number: Number) -> str:
    """Return a number as the trace tells it: "A012/23" is that of the 23rd."""
    return f"{number[1]}{number[2]:03d}/{number[0][-2:]}"


class Refused(Exception):
    """A no, with every reason there is for it; whoever refuses may name any one of them."""

    def __init__(self, reasons: set[str]) -> None:
        super().__init__(", ".join(sorted(reasons)))
        self.reasons = reasons


def require(*reasons: set[str]) -> None:
    """Refuse if there is any reason to."""
    together = set().union(*reasons)
    if together:
        raise Refused(together)


def reason(applies: bool, code: str) -> set[str]:
    """Return one reason if it applies."""
    return {code} if applies else set()
