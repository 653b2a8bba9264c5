"""The report of waits, and the turns behind each of its figures, as JSON, CSV or a spreadsheet."""

from datetime import date
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, g

from app.context import here
from app.domain.errors import BadInput
from app.domain.roles import Permission
from app.domain.ticket import State
from app.services import reports, turn_list
from app.services.turn_list import Named
from app.store.chosen import Chosen, Sort
from app.store.reports import By, Range
from app.store.work import Hall
from app.web import sheets, turns_sheet, waits_sheet
from app.web.bodies import ReportQuery, TurnsQuery
from app.web.permissions import by_slug, needs
from app.web.requests import day_named, pause

blueprint = APIBlueprint("reports", __name__, tag="Reports")


@blueprint.get("/centres/<centre>/reports/waits")
@needs(Permission.READ_REPORTS, by_slug)
@blueprint.input(ReportQuery, location="query")
def waits(centre: str, query_data: ReportQuery) -> dict[str, Any] | Response:
    """How long people waited in a range of days, by field, counter, hour, day or clerk."""
    with here().database.look(g.centre_id) as hall:
        days = Range(_day(query_data.first, hall.day), _day(query_data.last, hall.day))
        report = reports.waits(hall, days, By(query_data.by), pause=pause)
    if query_data.format == "json":
        return report
    name = f"luot-{centre}-{report['from']}-{report['to']}"
    return sheets.download(waits_sheet.sheet(report), query_data.format, name)


@blueprint.get("/centres/<centre>/reports/turns")
@needs(Permission.READ_REPORTS, by_slug)
@blueprint.input(TurnsQuery, location="query")
def turns(centre: str, query_data: TurnsQuery) -> dict[str, Any] | Response:
    """The turns a figure of the report was made of: fifty at a time, or all of them in a file."""
    sort = Sort(query_data.sort)
    with here().database.look(g.centre_id) as hall:
        chosen = _chosen(hall, query_data)
        if query_data.format == "json":
            return turn_list.page(hall, chosen, sort, query_data.page, pause=pause)
        told = turn_list.whole(hall, chosen, sort, pause=pause)
    name = f"luot-{centre}-{told['from']}-{told['to']}-cac-luot"
    return sheets.download(turns_sheet.sheet(told, hall.zone), query_data.format, name)


# What narrows a list as it is asked, without being looked up first.
_PLAIN: Final = {"hour", "minute", "late", "waited_again", "early", "out_of_order", "spans_outage"}


def _chosen(hall: Hall, query: TurnsQuery) -> Chosen:
    days = Range(_day(query.first, hall.day), _day(query.last, hall.day))
    named = Named(field=query.field, counter=query.counter, clerk=query.clerk)
    plain = query.model_dump(include=_PLAIN)
    outcomes = tuple(State(word) for word in query.outcome.split(",")) if query.outcome else ()
    return turn_list.choose(hall, days, named, outcomes=outcomes, **plain)


def _day(text: str, today: date) -> date:
    wrong = BadInput(detail="from and to are dates like 2026-11-23", detail_vi="from và to là ngày, như 2026-11-23")
    return day_named(text, wrong) if text else today
