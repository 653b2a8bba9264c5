"""Calls for guidance from a kiosk."""

from typing import Any

from apiflask import APIBlueprint

from app.domain.errors import NotFound
from app.domain.roles import Permission
from app.services import guidance, ids
from app.web.bodies import Nothing
from app.web.permissions import by_help_call, by_slug, needs
from app.web.requests import act

blueprint = APIBlueprint("help_calls", __name__, tag="Help calls")


@blueprint.post("/centres/<centre>/help-calls")
@needs(Permission.ASK_HELP, by_slug)
@blueprint.input(Nothing)
def ask(centre: str, json_data: Nothing) -> tuple[dict[str, Any], int]:
    """Ask staff to come to this kiosk."""
    return act(lambda work: {"help_call": guidance.ask_help(work)}), 201


@blueprint.post("/help-calls/<help_call>/answer")
@needs(Permission.ANSWER_HELP, by_help_call)
@blueprint.input(Nothing)
def answer(help_call: str, json_data: Nothing) -> dict[str, Any]:
    """Say that somebody is coming."""
    found = ids.parse(help_call, NotFound)
    return act(lambda work: {"help_call": guidance.answer_help(work, found)})
