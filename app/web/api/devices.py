"""What every device does: say that it is there and how it is."""

import json
from typing import Any

from apiflask import APIBlueprint
from flask import g

from app.clock import real_now
from app.context import here
from app.domain.errors import BadInput
from app.domain.roles import Permission
from app.services.views import moment
from app.web.bodies import Heartbeat
from app.web.permissions import by_own, needs

blueprint = APIBlueprint("devices", __name__, tag="Devices")
LONGEST_STATUS = 2000


@blueprint.post("/devices/heartbeat")
@needs(Permission.HEARTBEAT, by_own)
@blueprint.input(Heartbeat)
def heartbeat(json_data: Heartbeat) -> dict[str, Any]:
    """Say that this device is there, and how it is."""
    if len(json.dumps(json_data.status)) > LONGEST_STATUS:
        raise BadInput(
            detail=f"status is at most {LONGEST_STATUS} characters of JSON",
            detail_vi=f"status dài nhất {LONGEST_STATUS} ký tự JSON",
        )
    context = here()
    context.roll.device(g.centre_id, g.actor.device_id, json_data.status, real_now())
    return {"now": moment(context.clock.now())}
