"""Who asks: the bearer of a token, or a browser with its cookie; and the proof that a cookie's change was meant."""

import hashlib
import hmac
from typing import Any

from flask import Request, Response, g, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from app.clock import real_now
from app.context import here
from app.domain.errors import BadCsrf, NotSignedIn
from app.domain.roles import Actor
from app.services import access
from app.services.callers import Proof
from app.store import people

COOKIE = "luot_session"
OWN = f"{COOKIE}_own"
# Browsers keep no cookie longer.
LASTING_SECONDS = 400 * 24 * 3600
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

login_manager = LoginManager()


class User(UserMixin):  # type: ignore[misc]
    """The caller as Flask-Login knows one."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def get_id(self) -> str:
        return self.actor.key


@login_manager.request_loader  # type: ignore[untyped-decorator]
def load(incoming: Request) -> User | None:
    """Return who shows a token in the header, else who has a session cookie, else None.

    The secret of a ticket's link is a token too, of whoever holds the phone that opened it.
    """
    with here().database.glance() as connection:
        actor = _whoever_asks(connection, incoming)
    return User(actor) if actor else None


def _whoever_asks(connection: Connection, incoming: Request) -> Actor | None:
    bearer = bearer_token(incoming)
    token = bearer or incoming.cookies.get(COOKIE)
    if not token:
        return None
    g.by_cookie = bearer is None
    actor = access.authenticate(connection, token, real_now())
    if actor is not None:
        here().callers.remember(access.digest(token), actor)
    if actor is None and bearer is not None:
        actor = people.actor_of_link(connection, bearer)
    return actor


def bearer_token(incoming: Request) -> str | None:
    """Return the token of an Authorization header, or None."""
    header = incoming.headers.get("Authorization", "")
    scheme, _, token = header.partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def caller(connection: Connection) -> Actor:
    """Return who asks. Raises NotSignedIn, or BadCsrf for a change by cookie alone without its proof."""
    actor = _whoever_asks(connection, request)
    if actor is None:
        raise NotSignedIn()
    if request.method not in SAFE and g.by_cookie:
        require_csrf(request.headers.get(CSRF_HEADER, ""))
    return actor


def caller_lately() -> Proof | None:
    """Return whom this request's token showed lately, which is still to be proven; None where that is not known, or
    where something else has to be refused.
    """
    bearer = bearer_token(request)
    token = bearer or request.cookies.get(COOKIE)
    if not token:
        return None
    try:
        if bearer is None:
            require_csrf(request.headers.get(CSRF_HEADER, ""))
    except BadCsrf:
        return None
    return here().callers.lately(access.digest(token))


def csrf_token(session: str) -> str:
    """Return the proof that belongs to a session: nobody without the server's secret can make it."""
    return hmac.new(here().secret.encode(), b"csrf:" + session.encode(), hashlib.sha256).hexdigest()


def require_csrf(given: str) -> None:
    """Refuse a change whose proof does not fit the cookie. Raises BadCsrf."""
    expected = csrf_token(request.cookies.get(COOKIE, ""))
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise BadCsrf()


def set_session(response: Response, token: str) -> None:
    """Give a browser its session for the whole site, until it is closed."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure)


def set_own_session(response: Response, token: str, path: str, *, lasting: bool = False) -> None:
    """Give a browser a session for one page only, beside whatever else it is signed in to.

    A `lasting` one outlives the browser: a kiosk is switched off every evening.
    """
    age = LASTING_SECONDS if lasting else None
    about: dict[str, Any] = {"samesite": "Lax", "secure": request.is_secure, "path": path, "max_age": age}
    response.set_cookie(COOKIE, token, httponly=True, **about)
    response.set_cookie(OWN, "lasting" if lasting else "tab", httponly=True, **about)


def has_own_session() -> bool:
    """Tell whether this request's session is for its page alone."""
    return OWN in request.cookies


def keep_own_session(response: Response) -> None:
    """Give a device's page its lasting session once more, or it would end with the age browsers allow."""
    if request.cookies.get(OWN) == "lasting":
        set_own_session(response, request.cookies[COOKIE], request.path, lasting=True)


def forget_own_session(response: Answer) -> None:
    """Take a page's own session from the browser once it has ended, or it would hide the one signed in to next."""
    if has_own_session():
        page = "/" + request.path.split("/")[1]
        for name in (COOKIE, OWN):
            response.delete_cookie(name, path=page)


def anonymous() -> Any:
    """Return Flask-Login's nobody; pages that anyone may see use it."""
    return current_user if current_user.is_authenticated else None
