"""Tickets, their events and turns, the calls to be shown and spoken, and the slips to be printed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import Base

AT_COUNTER = text("state IN ('called', 'serving')")
# On PostgreSQL only tickets that are still open stand in the indexes by state, each in one. Those of years gone by
# would make them long, and each step of a ticket would write into all of them. And as long as PostgreSQL had not
# counted a new table it took one for the other: everybody in the country who named no counter for those of one field.
WAITING, NAMING = text("state = 'waiting'"), text("state = 'waiting' AND counter_id IS NOT NULL")
PAST_WAITING = text("state IN ('called', 'held', 'serving')")
STATES = "'waiting', 'called', 'serving', 'held', 'done', 'no_show', 'cancelled', 'expired'"

# Of a turn, what a report counts. In a city's table a centre's turns lie each in a page of its own, and PostgreSQL read
# as many pages as there are turns; with these beside the index it reads the index alone.
COUNTED = (
    *("ticket_id", "field_id", "counter_id", "clerk_id", "hour", "ended_at", "outcome"),
    *("wait_ms", "wait_open_ms", "way_ms", "service_ms", "waited_again_ms", "stay_ms", "target_ms"),
    *("dossiers", "out_of_order", "spans_outage"),
)


class Ticket(Base):
    """A numbered ticket as it stands now; how it came here is in `ticket_events`.

    `counter_id` is the counter it is at while called or serving, the one it names while waiting (else none), and the
    one it left while held. `number` is the count within its prefix and day; `token` is the secret of its own page.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("centre_id", "day", "prefix", "number"),
        Index(
            "ix_tickets_queue",
            *("centre_id", "field_id", "state", "counter_id", "due_at", "id"),
            postgresql_where=WAITING,
        ),
        Index("ix_tickets_counter", "counter_id", "state", postgresql_where=NAMING),
        Index("ix_tickets_state", "centre_id", "state", "day", postgresql_where=PAST_WAITING),
        Index(
            "uq_tickets_one_per_counter",
            "counter_id",
            unique=True,
            sqlite_where=AT_COUNTER,
            postgresql_where=AT_COUNTER,
        ),
        CheckConstraint(f"state IN ({STATES})", name="state"),
        CheckConstraint("state NOT IN ('called', 'serving') OR counter_id IS NOT NULL", name="at_a_counter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    day: Mapped[date]
    prefix: Mapped[str]
    number: Mapped[int]
    token: Mapped[str] = mapped_column(unique=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"))
    procedure_id: Mapped[int | None] = mapped_column(ForeignKey("procedures.id"))
    state: Mapped[str]
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    priority: Mapped[bool]
    priority_class_id: Mapped[int | None] = mapped_column(ForeignKey("priority_classes.id"))
    assist: Mapped[bool]
    channel: Mapped[str]
    language: Mapped[str]
    joined_at: Mapped[datetime]
    arrived_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state_at: Mapped[datetime]
    calls: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    put_back: Mapped[bool] = mapped_column(server_default=text("false"))
    dossiers: Mapped[int | None] = mapped_column(SmallInteger)
    issued_by: Mapped[str]
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))


class TicketEvent(Base):
    """One step of a ticket; never changed, never deleted. `data` holds the columns before and after the step."""

    __tablename__ = "ticket_events"
    __table_args__ = (
        Index("ix_ticket_events_ticket", "ticket_id", "id"),
        Index("ix_ticket_events_centre_at", "centre_id", "at"),
        Index("ix_ticket_events_actor", "actor", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    revision: Mapped[int]
    action: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    at: Mapped[datetime]
    field_id: Mapped[int]
    counter_id: Mapped[int | None]
    actor: Mapped[str]
    actor_name: Mapped[str]
    clerk_id: Mapped[int | None]
    priority: Mapped[bool]
    reason: Mapped[str | None]
    data: Mapped[dict[str, Any]]


class CentreEvent(Base):
    """A change of the centre itself (a counter opens, fields move, the day ends), with before and after."""

    __tablename__ = "centre_events"
    __table_args__ = (
        Index("ix_centre_events_centre_at", "centre_id", "at"),
        Index("ix_centre_events_counter_at", "counter_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    revision: Mapped[int]
    action: Mapped[str]
    subject: Mapped[str]
    counter_id: Mapped[int | None]
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_name: Mapped[str]
    reason: Mapped[str | None]
    data: Mapped[dict[str, Any]]


class Turn(Base):
    """One ended visit to one field, derived from the events and rebuilt exactly from them. Durations in ms."""

    __tablename__ = "turns"
    __table_args__ = (
        Index("ix_turns_centre_day", "centre_id", "day", postgresql_include=COUNTED),
        Index("ix_turns_clerk_day", "clerk_id", "day"),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    day: Mapped[date]
    field_id: Mapped[int]
    counter_id: Mapped[int | None]
    clerk_id: Mapped[int | None]
    hour: Mapped[int] = mapped_column(SmallInteger)
    arrived_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime]
    outcome: Mapped[str]
    result: Mapped[str | None]
    priority: Mapped[bool]
    calls: Mapped[int] = mapped_column(SmallInteger)
    wait_ms: Mapped[int | None]
    wait_open_ms: Mapped[int | None]
    way_ms: Mapped[int | None]
    service_ms: Mapped[int]
    held_ms: Mapped[int]
    waited_again_ms: Mapped[int]
    stay_ms: Mapped[int]
    target_ms: Mapped[int]
    dossiers: Mapped[int] = mapped_column(SmallInteger)
    out_of_order: Mapped[bool]
    spans_outage: Mapped[bool] = mapped_column(server_default=text("false"))


class Call(Base):
    """A call to be shown and spoken once. `standing` falls when the ticket moves on or is called again."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_centre_day", "centre_id", "day", "id"),
        Index("ix_calls_ticket", "ticket_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    day: Mapped[date]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    kind: Mapped[str]
    called_at: Mapped[datetime]
    spoken_at: Mapped[datetime | None]
    standing: Mapped[bool]


class PrintJob(Base):
    """A slip to be printed. A claim is a lease in real time; not settled by its end, the job is given out again."""

    __tablename__ = "print_jobs"
    __table_args__ = (
        Index("ix_print_jobs_printer", "printer_id", "state", "id"),
        Index("ix_print_jobs_ticket", "ticket_id", "id"),
        Index("ix_print_jobs_kiosk", "kiosk_id", "id"),
        CheckConstraint("state IN ('queued', 'claimed', 'printed', 'failed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    printer_id: Mapped[int] = mapped_column(ForeignKey("devices.id"))
    kiosk_id: Mapped[int | None]
    slip: Mapped[dict[str, Any]]
    reprint: Mapped[bool]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    error: Mapped[str | None]
