"""Signing in and out in a browser: staff with a password, a device with the token it was given once."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, render_template, request
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.clock import real_now
from app.context import here
from app.domain.errors import BadCsrf, TooMany, WrongPassword
from app.domain.roles import Actor, Role
from app.domain.slip import DAYS_EN, DAYS_VI
from app.services import access
from app.store import days
from app.store.models import Centre
from app.web import identity
from app.web.identity import COOKIE
from app.web.limits import device_limit, sign_in_limit
from app.web.pages import language
from app.web.permissions import public

blueprint = Blueprint("sign_in", __name__)
HOME = {
    Role.CLERK: "/counter",
    Role.RECEPTION: "/reception",
    Role.SUPERVISOR: "/supervisor",
    Role.ADMINISTRATOR: "/admin",
    Role.READER: "/supervisor/report",
    Role.KIOSK: "/kiosk",
    Role.DISPLAY: "/display",
}
# A device's session is for its one page; a printer has none.
SCREENS = frozenset({HOME[Role.KIOSK], HOME[Role.DISPLAY]})


@blueprint.get("/login")
@public
def form() -> str:
    """The sign-in page."""
    return _form(None)


@blueprint.post("/login")
@sign_in_limit
@public
def sign_in() -> Response | tuple[str, int]:
    """Sign in with a user name and a password."""
    require_same_origin()
    database = here().database
    try:
        with database.read() as connection:
            staff_id = access.check_password(
                connection, request.form.get("username", "")[:64], request.form.get("password", "")[:256]
            )
    except WrongPassword as refusal:
        return _form(refusal.message(language())), 401
    with database.write() as connection:
        issued = access.start_session(connection, staff_id, real_now())
        actor = access.authenticate(connection, issued.token, real_now())
    response = make_response(redirect(_after(actor), code=303))
    identity.set_session(response, issued.token)
    return response


@blueprint.post("/logout")
@public
def sign_out() -> Response:
    """End this browser's session."""
    require_same_origin()
    session = request.cookies.get(COOKIE)
    if session:
        with here().database.write() as connection:
            access.end_session(connection, session)
    response = make_response(redirect("/login", code=303))
    response.delete_cookie(COOKIE)
    return response


@blueprint.get("/device")
@public
def device() -> str:
    """Where a kiosk or a display is given its token, once."""
    return _device_form(None)


@blueprint.post("/device")
@device_limit
@public
def device_sign_in() -> Response | tuple[str, int]:
    """Keep a device's token in this browser, for its own page only."""
    require_same_origin()
    token = request.form.get("token", "").strip()[:200]
    with here().database.read() as connection:
        actor = access.authenticate(connection, token, real_now())
    home = _home(actor) if actor and actor.device_id is not None else None
    if home not in SCREENS:
        return _device_form("The token is wrong." if language() == "en" else "Mã thiết bị không đúng."), 401
    asked = _local(request.form.get("next", ""))
    response = make_response(redirect(asked if urlsplit(asked).path == home else home, code=303))
    identity.set_own_session(response, token, home, lasting=True)
    return response


@blueprint.errorhandler(429)
def too_many(_error: Exception) -> tuple[str, int]:
    """Say it on the form: whoever mistyped too often reads a page, not JSON."""
    form = _device_form if request.endpoint == "sign_in.device_sign_in" else _form
    return form(TooMany().message(language())), 429


def require_same_origin() -> None:
    """Refuse a form that another site's page sent. Browsers say where a form comes from. Raises BadCsrf."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise BadCsrf()
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise BadCsrf()


def _after(actor: Actor | None) -> str:
    return _local(request.form.get("next", "")) or (_home(actor) if actor else "/login")


def _home(actor: Actor) -> str:
    role = next(iter(actor.roles.values()), None)
    return HOME.get(role, "/login") if role else "/login"


def _local(path: str) -> str:
    """Return a path of this site, or nothing: a link to the sign-in must not lead elsewhere afterwards."""
    parts = urlsplit(path)
    sound = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return path if sound and "\n" not in path and "\r" not in path else ""


def _device_form(error: str | None) -> str:
    going = _local(request.values.get("next", ""))
    return render_template("device.html", language=language(), next=going, error=error)


def _form(error: str | None) -> str:
    context, spoken = here(), language()
    with context.database.read() as connection:
        centre_ids = list(connection.execute(select(Centre.id).limit(2)).scalars())
    about: dict[str, Any] = {"centre": None, "hours": [], "today": "", "clock": ""}
    if len(centre_ids) == 1:
        about = _centre(centre_ids[0], spoken)
    return render_template(
        "login.html",
        **about,
        error=error,
        username=request.form.get("username", ""),
        next=_local(request.values.get("next", "")),
        csrf="",
        language=spoken,
        signed_in=current_user.is_authenticated,
        boot={"language": spoken},
    )


def _centre(centre_id: int, spoken: str) -> dict[str, Any]:
    with here().database.look(centre_id) as hall:
        local = hall.now.astimezone(hall.zone)
        names = DAYS_EN if spoken == "en" else DAYS_VI
        return {
            "centre": {"kind": hall.kind, "name": hall.name, "sample": hall.sample},
            "hours": [list(session) for session in days.of(hall).sessions],
            "today": f"{names[local.weekday()]}, {local:%d/%m/%Y}",
            "clock": f"{local:%H:%M}",
        }
