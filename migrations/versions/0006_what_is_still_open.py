"""On PostgreSQL the indexes of tickets by their state hold those that are still open, each in one; SQLite's hold all.

And whoever asks for the newest call or slip of a ticket, or of a kiosk, finds it in an index on both: PostgreSQL went
back through the slips of the whole country for the last five of a kiosk that had rested.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BY_STATE = {
    "ix_tickets_queue": (
        ["centre_id", "field_id", "state", "counter_id", "due_at", "id"],
        "state = 'waiting'",
    ),
    "ix_tickets_counter": (["counter_id", "state"], "state = 'waiting' AND counter_id IS NOT NULL"),
    "ix_tickets_state": (["centre_id", "state", "day"], "state IN ('called', 'held', 'serving')"),
}
_OF_TICKET = {"ix_calls_ticket": "calls", "ix_print_jobs_ticket": "print_jobs"}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (columns, those) in _BY_STATE.items():
            op.drop_index(name, table_name="tickets")
            op.create_index(name, "tickets", columns, postgresql_where=sa.text(those))
    for name, table in _OF_TICKET.items():
        op.drop_index(name, table_name=table)
        op.create_index(name, table, ["ticket_id", "id"])
    op.create_index("ix_print_jobs_kiosk", "print_jobs", ["kiosk_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_print_jobs_kiosk", table_name="print_jobs")
    for name, table in _OF_TICKET.items():
        op.drop_index(name, table_name=table)
        op.create_index(name, table, ["ticket_id"])
    if op.get_bind().dialect.name == "postgresql":
        for name, (columns, _) in _BY_STATE.items():
            op.drop_index(name, table_name="tickets")
            op.create_index(name, "tickets", columns)
