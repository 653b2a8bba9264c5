"""What a report counts of a turn stands in the index by which it finds them; SQLite has no such indexes."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COUNTED = (
    *("ticket_id", "field_id", "counter_id", "clerk_id", "hour", "ended_at", "outcome"),
    *("wait_ms", "wait_open_ms", "way_ms", "service_ms", "waited_again_ms", "stay_ms", "target_ms"),
    *("dossiers", "out_of_order", "spans_outage"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_turns_centre_day", table_name="turns")
        op.create_index("ix_turns_centre_day", "turns", ["centre_id", "day"], postgresql_include=_COUNTED)
        # Only where a page is known to hold nothing but what everybody sees is the index enough.
        op.execute("ALTER TABLE turns SET (autovacuum_vacuum_insert_scale_factor = 0.01)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE turns RESET (autovacuum_vacuum_insert_scale_factor)")
        op.drop_index("ix_turns_centre_day", table_name="turns")
        op.create_index("ix_turns_centre_day", "turns", ["centre_id", "day"])
