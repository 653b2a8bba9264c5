"""The pages: each rendered for whoever may see it, with what its modules boot from."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from app.context import here
from app.domain.errors import NotFound, UnknownTicket
from app.domain.roles import PERMISSIONS, Actor, Permission, Role
from app.services import ids
from app.services.snapshots import Audience, Scope, make
from app.store import counters, devices, people, tickets
from app.store.work import Hall
from app.web import identity
from app.web.identity import COOKIE
from app.web.limits import links_limit
from app.web.permissions import public

blueprint = Blueprint("pages", __name__)


def language() -> str:
    """Return the page's language: as asked in the address, else Vietnamese."""
    return "en" if request.args.get("language") == "en" else "vi"


def page(name: str, permission: Permission, audience: Audience, module: str, **more: Any) -> Answer | str:
    """Render a page for whoever has a permission somewhere; send everybody else to the sign-in."""
    if not current_user.is_authenticated:
        return _to_sign_in(permission)
    actor: Actor = current_user.actor
    centre_id = next((c for c in actor.roles if actor.may(permission, c)), None)
    if centre_id is None:
        return _to_sign_in(permission)
    with here().database.look(centre_id) as hall:
        boot = _boot(hall, actor, audience, more)
    response = make_response(render_template(f"{name}.html", boot=boot, module=module, language=boot["language"]))
    response.headers["Cache-Control"] = "no-store"
    identity.keep_own_session(response)
    return response


@blueprint.get("/kiosk")
@public
def kiosk() -> Answer | str:
    """The touchscreen page."""
    return page("kiosk", Permission.SEE_KIOSK, Audience.KIOSK, "/kiosk/static/main.js")


@blueprint.get("/display")
@public
def display() -> Answer | str:
    """The hall's screen, or with ?counter=3 the one above that counter."""
    return page("display", Permission.SEE_DISPLAY, Audience.DISPLAY, "/display/static/main.js", counter=_asked_counter)


@blueprint.get("/counter")
@public
def counter() -> Answer | str:
    """The clerk's page."""
    return page("counter", Permission.SEE_COUNTER, Audience.COUNTER, "/static/counter/main.js", counter=_held_counter)


@blueprint.get("/counter/mini")
@public
def mini() -> Answer | str:
    """The clerk's small window, on top of other work."""
    return page("mini", Permission.SEE_COUNTER, Audience.COUNTER, "/static/mini/main.js", counter=_held_counter)


@blueprint.get("/reception")
@public
def reception() -> Answer | str:
    """The guidance desk's page."""
    return page("reception", Permission.SEE_RECEPTION, Audience.RECEPTION, "/static/reception/main.js")


@blueprint.get("/reception/paper")
@public
def paper() -> Answer | str:
    """Spare numbers: printed in advance, and entered after a power cut."""
    return page("paper", Permission.ISSUE_PAPER, Audience.RECEPTION, "/static/paper/main.js")


@blueprint.get("/supervisor")
@public
def supervisor() -> Answer | str:
    """The supervisor's live page."""
    return page("supervisor", Permission.SEE_SUPERVISOR, Audience.SUPERVISOR, "/static/supervisor/main.js")


@blueprint.get("/supervisor/report")
@public
def report() -> Answer | str:
    """The report of waits."""
    return page("report", Permission.READ_REPORTS, Audience.SUPERVISOR, "/static/report/main.js")


@blueprint.get("/supervisor/report/turns")
@public
def turns() -> Answer | str:
    """The turns behind a figure of the report; which, the address says."""
    return page("turns", Permission.READ_REPORTS, Audience.SUPERVISOR, "/static/turns/main.js")


@blueprint.get("/supervisor/day")
@public
def day() -> Answer | str:
    """Who was not served on a day, and what became of them."""
    return page("day", Permission.FIND, Audience.SUPERVISOR, "/static/day/main.js")


@blueprint.get("/admin")
@public
def admin() -> Answer | str:
    """Fields and counters: who serves what."""
    return page("admin", Permission.RULE_CENTRE, Audience.ADMIN, "/static/admin/main.js")


@blueprint.get("/admin/hours")
@public
def admin_hours() -> Answer | str:
    """Hours by weekday, and holidays."""
    return page("admin", Permission.RULE_CENTRE, Audience.ADMIN, "/static/admin/hours-page.js")


