"""Running statements on the driver of either engine, with SQLAlchemy's transactions, faults and listeners."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.store.answer import Answer, Fault, Written

if TYPE_CHECKING:
    from app.store.driver import Connection as Driver


def run(connection: Connection, text: str, values: Any, *, fetch: bool = False) -> Answer:
    """Run a statement, in a transaction; return what came back, its rows if asked for."""
    _begin(connection)
    told = _heard(connection, text, values)
    return _say(connection, [told])[0] if _is_postgresql(connection) else _execute(connection, *told, fetch=fetch)


def run_each(connection: Connection, text: str, rows: Sequence[Any]) -> None:
    """Run a statement for each of many sets of values, in a transaction."""
    _begin(connection)
    text, rows = _heard(connection, text, rows, many=True)
    if _is_postgresql(connection):
        _say(connection, [(text, values) for values in rows])
    else:
        _execute(connection, text, rows, many=True)


def drive(connection: Connection, text: str) -> None:
    """Run a text on the driver that begins or ends something."""
    _execute(connection, *_heard(connection, text, ()))


def together(connection: Connection, statements: Sequence[Written], *, ending: bool = False) -> list[Answer]:
    """Have PostgreSQL do several statements in one message there and one back; return what came back, in their order.
    With `ending` the transaction is over by then, and what follows begins another.

    What each of them waits for would otherwise be the way there and back: four times what it costs.
    """
    _begin(connection)
    return _say(connection, [_heard(connection, *statement) for statement in statements], ending=ending)


def commit_with(connection: Connection, statements: Sequence[Written]) -> None:
    """Have PostgreSQL do several statements and commit, in one message."""
    driver = _driver(connection)
    driver.leave([_heard(connection, *statement) for statement in statements])
    try:
        connection.commit()
    except DBAPIError as fault:
        # SQLAlchemy knows of no more than a commit.
        fault.statement, fault.params = driver.refused or (None, None)
        raise
    finally:
        # Where it never came to the commit, nothing may be left for whoever has the connection next.
        driver.leave(())


def _begin(connection: Connection) -> None:
    if not connection.in_transaction():
        connection.begin()


def _heard(connection: Connection, text: str, values: Any, *, many: bool = False) -> Written:
    """Let who listens hear of a statement before it is run. Listeners are those of the engine: a connection's own would
    have to be looked for at each statement, and nobody has any.
    """
    for hook in connection.engine.dispatch.before_cursor_execute:
        text, values = hook(connection, None, text, values, None, many)
    return text, values


def _say(connection: Connection, statements: Sequence[Written], *, ending: bool = False) -> list[Answer]:
    try:
        return _driver(connection).say(statements, commit=ending)
    except Fault as told:
        _raise(connection, told.fault, *statements[told.at])
    except connection.dialect.loaded_dbapi.Error as fault:
        _raise(connection, fault, *statements[0])
    raise AssertionError


def _execute(connection: Connection, text: str, values: Any, *, many: bool = False, fetch: bool = False) -> Answer:
    """Run a text by the driver's own way. SQLite reads rows only as they are fetched, so a disk may fail as late as
    that.
    """
    cursor: Any = connection.connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(text, values)
        rows = cursor.fetchall() if fetch else []
    except connection.dialect.loaded_dbapi.Error as fault:
        _raise(connection, fault, text, values, cursor)
    answer = Answer(rows, [column[1] for column in cursor.description or ()], int(cursor.rowcount))
    cursor.close()
    return answer


def _raise(connection: Connection, fault: Exception, text: str, values: Any, cursor: Any = None) -> NoReturn:
    """Raise the driver's fault as SQLAlchemy's."""
    # Not public, and the one place that knows what a fault means for a connection and for those in the pool.
    connection._handle_dbapi_exception(fault, text, values, cursor, None)
    raise fault


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _driver(connection: Connection) -> "Driver":
    driver: Any = connection.connection.dbapi_connection
    return cast("Driver", driver)
