"""Whether the server works."""

from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.clock import monotonic
from app.context import here
from app.domain.errors import DatabaseGone
from app.web.permissions import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response | tuple[Response, int]:
    """200 while the database answers; 503 with the reason when it does not."""
    context, begun = here(), monotonic()
    try:
        with context.database.read() as connection:
            connection.execute(text("SELECT 1"))
    except (DatabaseGone, SQLAlchemyError) as fault:
        return jsonify({"status": "database_gone", "reason": type(fault).__name__}), 503
    told: dict[str, Any] = {
        "status": "ok",
        "database": context.database.engine.dialect.name,
        "database_ms": round((monotonic() - begun) * 1000, 1),
        "voice": context.voice.state(),
        "redis": "used" if context.settings.redis.url else "not used",
    }
    return jsonify(told)
