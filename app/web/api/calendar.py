"""When a centre is open: hours by weekday, and holidays."""

from datetime import date
from typing import Any

from apiflask import APIBlueprint

from app.domain.errors import UnknownHoliday
from app.domain.roles import Permission
from app.services import calendar
from app.store import days
from app.store.work import Work
from app.web.bodies import Holiday, Hours, Nothing
from app.web.permissions import by_slug, needs
from app.web.requests import act, day_named

blueprint = APIBlueprint("calendar", __name__, tag="Calendar")


@blueprint.post("/centres/<centre>/hours")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(Hours)
def set_hours(centre: str, json_data: Hours) -> dict[str, Any]:
    """Write the sessions of a weekday; today follows at once only with `"from": "today"`."""
    sessions = [(opens, closes) for opens, closes in json_data.sessions]
    today, weekday = json_data.start == "today", json_data.weekday

    def use_case(work: Work) -> dict[str, Any]:
        after = calendar.set_hours(work, weekday, sessions, from_today=today, seen=json_data.seen)
        return {"weekday": weekday, "sessions": after, "today": [list(s) for s in days.of(work).sessions]}

    return act(use_case)


@blueprint.post("/centres/<centre>/holidays")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(Holiday)
def declare(centre: str, json_data: Holiday) -> dict[str, Any]:
    """Give no numbers on a day, today or later."""

    def use_case(work: Work) -> dict[str, Any]:
        calendar.declare_holiday(work, json_data.day, json_data.name_vi, json_data.name_en)
        return _holidays(work)

    return act(use_case)


@blueprint.post("/centres/<centre>/holidays/<day>/remove")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(Nothing)
def take_back(centre: str, day: str, json_data: Nothing) -> dict[str, Any]:
    """Work on a day that was declared a holiday."""

    def use_case(work: Work) -> dict[str, Any]:
        calendar.take_back_holiday(work, _day(day))
        return _holidays(work)

    return act(use_case)


def _holidays(work: Work) -> dict[str, Any]:
    rows = days.holidays(work, work.day)
    return {"holidays": [{"day": row.day.isoformat(), "name": {"vi": row.name_vi, "en": row.name_en}} for row in rows]}


def _day(text: str) -> date:
    return day_named(text, UnknownHoliday())
