"""On PostgreSQL the indexes of tickets by their state hold those that are still open; SQLite's hold all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_tickets_queue": (
        ["centre_id", "field_id", "state", "counter_id", "due_at", "id"],
        "state = 'waiting'",
    ),
    "ix_tickets_counter": (["counter_id", "state"], "state = 'waiting' AND counter_id IS NOT NULL"),
    "ix_tickets_state": (["centre_id", "state", "day"], "state IN ('called', 'held', 'serving', 'waiting')"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (columns, those) in _INDEXES.items():
            op.drop_index(name, table_name="tickets")
            op.create_index(name, "tickets", columns, postgresql_where=sa.text(those))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, (columns, _) in _INDEXES.items():
            op.drop_index(name, table_name="tickets")
            op.create_index(name, "tickets", columns)
