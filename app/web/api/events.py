"""The log of a centre: what was changed while it ran, in words."""

from datetime import date
from typing import Any

from apiflask import APIBlueprint
from flask import g

from app.context import here
from app.domain.errors import BadInput
from app.domain.roles import Permission
from app.services import log
from app.web.bodies import EventsQuery
from app.web.permissions import by_slug, needs
from app.web.requests import day_named

blueprint = APIBlueprint("events", __name__, tag="Events")


@blueprint.get("/centres/<centre>/events")
@needs(Permission.READ_EVENTS, by_slug)
@blueprint.input(EventsQuery, location="query")
def read(centre: str, query_data: EventsQuery) -> dict[str, Any]:
    """What was changed on a day (default: today), newest first; narrowed to one kind of change."""
    with here().database.look(g.centre_id) as hall:
        day = _day(query_data.day) if query_data.day else hall.day
        return {"day": day.isoformat(), "events": log.of_day(hall, day, query_data.kind)}


def _day(text: str) -> date:
    return day_named(text, BadInput(detail="day is a date like 2026-11-23", detail_vi="day là ngày, như 2026-11-23"))
