"""Requests already answered: the same key from the same actor gets the first answer again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from app.domain.errors import KeyReused
from app.domain.roles import Actor
from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import IdempotencyKey
from app.store.work import Work

KEPT = timedelta(hours=48)
_ANSWERED = Kept(
    select(IdempotencyKey.fingerprint, IdempotencyKey.result).where(
        IdempotencyKey.actor == bindparam("actor"), IdempotencyKey.key == bindparam("key")
    )
)
_REMEMBER = Kept(insert(IdempotencyKey))


def question(actor: Actor, key: str) -> Question:
    """Return the question whether somebody's key was answered, which can be asked before its change begins."""
    return _ANSWERED, {"actor": actor.key, "key": key}


def answered(work: Work, key: str, fingerprint: str) -> dict[str, Any] | None:
    """Return the first answer to this request, or None. Raises KeyReused when the key was another request's."""
    statement, values = question(work.actor, key)
    row = work.one(statement, **values)
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise KeyReused(key=key)
    return dict(row.result)


def remember(work: Work, key: str, fingerprint: str, result: dict[str, Any], real_now: datetime) -> None:
    """Keep an answer in the same transaction as what it tells of."""
    values = {"actor": work.actor.key, "key": key, "fingerprint": fingerprint, "result": result}
    work.later(_REMEMBER, **values, created_at=real_now)


def forget(connection: Connection, real_now: datetime) -> None:
    """Drop the answers nobody will ask for again."""
    connection.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < real_now - KEPT))
