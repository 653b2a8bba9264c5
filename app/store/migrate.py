"""Bringing the database to the form this code knows: `python -m app.store.migrate`."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.settings import SettingsError, load
from app.store.engine import open_engine

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


class TooNew(Exception):
    """The database was brought to a form this code does not know."""


def configuration() -> Config:
    """Return Alembic's configuration for this project's migrations."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def upgrade(engine: Engine) -> None:
    """Run every migration the database has not had. Raises TooNew."""
    config = configuration()
    with engine.connect().execution_options(writes=True) as connection:
        current = _current(connection)
        if current != ScriptDirectory.from_config(config).get_current_head():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()


def require_known(engine: Engine) -> None:
    """Refuse a database whose form this code does not know. Raises TooNew."""
    with engine.connect() as connection:
        _current(connection)


def _current(connection: Connection) -> str | None:
    """Return the revision of a database, None before the first. Raises TooNew."""
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if current is not None and current not in known:
        raise TooNew(
            f"the database is at revision {current}, which this code does not know: it is newer than the code. "
            "Start the newer code, or restore a backup made with this one. Nothing was changed."
        )
    return current


def main() -> int:
    """Migrate the database of the settings; one clear line when it cannot be."""
    try:
        upgrade(open_engine(load().database.url))
    except (SettingsError, TooNew, ValueError) as reason:
        print(f"migrate: {reason}", file=sys.stderr)
        return 1
    except SQLAlchemyError as fault:
        print(f"migrate: the database cannot be reached: {str(fault).splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
