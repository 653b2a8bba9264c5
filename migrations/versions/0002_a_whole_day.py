"""What a whole day needs: fields closed while the hall runs, planned changes, outages."""

import sqlalchemy as sa
from alembic import op

# SQLite numbers rows by itself only in an INTEGER primary key.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fields", sa.Column("closed_on", sa.Date(), nullable=True))
    op.add_column("fields", sa.Column("closed_reason", sa.Text(), nullable=True))
    op.add_column("service_days", sa.Column("override_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "planned_services",
        sa.Column("counter_id", ID, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name=op.f("fk_planned_services_counter_id")),
        sa.PrimaryKeyConstraint("counter_id", name=op.f("pk_planned_services")),
    )
    op.create_table(
        "outages",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_outages_centre_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_index("ix_outages_centre_began", "outages", ["centre_id", "began_at"], unique=False)
    op.create_table(
        "life_signs",
        sa.Column("id", ID, nullable=False),
        sa.Column("hall_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("real_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_signs")),
    )


def downgrade() -> None:
    op.drop_table("life_signs")
    op.drop_index("ix_outages_centre_began", table_name="outages")
    op.drop_table("outages")
    op.drop_table("planned_services")
    op.drop_column("service_days", "override_until")
    op.drop_column("fields", "closed_reason")
    op.drop_column("fields", "closed_on")
