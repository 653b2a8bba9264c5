"""The form of the database: models and migrations agree, and a newer database is left alone."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from app.store.engine import open_engine
from app.store.migrate import TooNew, configuration, upgrade
from app.store.models import Base


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_migrations_make_what_the_models_describe(engine: Engine) -> None:
    with engine.connect() as connection:
        settings = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=settings)
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_exactly_one_newest_form() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_a_database_brought_up_to_date_is_left_as_it_is(engine: Engine) -> None:
    assert version(engine) == ScriptDirectory.from_config(configuration()).get_current_head()
    upgrade(engine)
    assert version(engine) == ScriptDirectory.from_config(configuration()).get_current_head()


def test_a_database_newer_than_the_code_is_refused_and_not_touched(engine: Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_from_tomorrow'")
        connection.exec_driver_sql("CREATE TABLE from_tomorrow (id INTEGER)")
        connection.commit()
    tables = set(inspect(engine).get_table_names())
    with pytest.raises(TooNew, match="9999_from_tomorrow"):
        upgrade(engine)
    assert version(engine) == "9999_from_tomorrow"
    assert set(inspect(engine).get_table_names()) == tables
