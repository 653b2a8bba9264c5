"""The bare stack that figures are compared with: Flask, one INSERT, a commit, and, where asked for, one emit.

The same libraries on the same database with the same durability as the hall; nothing of what the hall is for.
"""

import os
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, insert

from app.store.engine import open_engine

_PRESSES = Table(
    "bare_presses",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("who", String(64), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
_ADD = insert(_PRESSES)


def prepare(url: str) -> None:
    """Create its table; workers that start together would do so twice."""
    engine = open_engine(url)
    _PRESSES.metadata.create_all(engine)
    engine.dispose()


def make() -> Flask:
    """Return the application, on the database that DATABASE_URL names; REDIS_URL is for several workers that emit."""
    engine = open_engine(os.environ["DATABASE_URL"])
    app = Flask(__name__)
    sockets = SocketIO(app, async_mode="gevent", message_queue=os.environ.get("REDIS_URL") or None)

    def press() -> dict[str, Any]:
        with engine.begin() as connection:
            connection.execute(_ADD, {"who": request.headers.get("Authorization", ""), "at": datetime.now(UTC)})
        return {"done": True}

    @app.post("/press")
    def pressed() -> tuple[dict[str, Any], int]:
        return press(), 201

    @app.post("/call")
    def called() -> tuple[dict[str, Any], int]:
        told = press()
        sockets.emit("snapshot", request.get_json())
        return told, 201

    return app
