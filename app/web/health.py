"""Whether the server works."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app import notices
from app.clock import monotonic
from app.context import here
from app.domain.errors import DatabaseGone
from app.services.views import moment
from app.store.models import Centre
from app.web.permissions import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response | tuple[Response, int]:
    """200 while the database answers and takes in what is new; 503 with the reason when it does not."""
    context, begun = here(), monotonic()
    try:
        _require_database()
    except (DatabaseGone, SQLAlchemyError) as fault:
        return jsonify({"status": "database_gone", "reason": str(fault).splitlines()[0]}), 503
    if context.database.unwritable is not None:
        return jsonify({"status": "cannot_write", "reason": context.database.unwritable}), 503
    told: dict[str, Any] = {
        "status": "ok",
        "database": context.database.engine.dialect.name,
        "database_ms": round((monotonic() - begun) * 1000, 1),
        "voice": context.voice.state(),
        "redis": "not used",
        "screens": "at once",
    }
    if context.settings.redis.url:
        told["redis"] = "works"
    if context.settings.redis.url and notices.between.gone_since is not None:
        # The hall goes on: each worker looks once a second whether others have changed something.
        told |= {"redis": "gone", "redis_gone_since": moment(notices.between.gone_since), "screens": "each second"}
    return jsonify(told)


def _require_database() -> None:
    """Ask the database something real. Raises DatabaseGone or SQLAlchemyError.

    SQLite would answer from a file that somebody has deleted, or make an empty one in its place.
    """
    database = here().database
    if database.sqlite and not Path(str(database.engine.url.database)).exists():
        raise DatabaseGone()
    with database.read() as connection:
        connection.execute(select(Centre.id).limit(1)).all()
