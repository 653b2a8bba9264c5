"""What a driver is told and what it tells. A hall on SQLite need not carry PostgreSQL's library for these words."""

from dataclasses import dataclass
from typing import Any

# A statement and its values, as the driver takes them: with PostgreSQL's own places ($1) or SQLite's.
Written = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back of a statement: its rows, PostgreSQL's types of their columns, and how many it was about."""

    rows: list[tuple[Any, ...]]
    types: list[int]
    rowcount: int


class Fault(Exception):
    """PostgreSQL's fault, and which of the statements it is about; all of them are undone."""

    def __init__(self, fault: Exception, at: int) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.at = at