@blueprint.get("/admin/priority")
@public
def admin_priority() -> Answer | str:
    """Priority: whether kiosks offer it, and its classes."""
    return page("admin", Permission.RULE_CENTRE, Audience.ADMIN, "/static/admin/priority-page.js")


@blueprint.get("/admin/log")
@public
def admin_log() -> Answer | str:
    """What was changed while the hall ran."""
    return page("admin", Permission.READ_EVENTS, Audience.ADMIN, "/static/admin/log-page.js")


@blueprint.get("/supervisor/tickets")
@public
def find() -> Answer | str:
    """Find a ticket by its number."""
    return page("find", Permission.FIND, Audience.SUPERVISOR, "/static/story/find.js")


@blueprint.get("/supervisor/tickets/<ticket>")
@blueprint.get("/reception/tickets/<ticket>")
@public
def story(ticket: str) -> Answer | str:
    """A ticket's story; below the guidance desk's address too, since a tab from the hub is signed in for that alone."""
    number = str(ids.parse(ticket, UnknownTicket))
    return page("story", Permission.FIND, Audience.SUPERVISOR, "/static/story/main.js", ticket=number)


@blueprint.get("/t/<token>")
@links_limit
@public
def phone(token: str) -> Answer | str:
    """The page of one ticket, for whoever holds its link."""
    with here().database.read() as connection:
        holder = people.actor_of_link(connection, token)
    if holder is None or holder.ticket_id is None:
        return make_response(render_template("unknown_ticket.html", language=language()), 404)
    with here().database.look(next(iter(holder.roles))) as hall:
        spoken = tickets.get(hall, holder.ticket_id).language
        boot = _boot(hall, holder, Audience.TICKET, {"ticket": token})
        # With its first picture in it the page shows the number at once, and one that is over needs no connection.
        boot["snapshot"] = make(hall, Scope(Audience.TICKET, holder.ticket_id), here().world())
    asked = request.args.get("language")
    boot |= {"token": token, "language": asked if asked in ("vi", "en") else spoken}
    return render_template("phone.html", boot=boot, module="/static/phone/main.js", language=boot["language"])


def _boot(hall: Hall, actor: Actor, audience: Audience, more: dict[str, Any]) -> dict[str, Any]:
    """Return what a page's modules start from.

    A session for the whole site stays in its cookie, out of reach of scripts; a tab's own session (a device, or a
    screen opened from the hub) has a cookie for its page only, so its requests need the token itself.
    """
    session = request.cookies.get(COOKIE, "")
    found = {name: value(hall, actor) if callable(value) else value for name, value in more.items()}
    permissions = sorted(actor.permissions(hall.centre_id))
    staff = {
        "name": actor.name,
        "role": actor.role(hall.centre_id),
        "permissions": permissions,
        "id": str(actor.staff_id),
    }
    return {
        "token": session if identity.has_own_session() else None,
        "csrf": identity.csrf_token(session),
        "centre": hall.slug,
        "audience": audience.value,
        "counter": found.get("counter"),
        "ticket": found.get("ticket"),
        "language": language(),
        "staff": staff if actor.staff_id is not None else None,
    }


def _asked_counter(hall: Hall, actor: Actor) -> str | None:
    asked = request.args.get("counter", "")
    device = devices.get(hall, actor.device_id) if actor.device_id is not None else None
    if device is not None and device.settings.get("counter"):
        asked = str(device.settings["counter"])
    if not asked.isdecimal():
        return None
    found = next((row for row in counters.every(hall) if row.number == int(asked)), None)
    if found is None:
        raise NotFound()
    return str(found.id)


def _held_counter(hall: Hall, actor: Actor) -> str | None:
    held = counters.held_by(hall, actor.staff_id) if actor.staff_id is not None else None
    return str(held.id) if held else None


def _to_sign_in(permission: Permission) -> Answer:
    device = permission in PERMISSIONS[Role.KIOSK] - PERMISSIONS[Role.CLERK]
    device = device or permission is Permission.SEE_DISPLAY
    answer = redirect(url_for("sign_in.device" if device else "sign_in.form", next=request.full_path.rstrip("?")))
    if not current_user.is_authenticated:
        identity.forget_own_session(answer)
    return answer
