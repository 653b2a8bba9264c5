"""What one server process works with, made once by `create_app` and found again from any request."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import Flask, current_app

from app import shared_clock
from app.clock import Clock, real_now
from app.services.callers import Callers
from app.services.presence import Roll
from app.services.snapshots.make import World
from app.settings import Settings, secret_key
from app.store.database import Database
from app.voice import Voice


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of a process."""

    settings: Settings
    clock: Clock
    database: Database
    voice: Voice
    secret: str
    muted: bool
    roll: Roll
    listening_since: datetime
    callers: Callers = field(default_factory=Callers)

    def world(self) -> World:
        """Return what a snapshot tells that is not in the database, as of now."""
        return World(
            speed=self.clock.speed,
            muted=self.muted,
            voice=self.voice.state(),
            real_now=real_now(),
            listening_since=self.listening_since,
            clock=self.clock,
        )


def make(settings: Settings) -> Context:
    """Return the parts of a process. Raises SettingsError or ValueError for settings that cannot be used."""
    clock = Clock.from_environment({**shared_clock.read(settings.var_dir), **os.environ})
    database = Database(settings.database.url, clock, pool_size=settings.database.connections)
    return Context(
        settings=settings,
        clock=clock,
        database=database,
        voice=Voice(settings.voice.socket, enabled=settings.voice.enabled),
        secret=secret_key(settings.var_dir),
        muted=os.environ.get("LUOT_VOICE_MUTED") == "1",
        roll=Roll(database),
        listening_since=real_now(),
    )


def install(app: Flask, context: Context) -> None:
    """Keep the context with the application."""
    app.extensions["luot"] = context


def here() -> Context:
    """Return the context of the application that serves this request."""
    return cast(Context, current_app.extensions["luot"])
