"""Everything a scene may have changed, as rows that are the same whichever order made them.

Ids are told as places, since PostgreSQL gives none back of what was rolled back. What is drawn by lot (the secret of
a ticket's page) or read from the real clock is left out.
"""

from typing import Any

from sqlalchemy import Table, select

from app.store.models import Base
from tests.support.hall import Hall

# No scene writes these; the stage sees to it.
STEADY = {
    "procedures",
    "sectors",
    "field_sectors",
    "priority_classes",
    "opening_hours",
    "holidays",
    "outages",
    "life_signs",
    "planned_services",
    "staff",
    "memberships",
    "tokens",
    "devices",
    "help_calls",
}
CHANGING = [table for table in Base.metadata.sorted_tables if table.name not in STEADY]
_LEFT_OUT = {
    "centres": {"settings"},
    "tickets": {"token"},
    "print_jobs": {"created_at", "due_at", "slip"},
    "idempotency_keys": {"created_at"},
}
# What the log's details name by id.
_IN_DETAILS = {"undoes": "ticket_events", "carried_to": "tickets"}
# The rows of each table by their place in it.
Rows = dict[str, list[dict[str, Any]]]
_ALL = {table: select(table).order_by(*table.primary_key) for table in CHANGING}


def kept(hall: Hall) -> Rows:
    """Return all rows by table."""
    with hall.database.read() as connection:
        found = {table.name: connection.execute(query).mappings().all() for table, query in _ALL.items()}
    places = {
        name: {row["id"]: place for place, row in enumerate(rows, 1)}
        for name, rows in found.items()
        if rows and "id" in rows[0]
    }
    return {table.name: [_told(table, row, places) for row in found[table.name]] for table in CHANGING}


def _told(table: Table, row: Any, places: dict[str, dict[int, int]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for column in table.columns:
        if column.name not in _LEFT_OUT.get(table.name, ()):
            told[column.name] = _place(places, _NAMES.get(column), row[column.name])
    if "data" in told:
        told["data"] = {name: _place(places, _IN_DETAILS.get(name), value) for name, value in told["data"].items()}
    return told


def _names(column: Any) -> str | None:
    """Return the table whose row a column names, its own or another."""
    if column.name == "id":
        return str(column.table.name)
    return next((str(key.column.table.name) for key in column.foreign_keys), None)


_NAMES = {column: _names(column) for table in CHANGING for column in table.columns}


def _place(places: dict[str, dict[int, int]], table: str | None, value: Any) -> Any:
    return places[table].get(value, value) if table in places else value
