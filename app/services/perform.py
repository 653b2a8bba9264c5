"""Doing a use case for a request: once, whatever happens on the way back to whoever asked.

The answer to a request with a key is stored with the change it tells of. A repeat finds it after the lock and gets
it again; a refusal stores nothing, so the same key may be tried again when things have changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.clock import real_now
from app.domain.roles import Actor
from app.services.callers import Proof
from app.store import idempotency
from app.store.database import Database
from app.store.foreseen import Question
from app.store.work import Work

UseCase = Callable[[Work], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: by whom, under which key (None: not repeatable), the mark of its method, path and body, and what
    is still to prove who asks.
    """

    actor: Actor
    key: str | None = None
    fingerprint: str = ""
    proof: Proof | None = None


def perform(
    database: Database,
    centre_id: int,
    request: Request,
    use_case: UseCase,
    *,
    on_repeat: Callable[[], None] = lambda: None,
    foreseen: Sequence[Question] = (),
) -> dict[str, Any]:
    """Run a use case in one change of a centre and return its answer, or the first answer to a repeated request, after
    calling `on_repeat`. `foreseen`: what it will ask.

    Raises KeyReused, Unproven and whatever the use case refuses with.
    """
    try:
        asked = [*_foreseen(request), *foreseen]
        with database.change(centre_id, request.actor, foreseen=asked) as work:
            if request.proof is not None:
                request.proof.show(work, real_now())
            if request.key is not None:
                known = idempotency.answered(work, request.key, request.fingerprint)
                if known is not None:
                    raise _Repeated(known)
            result = use_case(work)
            if request.key is not None:
                idempotency.remember(work, request.key, request.fingerprint, result, real_now())
            return result
    except _Repeated as repeated:
        on_repeat()
        return repeated.result


def _foreseen(request: Request) -> list[Question]:
    keyed = [] if request.key is None else [idempotency.question(request.actor, request.key)]
    return keyed if request.proof is None else [request.proof.question, *keyed]


class NothingDone(Exception):
    """Leaves a change without committing it, and is no refusal: there was nothing to do."""


class _Repeated(Exception):
    """Leaves the change without committing it: a repeat may not even count as a revision."""

    def __init__(self, result: dict[str, Any]) -> None:
        super().__init__("answered before")
        self.result = result
