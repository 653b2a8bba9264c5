"""How all halls of a database stand at one moment, in a few queries, for whoever watches over the machine."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from app.domain.ticket import State
from app.store.models import Call, Centre, Device, Field, PrintJob, Ticket
from app.store.print_jobs import OPEN
from app.store.states import among
from app.store.types import AnyRow

# A call that has not been read out after so long will not be.
FRESH = timedelta(minutes=5)


def waiting(connection: Connection) -> list[AnyRow]:
    """Return `(slug, people)`: how many wait in each centre."""
    people = func.sum(Field.waiting).label("people")
    query = select(Centre.slug, people).join(Field, Field.centre_id == Centre.id)
    return list(connection.execute(query.group_by(Centre.slug).order_by(Centre.slug)))


def oldest_waiting(connection: Connection, now: datetime) -> list[AnyRow]:
    """Return `(slug, since)`: since when whoever has waited longest in a centre is there; centres where nobody waits
    are left out.
    """
    mine = and_(Ticket.centre_id == Centre.id, among(State.WAITING), Ticket.arrived_at <= now)
    query = select(Centre.slug, func.min(Ticket.arrived_at).label("since")).join(Ticket, mine)
    return list(connection.execute(query.group_by(Centre.slug).order_by(Centre.slug)))


def slips(connection: Connection) -> AnyRow:
    """Return `(many, since)` of the slips that are still to be printed, and since when the oldest is (real time)."""
    mine = and_(PrintJob.printer_id == Device.id, PrintJob.state.in_(OPEN))
    query = select(func.count().label("many"), func.min(PrintJob.created_at).label("since"))
    return connection.execute(query.select_from(Device).join(PrintJob, mine).where(Device.kind == "printer")).one()


def calls(connection: Connection, now: datetime) -> int:
    """Return how many calls of the last minutes are still to be read out."""
    since = now - FRESH
    mine = and_(Call.centre_id == Centre.id, Call.day >= since.date() - timedelta(days=1))
    query = select(func.count()).select_from(Centre).join(Call, mine)
    due = query.where(Call.standing, Call.spoken_at.is_(None), Call.called_at >= since)
    return int(connection.execute(due).scalar_one())
