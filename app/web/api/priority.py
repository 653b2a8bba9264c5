"""Priority in a centre: its classes, and whether kiosks offer it."""

from typing import Any

from apiflask import APIBlueprint

from app.domain.roles import Permission
from app.services import priority_rules
from app.store.work import Work
from app.web.bodies import OfferPriority, PriorityClass
from app.web.permissions import by_slug, needs
from app.web.requests import act

blueprint = APIBlueprint("priority", __name__, tag="Priority")


@blueprint.post("/centres/<centre>/priority")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(OfferPriority)
def offer(centre: str, json_data: OfferPriority) -> dict[str, Any]:
    """Let kiosks offer priority, or not."""
    offered = json_data.offered

    def use_case(work: Work) -> dict[str, Any]:
        priority_rules.offer_priority(work, offered=offered, seen=json_data.seen)
        return {"offered": offered}

    return act(use_case)


@blueprint.post("/centres/<centre>/priority-classes/<code>")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(PriorityClass)
def switch(centre: str, code: str, json_data: PriorityClass) -> dict[str, Any]:
    """Grant a class of priority no more, or again; tickets that have it keep it."""
    active = json_data.active

    def use_case(work: Work) -> dict[str, Any]:
        priority_rules.switch_class(work, code, active=active, seen=json_data.seen)
        return {"code": code, "active": active}

    return act(use_case)
