"""A field of a centre: closed for today, and open again."""

from typing import Any

from apiflask import APIBlueprint

from app.domain.roles import Permission
from app.services import field_days, views
from app.services.field_days import Closed
from app.store import fields
from app.store.work import Work
from app.web.bodies import CloseField, Edit
from app.web.permissions import by_slug, needs
from app.web.requests import act

blueprint = APIBlueprint("fields", __name__, tag="Fields")


def _told(work: Work, closed: Closed) -> dict[str, Any]:
    reason = fields.closed_today(work, closed.field)
    about = {"closed": reason, "waiting": fields.waiting(work)[closed.field.id], "moved": closed.moved}
    return {"field": {**views.field(closed.field), **about}}


@blueprint.post("/centres/<centre>/fields/<field>/close")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(CloseField)
def close(centre: str, field: str, json_data: CloseField) -> dict[str, Any]:
    """Close a field for today. Who waits is still called, or with `move_to` waits in another field."""
    said = json_data.model_dump()
    return act(lambda work: _told(work, field_days.close_field(work, field, **said)))


@blueprint.post("/centres/<centre>/fields/<field>/open")
@needs(Permission.RULE_CENTRE, by_slug)
@blueprint.input(Edit)
def reopen(centre: str, field: str, json_data: Edit) -> dict[str, Any]:
    """Open a field again that was closed for today."""
    return act(lambda work: _told(work, Closed(field_days.reopen_field(work, field, seen=json_data.seen), 0)))
