"""Ids that PostgreSQL gives out before their rows are written, so that what refers to them need not wait.

They are asked for with the centre's lock, so that in a centre they follow each other as its changes do. One that is not
used is never given again. SQLite numbers a row as it is written.
"""

from typing import Any

from sqlalchemy import func, literal_column, select

from app.store.foreseen import Question
from app.store.kept import Kept
from app.store.models import PrintJob, Ticket
from app.store.work import Work

_NEXT = {
    model: Kept(select(func.nextval(literal_column(f"'{model.__tablename__}_id_seq'")).label("id")))
    for model in (Ticket, PrintJob)
}


def question(model: type[Any]) -> Question:
    """Return the question for an id, which can be asked before its change begins."""
    return _NEXT[model], {}


def take(work: Work, model: type[Any]) -> int | None:
    """Return the id that was asked for, once; None where none was."""
    rows = work.foreseen.take(question(model))
    return int(rows[0].id) if rows else None
