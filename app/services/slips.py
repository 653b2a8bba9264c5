"""The slip of a number: what it tells, which printer prints it, and printing it once more."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain import slip
from app.domain.errors import NothingToPrint
from app.domain.ticket import Action, State
from app.services import views
from app.services.steps import step
from app.store import devices, fields, print_jobs, queue, tickets
from app.store.fields import FieldRow
from app.store.tickets import TicketRow
from app.store.work import Work


def facts(work: Work, ticket: TicketRow, where: FieldRow, address: str) -> slip.SlipFacts:
    """Return what the slip of a ticket tells, but who is ahead."""
    return slip.SlipFacts(
        centre_kind=work.kind,
        centre_name=work.name,
        sample=work.sample,
        number=ticket.shown,
        field=where.name_en if ticket.language == "en" else where.name_vi,
        taken_at=ticket.arrived_at if ticket.channel == "carried_over" else ticket.joined_at,
        people_ahead=None,
        priority=ticket.priority,
        reprint=False,
        link=views.link(address, ticket.token),
        language=ticket.language,
    )


def job(
    work: Work,
    ticket: TicketRow,
    told: slip.SlipFacts,
    printer_id: int,
    kiosk_id: int | None,
    real_now: datetime,
) -> dict[str, Any]:
    """Return the job that prints a slip, due at once."""
    return {
        "centre_id": work.centre_id,
        "ticket_id": ticket.id,
        "printer_id": printer_id,
        "kiosk_id": kiosk_id,
        "slip": slip.compose(told, work.zone),
        "reprint": told.reprint,
        "created_at": real_now,
        "due_at": real_now,
    }


def printer(work: Work) -> tuple[int | None, int | None]:
    """Return `(printer, kiosk)`: a kiosk has its own printer, staff use the first of the centre."""
    if work.actor.device_id is not None:
        device = devices.placed(work).get(work.actor.device_id)
        return (device.printer_id if device else None), work.actor.device_id
    first = devices.first_printer(work)
    return (first.id if first else None), None


def reprint(work: Work, ticket_id: int, *, address: str, real_now: datetime) -> TicketRow:
    """Print a slip once more, marked as a reprint. Raises UnknownTicket, WrongState, NothingToPrint."""
    ticket = tickets.get(work, ticket_id)
    printer_id, kiosk_id = printer(work)
    printer_id = printer_id or ticket.printer_id
    if printer_id is None:
        raise NothingToPrint()
    after = step(work, ticket, Action.REPRINT)
    where = fields.get(work, ticket.field_id)
    ahead = queue.ahead(work, after) if after.state is State.WAITING else None
    told = replace(facts(work, after, where, address), people_ahead=ahead, reprint=True)
    print_jobs.add(work, job(work, after, told, printer_id, kiosk_id, real_now))
    return after
