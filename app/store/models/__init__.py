"""Every table, so that `Base.metadata` is whole whoever imports it."""

from app.store.models.base import Base
from app.store.models.centre import (
    Centre,
    Counter,
    CounterField,
    Field,
    FieldSector,
    Holiday,
    LifeSign,
    NumberSeries,
    OpeningHours,
    Outage,
    PlannedServices,
    PriorityClass,
    Procedure,
    Sector,
    ServiceDay,
)
from app.store.models.people import Device, HelpCall, IdempotencyKey, Membership, Staff, Token
from app.store.models.ticket import Call, CentreEvent, PrintJob, Ticket, TicketEvent, Turn

__all__ = [
    "Base",
    "Call",
    "Centre",
    "CentreEvent",
    "Counter",
    "CounterField",
    "Device",
    "Field",
    "FieldSector",
    "HelpCall",
    "Holiday",
    "IdempotencyKey",
    "LifeSign",
    "Membership",
    "NumberSeries",
    "OpeningHours",
    "Outage",
    "PlannedServices",
    "PrintJob",
    "PriorityClass",
    "Procedure",
    "Sector",
    "ServiceDay",
    "Staff",
    "Ticket",
    "TicketEvent",
    "Token",
    "Turn",
]
