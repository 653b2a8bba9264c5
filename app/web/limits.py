"""How often one address may try something that must not be tried often."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

View = TypeVar("View", bound=Callable[..., Any])

limiter = Limiter(get_remote_address, strategy="fixed-window")


def _name_tried() -> str:
    """A password is guessed for a name: count per name too, wherever the guesses come from."""
    body = request.get_json(silent=True, force=True) if request.is_json else None
    tried = body.get("username") if isinstance(body, dict) else request.form.get("username")
    return f"name:{str(tried)[:64]}"


def sign_in_limit(view: View) -> View:
    """Bound sign-ins: thirty a minute from an address, ten a minute for a name."""
    per_address = limiter.limit("30 per minute", methods=["POST"])
    per_name = limiter.limit("10 per minute", key_func=_name_tried, methods=["POST"])
    return cast(View, per_address(per_name(view)))


# A device's token is beyond guessing, and nobody's name goes with it.
device_limit = limiter.limit("30 per minute", methods=["POST"])
links_limit = limiter.limit("240 per minute")
