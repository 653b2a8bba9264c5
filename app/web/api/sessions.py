"""Signing in over the API."""

from typing import Any

from apiflask import APIBlueprint

from app.clock import real_now
from app.context import here
from app.services import access
from app.services.views import moment
from app.web.bodies import SignIn
from app.web.limits import sign_in_limit
from app.web.permissions import public

blueprint = APIBlueprint("sessions", __name__, tag="Sessions")


@blueprint.post("/sessions")
@sign_in_limit
@public
@blueprint.input(SignIn)
def sign_in(json_data: SignIn) -> tuple[dict[str, Any], int]:
    """Exchange a user name and a password for a token of one working day."""
    database = here().database
    with database.read() as connection:
        staff_id = access.check_password(connection, json_data.username, json_data.password)
    with database.write() as connection:
        issued = access.start_session(connection, staff_id, real_now())
    return {"token": issued.token, "expires_at": moment(issued.expires_at)}, 201
