"""Every route says what it needs; a test refuses one that does not.

`needs` finds the centre a request is about, then asks the caller's role there. A stranger hears 401 before anything
is looked up, so nobody learns what exists.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, wraps
from typing import Any, TypeVar, cast

from flask import g, request
from sqlalchemy import Connection, bindparam, select

from app.context import here
from app.domain.errors import (
    Kind,
    NotAllowed,
    NotFound,
    Refusal,
    UnknownCentre,
    UnknownCounter,
    UnknownTicket,
)
from app.domain.roles import Actor, Permission
from app.services import ids
from app.services.callers import Proof
from app.store.kept import Kept
from app.store.models import Call, Centre, Counter, HelpCall, PrintJob, Ticket
from app.web.identity import caller, caller_lately

View = TypeVar("View", bound=Callable[..., Any])
# Opens a glance at the database, or gives the one that is open: whoever is remembered, and where, costs none.
Glance = Callable[[], Connection]
Place = Callable[[Glance, Actor, dict[str, Any]], int]
_BY_SLUG = Kept(select(Centre.id).where(Centre.slug == bindparam("slug")))


def needs(
    permission: Permission, place: Place, *, also: Permission | None = None, late: bool = False
) -> Callable[[View], View]:
    """Let a view run for callers with a permission in the centre that `place` finds.

    `also` is a second permission that opens the same view, for callers who have not got the first. `late`: the view
    does nothing but one change (`act`), which proves with its lock who asks (see `app.services.callers`).
    """
    enough = frozenset({permission} if also is None else {permission, also})

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            def allowed(proof: Proof | None) -> Any:
                with ExitStack() as opened:
                    glance = cache(lambda: opened.enter_context(here().database.glance()))
                    actor = caller(glance()) if proof is None else proof.actor
                    centre_id = place(glance, actor, request.view_args or {})
                g.actor, g.centre_id, g.proof = actor, centre_id, proof
                if not any(actor.may(one, centre_id) for one in enough):
                    raise NotAllowed()
                return view(*args, **kwargs)

            proof = caller_lately() if late else None
            return allowed(None) if proof is None else _proven(allowed, proof)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.enough = enough  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def _proven(allowed: Callable[[Proof | None], Any], proof: Proof) -> Any:
    """Run a view whose change proves who asks; whatever comes of it before that is told to nobody."""
    try:
        answer = allowed(proof)
        if proof.shown:
            return answer
    except Refusal as refusal:
        if proof.shown or refusal.kind is Kind.UNAVAILABLE:
            raise
    except Exception:
        if proof.shown:
            raise
    here().callers.forget(proof.digest)
    return allowed(None)


def public(view: View) -> View:
    """Let a view run for anybody, and say so."""
    view.permission = Permission.PUBLIC  # type: ignore[attr-defined]
    return view


def by_slug(glance: Glance, _actor: Actor, args: dict[str, Any]) -> int:
    """The centre named in the path. Raises UnknownCentre."""
    slug = args["centre"]

    def find() -> int:
        found = _BY_SLUG.one(glance(), {"slug": slug})
        if found is None:
            raise UnknownCentre()
        return int(found.id)

    return here().database.places.of(slug, find)


def by_own(_glance: Glance, actor: Actor, _args: dict[str, Any]) -> int:
    """The one centre a device belongs to. Raises NotAllowed for a caller of none or of several."""
    if len(actor.roles) != 1:
        raise NotAllowed()
    return next(iter(actor.roles))


def by_counter(glance: Glance, actor: Actor, args: dict[str, Any]) -> int:
    """The centre of a counter. Raises UnknownCounter."""
    counter_id = ids.parse(args["counter"], UnknownCounter)
    return here().database.places.of(counter_id, lambda: _by_counter(glance, actor, args))


def _by_row(table: Any, name: str, refusal: type[Refusal]) -> Place:
    query = Kept(select(table.centre_id).where(table.id == bindparam("id")))

    def place(glance: Glance, _actor: Actor, args: dict[str, Any]) -> int:
        found = query.one(glance(), {"id": ids.parse(args[name], refusal)})
        if found is None:
            raise refusal()
        return int(found.centre_id)

    return place


def by_ticket(glance: Glance, actor: Actor, args: dict[str, Any]) -> int:
    """The centre of a ticket. Raises UnknownTicket."""
    ticket_id = ids.parse(args["ticket"], UnknownTicket)
    return here().database.ticket_places.of(ticket_id, lambda: _by_ticket(glance, actor, args))


_by_ticket = _by_row(Ticket, "ticket", UnknownTicket)
_by_counter = _by_row(Counter, "counter", UnknownCounter)
by_job = _by_row(PrintJob, "job", NotFound)
by_call = _by_row(Call, "call", NotFound)
by_help_call = _by_row(HelpCall, "help_call", NotFound)
