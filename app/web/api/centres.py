"""A centre: what it is, its procedures, its snapshots, the numbers it gives, the end of its day."""

import re
from datetime import date, time
from typing import Any

from apiflask import APIBlueprint
from flask import g

from app.clock import real_now
from app.context import here
from app.data.catalogue import load_synonyms
from app.domain.errors import BadInput
from app.domain.roles import Permission
from app.services import centre_view, day_view, days, issuing, paper, stopping, views
from app.services.issuing import Order
from app.services.snapshots import make
from app.services.snapshots.scopes import require_scope
from app.store import tickets
from app.store.work import Work
from app.web.bodies import DayQuery, EndDay, FindTickets, NewPaperTicket, NewTicket, OverrideStops, SnapshotQuery
from app.web.permissions import by_slug, needs
from app.web.requests import act, day_named

blueprint = APIBlueprint("centres", __name__, tag="Centres")
_NUMBER = re.compile(r"([A-Z0-9]{0,2}?)0*([1-9][0-9]{0,3})")


@blueprint.get("/centres/<centre>")
@needs(Permission.SEE_CENTRE, by_slug)
def describe(centre: str) -> dict[str, Any]:
    """Fields, counters, priority classes, hours, and whether the hall is open."""
    with here().database.look(g.centre_id) as hall:
        return centre_view.describe(hall)


@blueprint.get("/centres/<centre>/procedures")
@needs(Permission.SEE_CENTRE, by_slug)
def procedures(centre: str) -> dict[str, Any]:
    """The procedures a field of this centre takes, and everyday words for them."""
    with here().database.look(g.centre_id) as hall:
        return {"procedures": centre_view.procedures_of(hall), "synonyms": load_synonyms()}


@blueprint.get("/centres/<centre>/snapshot")
@needs(Permission.SEE_CENTRE, by_slug, also=Permission.SEE_TICKET)
@blueprint.input(SnapshotQuery, location="query")
def snapshot(centre: str, query_data: SnapshotQuery) -> dict[str, Any]:
    """What one audience sees now; the same JSON as the Socket.IO event `snapshot`."""
    context = here()
    with context.database.look(g.centre_id) as hall:
        scope = require_scope(hall, g.actor, query_data.audience, query_data.counter, query_data.ticket)
        return make(hall, scope, context.world())


@blueprint.post("/centres/<centre>/tickets")
@needs(Permission.ISSUE, by_slug, late=True)
@blueprint.input(NewTicket)
def issue(centre: str, json_data: NewTicket) -> tuple[dict[str, Any], int]:
    """Take a number for a field or a procedure."""
    address, order = here().settings.public_url, Order(**json_data.model_dump())

    def use_case(work: Work) -> dict[str, Any]:
        made = issuing.give(work, order, address=address, real_now=real_now())
        return views.given(work, made.ticket, address, ahead=made.ahead, job_id=made.job_id)

    numbering = here().database.rehearse(g.centre_id, lambda hall: issuing.numbering(hall, order))
    return act(use_case, foreseen=[*issuing.foreseen(), *numbering]), 201


@blueprint.post("/centres/<centre>/paper-tickets")
@needs(Permission.ISSUE_PAPER, by_slug)
@blueprint.input(NewPaperTicket)
def enter_paper(centre: str, json_data: NewPaperTicket) -> tuple[dict[str, Any], int]:
    """Enter a spare number that was given on paper at a time of today, when no machine could give one."""
    given = time.fromisoformat(json_data.given_at)

    def use_case(work: Work) -> dict[str, Any]:
        ticket = paper.enter_paper(work, json_data.number, given, priority=json_data.priority)
        return views.ticket(work, ticket, here().settings.public_url)

    return act(use_case), 201


@blueprint.get("/centres/<centre>/tickets")
@needs(Permission.FIND, by_slug)
@blueprint.input(FindTickets, location="query")
def find(centre: str, query_data: FindTickets) -> dict[str, Any]:
    """Find a day's tickets by number: "H042", or digits alone, which may match several fields."""
    context = here()
    asked = _NUMBER.fullmatch(query_data.number.strip().upper())
    with context.database.look(g.centre_id) as hall:
        day = _day(query_data.day) if query_data.day else hall.day
        found = tickets.numbered(hall, asked[1], int(asked[2]), day) if asked else []
        return {"tickets": [views.ticket(hall, row, context.settings.public_url) for row in found]}


@blueprint.post("/centres/<centre>/day/end")
@needs(Permission.END_DAY, by_slug)
@blueprint.input(EndDay)
def end_day(centre: str, json_data: EndDay) -> dict[str, Any]:
    """End the working day: open tickets expire, left or carried over; counters close."""

    def use_case(work: Work) -> dict[str, Any]:
        carry_over, address = json_data.carry_over, here().settings.public_url
        ended = days.end_day(work, carry_over=carry_over, address=address, real_now=real_now())
        told = {"expired": ended.expired, "carried_over": ended.carried_over}
        return {**told, "tickets": day_view.left_over(work, work.day)}

    return act(use_case)


@blueprint.get("/centres/<centre>/day")
@needs(Permission.FIND, by_slug)
@blueprint.input(DayQuery, location="query")
def day(centre: str, query_data: DayQuery) -> dict[str, Any]:
    """What became of whoever was not served on a day: left, or carried over to which number of which day."""
    with here().database.look(g.centre_id) as hall:
        return day_view.describe(hall, _day(query_data.day) if query_data.day else hall.day)


@blueprint.post("/centres/<centre>/day/override")
@needs(Permission.END_DAY, by_slug)
@blueprint.input(OverrideStops)
def override(centre: str, json_data: OverrideStops) -> dict[str, Any]:
    """Let numbers be given until the last session ends though the counters may not get through; or take that back."""
    return act(lambda work: {"override_until": views.moment(stopping.override(work, on=json_data.on))})


def _day(text: str) -> date:
    return day_named(text, BadInput(detail="day is a date like 2026-11-23", detail_vi="day là ngày, như 2026-11-23"))
