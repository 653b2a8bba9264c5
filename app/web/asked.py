"""What the log says of the request in whose service something was written: its id, the centre, who asked.

Who asked is the key that events have, such as "staff:12"; never a name, nor an address, nor what was sent.
"""

import re
import secrets
from typing import Any

from flask import g, has_request_context, request

HEADER = "X-Request-Id"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def request_id() -> str:
    """Return this request's id: the one that a proxy gave it, or one of our own."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_id)


def say(_logger: Any, _method: str, words: Any) -> Any:
    """Add to a line of the log what it is about; a processor of structlog."""
    if has_request_context():
        words.setdefault("request", request_id())
        words.setdefault("route", f"{request.method} {request.url_rule}")
        if "actor" in g:
            words.setdefault("actor", g.actor.key)
            words.setdefault("centre", g.centre_id)
    return words
