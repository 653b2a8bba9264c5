"""What screens with a loudspeaker need: a call as sound, and a word that it was read."""

from typing import Any

from apiflask import APIBlueprint
from flask import Response, g

from app.context import here
from app.domain.errors import NotFound
from app.domain.roles import Permission
from app.services import ids, speaking
from app.web.bodies import Nothing
from app.web.permissions import by_call, needs
from app.web.requests import act

blueprint = APIBlueprint("calls", __name__, tag="Calls")


@blueprint.get("/calls/<call>/speech.wav")
@needs(Permission.SPEAK, by_call)
def speech(call: str) -> Response:
    """The call as a WAV file, in the words the hall speaks."""
    with here().database.look(g.centre_id) as hall:
        parts = speaking.parts(hall, ids.parse(call, NotFound))
    # Asked outside the snapshot: a slow voice must not keep a database connection.
    return Response(here().voice.speak(parts), content_type="audio/wav")


@blueprint.post("/calls/<call>/spoken")
@needs(Permission.SPEAK, by_call)
@blueprint.input(Nothing)
def spoken(call: str, json_data: Nothing) -> dict[str, Any]:
    """Say that the call was read out."""
    call_id = ids.parse(call, NotFound)
    return act(lambda work: {"call": speaking.mark_spoken(work, call_id)})
