"""How often one address may try something that must not be tried often."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

View = TypeVar("View", bound=Callable[..., Any])

limiter = Limiter(get_remote_address, strategy="fixed-window")


def _name_tried() -> str:
    body = request.get_json(silent=True, force=True) if request.is_json else None
    tried = body.get("username") if isinstance(body, dict) else request.form.get("username")
    return f"name:{str(tried)[:64]}"


def _name_tried_here() -> str:
    return f"{get_remote_address()} {_name_tried()}"


def sign_in_limit(view: View) -> View:
    """Bound sign-ins: from an address thirty a minute, ten of them for one name; for a name three hundred in all.

    The last is out of reach of a single machine: whoever fails in a clerk's name must not keep that clerk out.
    """
    for amount, whose in (
        ("30 per minute", get_remote_address),
        ("10 per minute", _name_tried_here),
        ("300 per minute", _name_tried),
    ):
        view = cast(View, limiter.limit(amount, key_func=whose, methods=["POST"])(view))
    return view


# A device's token is beyond guessing, and nobody's name goes with it.
device_limit = limiter.limit("30 per minute", methods=["POST"])
links_limit = limiter.limit("240 per minute")
