"""A server process that dies at a chosen moment of one request, as by a kill or a power cut: no code of it runs on."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from sqlalchemy import event

from app.domain.errors import Refusal
from app.services.perform import Request, perform
from app.store.database import Database
from app.store.work import Work
from tests.support.hall import Hall

Moment = int | Literal["before the commit"]


class End(IntEnum):
    """How the process ended, as its exit code."""

    DEAD = 91
    UNANSWERED = 92
    REFUSED = 93
    IDLE = 94
    FAULT = 95


@dataclass(frozen=True)
class Press:
    """A request somebody makes, under a key that it may be repeated with."""

    by: str
    act: Callable[[Work], object]
    key: str = "the-press-that-got-no-answer"

    def done(self, hall: Hall, database: Database | None = None) -> dict[str, Any]:
        """Do it, or get the first answer once more."""
        request = Request(hall.actor(self.by), self.key, "a press")
        return perform(database or hall.database, hall.centre_id, request, self._answered)

    def _answered(self, work: Work) -> dict[str, Any]:
        self.act(work)
        return {"revision": work.revision}


def dies(hall: Hall, press: Press, moment: Moment) -> bool:
    """Have a process of its own take the press and die before its n-th statement, or before the commit.

    A press that has fewer statements is done, and its process dies before it can answer: False.
    """
    end = in_a_process(hall.database, moment, lambda: press.done(hall))
    assert end in (End.DEAD, End.UNANSWERED), f"the process ended otherwise: {end.name}"
    return end is End.DEAD


def in_a_process(database: Database, moment: Moment, do: Callable[[], object]) -> End:
    """Have a process of its own do something with a database, and die before its n-th statement or before the commit.

    UNANSWERED: it had fewer statements, and died when it had committed. REFUSED: it was refused before that. IDLE:
    it ended with nothing to commit.
    """
    # A child must not find connections that are its parent's; SQLite would believe to hold locks it does not have.
    database.engine.dispose()
    child = os.fork()
    if child == 0:
        _live(database, moment, do)
    _, status = os.waitpid(child, 0)
    return End(os.waitstatus_to_exitcode(status))


def _live(database: Database, moment: Moment, do: Callable[[], object]) -> None:
    """The life of the child; it never returns."""
    try:
        _count(database, moment)
        do()
        os._exit(End.IDLE)
    except Refusal:
        os._exit(End.REFUSED)
    finally:
        os._exit(End.FAULT)


def _count(database: Database, moment: Moment) -> None:
    sent = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def before(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == moment:
            os._exit(End.DEAD)

    @event.listens_for(database.engine, "commit")
    def commit(_: object) -> None:
        if moment == "before the commit":
            os._exit(End.DEAD)

    database.on_commit(lambda *_: os._exit(End.UNANSWERED))
