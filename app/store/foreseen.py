"""Questions that are known before anybody asks them, and are asked on PostgreSQL in one message with the first.

A screen's snapshot asks the same at every revision of a centre; a press with a key always asks whether it was answered
before. What is foreseen wrongly is only asked for nothing: an answer is given to the very question it belongs to.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from sqlalchemy import Connection

from app.store.kept import LISTED, Kept
from app.store.running import together
from app.store.types import AnyRow

Question = tuple[Kept, dict[str, Any]]
# A question as answers are found by.
_Key = tuple[Kept, *tuple[Any, ...]]


class Moved(Exception):
    """The centre has come to another revision since its look began, and more was asked than was foreseen."""


class Foreseen:
    """The answers that are there already, and what is asked, where somebody wants to know."""

    def __init__(self, *, listening: bool = False) -> None:
        # What could have been answered at the beginning.
        self.asked: list[Question] = []
        self._listening = listening
        self._answers: dict[_Key, list[AnyRow]] = {}
        # Sees to it that what is asked now is of the same revision, where the transaction of the answers is over.
        self.again: Callable[[], None] | None = None

    def know(self, question: Question, rows: list[AnyRow]) -> None:
        """Keep an answer for when it is asked for."""
        self._answers[_key(*question)] = rows

    def ask(self, statement: Kept, values: dict[str, Any]) -> list[AnyRow] | None:
        """Take note of a question; return its answer if it is known."""
        if self._listening:
            self.asked.append((statement, values))
        return self._answers.get(_key(statement, values)) if self._answers else None

    def go_on(self) -> None:
        """Have whatever is asked from now on answered from the revision that the answers are of. Raises Moved."""
        again, self.again = self.again, None
        if again is not None:
            again()

    def take(self, question: Question) -> list[AnyRow] | None:
        """Return an answer that holds once, if it is known."""
        return self._answers.pop(_key(*question), None)

    def written(self, table: Any) -> None:
        """Take note that something is written to a table: forget what may be about it."""
        self._answers = {key: rows for key, rows in self._answers.items() if table not in key[0].tables}


class Unasked(Exception):
    """Something would have to be asked."""


class Rehearsed(Foreseen):
    """Has no answers, and nobody to ask: what is read from it is remembered already, or Unasked is raised."""

    def ask(self, statement: Kept, values: dict[str, Any]) -> list[AnyRow] | None:
        raise Unasked()

    def go_on(self) -> None:
        raise Unasked()


class Habit:
    """What is asked each time: what was asked twice in a row, word for word. Moments differ, and are none of it."""

    def __init__(self) -> None:
        self.usual: list[Question] = []
        self._last: frozenset[Hashable] = frozenset()

    def learn(self, asked: Sequence[Question]) -> None:
        """Take note of what was asked now."""
        known = {_key(*question): question for question in asked if _is_short(question)}
        self.usual = [question for key, question in known.items() if key in self._last]
        self._last = frozenset(known)


def _is_short(question: Question) -> bool:
    """Long lists have no form of a statement to themselves."""
    return all(not isinstance(value, list | tuple) or len(value) <= LISTED for value in question[1].values())


def ask_together(connection: Connection, questions: Sequence[Question], *, ending: bool = False) -> list[list[AnyRow]]:
    """Ask PostgreSQL several questions in one message, with `ending` in a transaction that is over by then; return the
    rows of each.
    """
    written = [statement.written(connection, values) for statement, values in questions]
    assert None not in written, "what is foreseen has no long lists"
    answers = together(connection, [each for each in written if each is not None], ending=ending)
    return [statement.rows(connection, answer) for (statement, _), answer in zip(questions, answers, strict=True)]


def _key(statement: Kept, values: dict[str, Any]) -> _Key:
    return (statement, *((name, tuple(v) if isinstance(v, list) else v) for name, v in values.items()))
