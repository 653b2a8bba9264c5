"""Who asked lately: a change then proves with its lock that it is still so, in place of asking before it.

To ask who somebody is before anything else costs a transaction of its own at every press, and PostgreSQL a message. A
process remembers whom a token showed when it was last asked; the change asks again once it has its lock, on PostgreSQL
in the same message, and does nothing and tells nothing until it is answered the same. A token that has ended, or a role
that was taken, is good for nothing but to have waited in line.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.roles import Actor
from app.store import people
from app.store.foreseen import Question
from app.store.remembered import Remembered
from app.store.work import Work

# The country has some twenty thousand clerks and three thousand kiosks.
REMEMBERED = 65_536


class Unproven(Exception):
    """Whoever asks is not who a token showed lately, or was not asked for; nothing was done."""


@dataclass(slots=True)
class Proof:
    """Whom a token showed lately, and whether it was shown in the change that it still does."""

    digest: str
    actor: Actor
    shown: bool = False

    @property
    def question(self) -> Question:
        return people.asked_of_token(self.digest)

    def show(self, work: Work, real_now: datetime) -> None:
        """See that the token still shows the same, role for role. Raises Unproven."""
        statement, values = self.question
        if people.actor_of_rows(work.all(statement, **values), real_now) != self.actor:
            raise Unproven()
        self.shown = True


class Callers:
    """Whom a process remembers, by the digest of their token."""

    def __init__(self) -> None:
        self._known = Remembered[str, Actor](REMEMBERED)

    def lately(self, digest: str) -> Proof | None:
        actor = self._known.get(digest)
        return None if actor is None else Proof(digest, actor)

    def remember(self, digest: str, actor: Actor) -> None:
        self._known[digest] = actor

    def forget(self, digest: str) -> None:
        self._known.pop(digest, None)
