"""The first form of the database."""

import sqlalchemy as sa
from alembic import op

# SQLite numbers rows by itself only in an INTEGER primary key.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centres",
        sa.Column("id", ID, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("kind_en", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("revision", ID, server_default="0", nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centres")),
        sa.UniqueConstraint("slug", name=op.f("uq_centres_slug")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "sectors",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sectors")),
        sa.UniqueConstraint("name", name=op.f("uq_sectors_name")),
    )
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
    )
    op.create_table(
        "centre_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("counter_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_centre_events_centre_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre_events")),
    )
    op.create_index("ix_centre_events_centre_at", "centre_events", ["centre_id", "at"], unique=False)
    op.create_index("ix_centre_events_counter_at", "centre_events", ["counter_id", "at"], unique=False)
    op.create_table(
        "counters",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="closed", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_reason", sa.Text(), nullable=True),
        sa.Column("clerk_id", ID, nullable=True),
        sa.CheckConstraint("(state = 'closed') = (clerk_id IS NULL)", name=op.f("ck_counters_closed_without_clerk")),
        sa.CheckConstraint("state IN ('open', 'paused', 'closed')", name=op.f("ck_counters_state")),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_counters_centre_id")),
        sa.ForeignKeyConstraint(["clerk_id"], ["staff.id"], name=op.f("fk_counters_clerk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counters")),
        sa.UniqueConstraint("centre_id", "number", name=op.f("uq_counters_centre_id_number")),
        sa.UniqueConstraint("clerk_id", name=op.f("uq_counters_clerk_id")),
    )
    op.create_table(
        "devices",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("printer_id", ID, nullable=True),
        sa.Column("status", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("kind IN ('kiosk', 'display', 'printer')", name=op.f("ck_devices_kind")),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_devices_centre_id")),
        sa.ForeignKeyConstraint(["printer_id"], ["devices.id"], name=op.f("fk_devices_printer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_devices_centre_id_name")),
    )
    op.create_table(
        "fields",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("examples_vi", sa.Text(), nullable=False),
        sa.Column("examples_en", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("wait_target_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("service_target_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("other_sectors", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("waiting", ID, server_default="0", nullable=False),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_fields_waiting")),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_fields_centre_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fields")),
        sa.UniqueConstraint("centre_id", "prefix", name=op.f("uq_fields_centre_id_prefix")),
    )
    op.create_table(
        "holidays",
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_holidays_centre_id")),
        sa.PrimaryKeyConstraint("centre_id", "day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "memberships",
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_memberships_centre_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_memberships_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "centre_id", name=op.f("pk_memberships")),
    )
    op.create_table(
        "number_series",
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("last", ID, nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_number_series_centre_id")),
        sa.PrimaryKeyConstraint("centre_id", "day", "prefix", name=op.f("pk_number_series")),
    )
    op.create_table(
        "opening_hours",
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_opening_hours_centre_id")),
        sa.PrimaryKeyConstraint("centre_id", "weekday", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "priority_classes",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("allowance_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_priority_classes_centre_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_classes")),
        sa.UniqueConstraint("centre_id", "code", name=op.f("uq_priority_classes_centre_id_code")),
    )
    op.create_table(
        "procedures",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector_id", ID, nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["sector_id"], ["sectors.id"], name=op.f("fk_procedures_sector_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedures")),
        sa.UniqueConstraint("code", name=op.f("uq_procedures_code")),
    )
    op.create_table(
        "service_days",
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_service_days_centre_id")),
        sa.PrimaryKeyConstraint("centre_id", "day", name=op.f("pk_service_days")),
    )
    op.create_table(
        "counter_fields",
        sa.Column("counter_id", ID, nullable=False),
        sa.Column("field_id", ID, nullable=False),
        sa.Column("lag_seconds", ID, nullable=True),
        sa.Column("loan_seconds", ID, nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name=op.f("fk_counter_fields_counter_id")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_counter_fields_field_id")),
        sa.PrimaryKeyConstraint("counter_id", "field_id", name=op.f("pk_counter_fields")),
    )
    op.create_table(
        "field_sectors",
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("sector_id", ID, nullable=False),
        sa.Column("field_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_field_sectors_centre_id")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_field_sectors_field_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["sectors.id"], name=op.f("fk_field_sectors_sector_id")),
        sa.PrimaryKeyConstraint("centre_id", "sector_id", name=op.f("pk_field_sectors")),
    )
    op.create_table(
        "help_calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_help_calls_centre_id")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_help_calls_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_calls")),
    )
    op.create_index(op.f("ix_help_calls_centre_id"), "help_calls", ["centre_id"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("field_id", ID, nullable=False),
        sa.Column("procedure_id", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("counter_id", ID, nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("priority_class_id", ID, nullable=True),
        sa.Column("assist", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calls", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("put_back", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dossiers", sa.SmallInteger(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("printer_id", ID, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'called', 'serving', 'held', 'done', 'no_show', 'cancelled', 'expired')",
            name=op.f("ck_tickets_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('called', 'serving') OR counter_id IS NOT NULL", name=op.f("ck_tickets_at_a_counter")
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_tickets_centre_id")),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name=op.f("fk_tickets_counter_id")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_tickets_field_id")),
        sa.ForeignKeyConstraint(["printer_id"], ["devices.id"], name=op.f("fk_tickets_printer_id")),
        sa.ForeignKeyConstraint(
            ["priority_class_id"], ["priority_classes.id"], name=op.f("fk_tickets_priority_class_id")
        ),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedures.id"], name=op.f("fk_tickets_procedure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint(
            "centre_id", "day", "prefix", "number", name=op.f("uq_tickets_centre_id_day_prefix_number")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_tickets_token")),
    )
    op.create_index("ix_tickets_counter", "tickets", ["counter_id", "state"], unique=False)
    op.create_index(
        "ix_tickets_queue", "tickets", ["centre_id", "field_id", "state", "counter_id", "due_at", "id"], unique=False
    )
    op.create_index("ix_tickets_state", "tickets", ["centre_id", "state", "day"], unique=False)
    op.create_index(
        "uq_tickets_one_per_counter",
        "tickets",
        ["counter_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('called', 'serving')"),
        postgresql_where=sa.text("state IN ('called', 'serving')"),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("device_id", ID, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(staff_id IS NULL) <> (device_id IS NULL)", name=op.f("ck_tokens_one_owner")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_tokens_device_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_tokens_staff_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tokens")),
    )
    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("counter_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_calls_centre_id")),
        sa.ForeignKeyConstraint(["counter_id"], ["counters.id"], name=op.f("fk_calls_counter_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_calls_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index("ix_calls_centre_day", "calls", ["centre_id", "day", "id"], unique=False)
    op.create_index("ix_calls_ticket", "calls", ["ticket_id"], unique=False)
    op.create_table(
        "print_jobs",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("printer_id", ID, nullable=False),
        sa.Column("kiosk_id", ID, nullable=True),
        sa.Column("slip", sa.JSON(), nullable=False),
        sa.Column("reprint", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('queued', 'claimed', 'printed', 'failed')", name=op.f("ck_print_jobs_state")),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_print_jobs_centre_id")),
        sa.ForeignKeyConstraint(["printer_id"], ["devices.id"], name=op.f("fk_print_jobs_printer_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_print_jobs_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
    )
    op.create_index("ix_print_jobs_printer", "print_jobs", ["printer_id", "state", "id"], unique=False)
    op.create_index("ix_print_jobs_ticket", "print_jobs", ["ticket_id"], unique=False)
    op.create_table(
        "ticket_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=True),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field_id", ID, nullable=False),
        sa.Column("counter_id", ID, nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("clerk_id", ID, nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_ticket_events_centre_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_events_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
    )
    op.create_index("ix_ticket_events_actor", "ticket_events", ["actor", "id"], unique=False)
    op.create_index("ix_ticket_events_centre_at", "ticket_events", ["centre_id", "at"], unique=False)
    op.create_index("ix_ticket_events_ticket", "ticket_events", ["ticket_id", "id"], unique=False)
    op.create_table(
        "turns",
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("field_id", ID, nullable=False),
        sa.Column("counter_id", ID, nullable=True),
        sa.Column("clerk_id", ID, nullable=True),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("calls", sa.SmallInteger(), nullable=False),
        sa.Column("wait_ms", ID, nullable=True),
        sa.Column("wait_open_ms", ID, nullable=True),
        sa.Column("way_ms", ID, nullable=True),
        sa.Column("service_ms", ID, nullable=False),
        sa.Column("held_ms", ID, nullable=False),
        sa.Column("waited_again_ms", ID, nullable=False),
        sa.Column("stay_ms", ID, nullable=False),
        sa.Column("target_ms", ID, nullable=False),
        sa.Column("dossiers", sa.SmallInteger(), nullable=False),
        sa.Column("out_of_order", sa.Boolean(), nullable=False),
        sa.Column("spans_outage", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centres.id"], name=op.f("fk_turns_centre_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_turns_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", "ordinal", name=op.f("pk_turns")),
    )
    op.create_index("ix_turns_centre_day", "turns", ["centre_id", "day"], unique=False)
    op.create_index("ix_turns_clerk_day", "turns", ["clerk_id", "day"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_turns_clerk_day", table_name="turns")
    op.drop_index("ix_turns_centre_day", table_name="turns")
    op.drop_table("turns")
    op.drop_index("ix_ticket_events_ticket", table_name="ticket_events")
    op.drop_index("ix_ticket_events_centre_at", table_name="ticket_events")
    op.drop_index("ix_ticket_events_actor", table_name="ticket_events")
    op.drop_table("ticket_events")
    op.drop_index("ix_print_jobs_ticket", table_name="print_jobs")
    op.drop_index("ix_print_jobs_printer", table_name="print_jobs")
    op.drop_table("print_jobs")
    op.drop_index("ix_calls_ticket", table_name="calls")
    op.drop_index("ix_calls_centre_day", table_name="calls")
    op.drop_table("calls")
    op.drop_table("tokens")
    op.drop_index(
        "uq_tickets_one_per_counter",
        table_name="tickets",
        sqlite_where=sa.text("state IN ('called', 'serving')"),
        postgresql_where=sa.text("state IN ('called', 'serving')"),
    )
    op.drop_index("ix_tickets_state", table_name="tickets")
    op.drop_index("ix_tickets_queue", table_name="tickets")
    op.drop_index("ix_tickets_counter", table_name="tickets")
    op.drop_table("tickets")
    op.drop_index(op.f("ix_help_calls_centre_id"), table_name="help_calls")
    op.drop_table("help_calls")
    op.drop_table("field_sectors")
    op.drop_table("counter_fields")
    op.drop_table("service_days")
    op.drop_table("procedures")
    op.drop_table("priority_classes")
    op.drop_table("opening_hours")
    op.drop_table("number_series")
    op.drop_table("memberships")
    op.drop_table("holidays")
    op.drop_table("fields")
    op.drop_table("devices")
    op.drop_table("counters")
    op.drop_index("ix_centre_events_counter_at", table_name="centre_events")
    op.drop_index("ix_centre_events_centre_at", table_name="centre_events")
    op.drop_table("centre_events")
    op.drop_table("staff")
    op.drop_table("sectors")
    op.drop_index(op.f("ix_idempotency_keys_created_at"), table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_table("centres")
