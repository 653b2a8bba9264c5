"""Each change of what a hall is made of is counted, whoever makes it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# By table, the columns that say what the hall is made of; those left out change by themselves all day.
_OF_CENTRE = {
    "fields": (
        "prefix, position, name_vi, name_en, examples_vi, examples_en, icon, wait_target_minutes, "
        "service_target_minutes, other_sectors, active, closed_on, closed_reason"
    ),
    "field_sectors": "",
    "counters": "number, name, state, since, pause_reason, clerk_id",
    "devices": "name, kind, settings, printer_id, active",
    "opening_hours": "",
    "holidays": "",
    "service_days": "",
    "priority_classes": "",
    "outages": "",
}
_OF_COUNTER = {"counter_fields": "", "planned_services": ""}
_ITSELF = "slug, kind, kind_en, name, name_en, timezone, sample, settings"


def upgrade() -> None:
    op.add_column("centres", sa.Column("arrangement", ID, server_default="0", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def downgrade() -> None:
    for table in ("centres", *_OF_CENTRE, *_OF_COUNTER):
        for event in ("insert", "update", "delete"):
            of = f" ON {table}" if op.get_bind().dialect.name != "sqlite" else ""
            op.execute(f"DROP TRIGGER IF EXISTS tr_{table}_{event}{of}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION centre_rearranged(), counter_rearranged(), itself_rearranged()")
    op.drop_column("centres", "arrangement")


def _sqlite() -> None:
    here = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
    for table, columns in _OF_CENTRE.items():
        for event, row in here.items():
            _trigger(table, event, columns, f"{row}.centre_id")
    for table, columns in _OF_COUNTER.items():
        for event, row in here.items():
            _trigger(table, event, columns, f"(SELECT centre_id FROM counters WHERE id = {row}.counter_id)")
    _trigger("centres", "update", _ITSELF, "NEW.id")


def _trigger(table: str, event: str, columns: str, centre: str) -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_{event} AFTER {_on(event, columns)} ON {table} BEGIN"
        f" UPDATE centres SET arrangement = arrangement + 1 WHERE id = {centre}; END"
    )


def _postgresql() -> None:
    _function("centre_rearranged", "CASE WHEN TG_OP = 'DELETE' THEN OLD.centre_id ELSE NEW.centre_id END")
    counter = "CASE WHEN TG_OP = 'DELETE' THEN OLD.counter_id ELSE NEW.counter_id END"
    _function("counter_rearranged", f"(SELECT centre_id FROM counters WHERE id = {counter})")
    _function("itself_rearranged", "NEW.id")
    for table, columns in _OF_CENTRE.items():
        for event in ("insert", "update", "delete"):
            _calling(table, event, columns, "centre_rearranged")
    for table, columns in _OF_COUNTER.items():
        for event in ("insert", "update", "delete"):
            _calling(table, event, columns, "counter_rearranged")
    _calling("centres", "update", _ITSELF, "itself_rearranged")


def _function(name: str, centre: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" UPDATE centres SET arrangement = arrangement + 1 WHERE id = {centre}; RETURN NULL; END $$"
    )


def _calling(table: str, event: str, columns: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_{event} AFTER {_on(event, columns)} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


def _on(event: str, columns: str) -> str:
    return f"UPDATE OF {columns}" if event == "update" and columns else event.upper()
