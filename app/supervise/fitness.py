"""Whether this machine and its PostgreSQL can serve as asked: said before anything starts, in a line."""

import resource

from app.settings import Settings

# Each screen, phone and counter holds one; a province's busiest centre stays well below.
WANTED_FILES = 65_536
ENOUGH_FILES = 8_192
OWN_FILES = 200
# The oldest that its makers still mended when this was written.
OLDEST_POSTGRES = 14
# Commands, backups and whoever looks by hand come in beside the workers.
SPARE_CONNECTIONS = 3


class Unfit(Exception):
    """What was asked cannot be served here; the message says what to change."""


def raise_file_limit() -> str | None:
    """Allow this process and those it starts as many open connections as the system lets us; return a line when that
    is few.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, WANTED_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    if limit >= ENOUGH_FILES:
        return None
    return f"at most {limit} open files allowed, so about {max(0, limit - OWN_FILES)} screens and phones at once"


def require_postgres(settings: Settings) -> None:
    """Ask PostgreSQL whether it is young enough and lets all workers in. Raises Unfit. One that is away is waited for
    by the workers, so it passes.
    """
    if settings.database.embedded:
        return
    # A hall on SQLite need not wait for what that imports.
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    engine = create_engine(settings.database.url, connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            version, allowed, kept = connection.execute(text(_ASKED)).one()
    except SQLAlchemyError:
        return
    finally:
        engine.dispose()
    _require(settings, int(version) // 10_000, int(allowed) - int(kept))


_ASKED = """
    SELECT current_setting('server_version_num'), current_setting('max_connections'),
           current_setting('superuser_reserved_connections')
"""


def _require(settings: Settings, version: int, allowed: int) -> None:
    if version < OLDEST_POSTGRES:
        raise Unfit(f"PostgreSQL {version} is too old: version {OLDEST_POSTGRES} or newer is needed")
    workers, each = settings.server.workers, settings.database.connections
    needed = workers * each + SPARE_CONNECTIONS
    if needed > allowed:
        raise Unfit(
            f"PostgreSQL lets {allowed} connections in, and {workers} workers with {each} each need {needed}: "
            "raise max_connections there, or lower [database] connections"
        )
