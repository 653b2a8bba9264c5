"""A server process that dies at a chosen moment of one request, as by a kill or a power cut: no code of it runs on."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import event

from app.domain.errors import Refusal
from app.services.perform import Request, perform
from app.store.work import Database, Work
from tests.support.hall import Hall

Moment = int | Literal["before the commit"]
# Exit codes of the process.
_DEAD, _UNANSWERED, _REFUSED, _FAULT = 91, 92, 93, 94


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
    # A child must not find connections that are its parent's; SQLite would believe to hold locks it does not have.
    hall.database.engine.dispose()
    child = os.fork()
    if child == 0:
        _live(hall, press, moment)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (_DEAD, _UNANSWERED), f"the process ended otherwise: {code}"
    return code == _DEAD


def _live(hall: Hall, press: Press, moment: Moment) -> None:
    """The life of the child; it never returns."""
    try:
        database = Database(hall.database.engine.url.render_as_string(hide_password=False), hall.clock)
        _count(database, moment)
        press.done(hall, database)
        os._exit(_FAULT)
    except Refusal:
        os._exit(_REFUSED)
    finally:
        os._exit(_FAULT)


def _count(database: Database, moment: Moment) -> None:
    sent = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def before(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == moment:
            os._exit(_DEAD)

    @event.listens_for(database.engine, "commit")
    def commit(_: object) -> None:
        if moment == "before the commit":
            os._exit(_DEAD)

    database.on_commit(lambda *_: os._exit(_UNANSWERED))
