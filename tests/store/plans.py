"""How a database would answer a query."""

from sqlalchemy import Executable

from app.store.work import Hall as Look


def plan(look: Look, statement: Executable) -> str:
    """Return how the database would answer a query whose values are given."""
    query = statement.compile(look.connection, compile_kwargs={"literal_binds": True})  # type: ignore[attr-defined]
    explain = "EXPLAIN QUERY PLAN" if look.connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = look.connection.exec_driver_sql(f"{explain} {query}".replace("%", "%%"))
    return "\n".join(str(row[-1]) for row in rows)
