"""How often one address may try something that must not be tried often.

Only what is bounded pays for it: a hook before every request cost a press of Next some twentieth of its time.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from app.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])
Whose = Callable[[], str]
_NAME = "luot-limits"
_log = structlog.get_logger()


def configure(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, so that every worker counts alike, else in this process."""
    storage = storage_from_string(settings.redis.url or "memory://", wrap_exceptions=True)
    app.extensions[_NAME] = FixedWindowRateLimiter(storage)


def reset(app: Flask) -> None:
    """Forget what was counted."""
    _counts(app).storage.reset()


def bounded(*limits: tuple[str, Whose]) -> Callable[[View], View]:
    """Bound how often a view is asked: each limit is an amount ("30 per minute") and whose asking it counts.

    Raises TooManyRequests. What one limit refuses is not counted by those after it.
    """
    parsed = [(parse(amount), whose) for amount, whose in limits]

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **named: Any) -> Any:
            if not all(_counted(item, view.__qualname__, whose()) for item, whose in parsed):
                raise TooManyRequests()
            return view(*args, **named)

        return cast(View, counted)

    return decorate


def _counted(item: RateLimitItem, what: str, whose: str) -> bool:
    """Count one asking; tell whether it is within its bound. Without its storage nobody is kept out."""
    try:
        return _counts(current_app).hit(item, what, whose)
    except StorageError as fault:
        _log.warning("nothing is bounded: the counts cannot be kept", why=str(fault))
        return True


def _counts(app: Flask) -> FixedWindowRateLimiter:
    found: FixedWindowRateLimiter = app.extensions[_NAME]
    return found


def _address() -> str:
    return request.remote_addr or "127.0.0.1"


def _name_tried() -> str:
    body = request.get_json(silent=True, force=True) if request.is_json else None
    tried = body.get("username") if isinstance(body, dict) else request.form.get("username")
    return f"name:{str(tried)[:64]}"


def _name_tried_here() -> str:
    return f"{_address()} {_name_tried()}"


# From an address thirty sign-ins a minute, ten of them for one name; for a name three hundred in all. The last is out
# of reach of a single machine: whoever fails in a clerk's name must not keep that clerk out.
sign_in_limit = bounded(
    ("30 per minute", _address), ("10 per minute", _name_tried_here), ("300 per minute", _name_tried)
)
# A device's token is beyond guessing, and nobody's name goes with it.
device_limit = bounded(("30 per minute", _address))
links_limit = bounded(("240 per minute", _address))
