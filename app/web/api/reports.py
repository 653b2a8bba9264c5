"""The report of waits as JSON, CSV or a spreadsheet."""

from datetime import date
from typing import Any

from apiflask import APIBlueprint
from flask import Response, g

from app.context import here
from app.domain.errors import BadInput
from app.domain.roles import Permission
from app.services import reports
from app.store.reports import By, Range
from app.web import sheets
from app.web.bodies import ReportQuery
from app.web.permissions import by_slug, needs

blueprint = APIBlueprint("reports", __name__, tag="Reports")


@blueprint.get("/centres/<centre>/reports/waits")
@needs(Permission.READ_REPORTS, by_slug)
@blueprint.input(ReportQuery, location="query")
def waits(centre: str, query_data: ReportQuery) -> dict[str, Any] | Response:
    """How long people waited in a range of days, by field, counter, hour, day or clerk."""
    with here().database.look(g.centre_id) as hall:
        days = Range(_day(query_data.first, hall.day), _day(query_data.last, hall.day))
        report = reports.waits(hall, days, By(query_data.by))
    if query_data.format == "json":
        return report
    name = f"luot-{centre}-{report['from']}-{report['to']}.{query_data.format}"
    return sheets.download(report, query_data.format, name)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise BadInput(detail="from and to are dates like 2026-11-23") from None
