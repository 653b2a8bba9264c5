"""From an HTTP request to a use case and back: its key, its mark, its answer."""

import hashlib
import re
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import g, request

from app import metrics
from app.context import here
from app.domain.errors import BadInput, Refusal
from app.services.callers import Unproven
from app.services.perform import NothingDone, Request, UseCase, perform
from app.store.foreseen import Question
from app.web.bodies import FIRST_DAY, LAST_DAY

_KEY = re.compile(r"[\x21-\x7e]{8,200}")


def act(use_case: UseCase, *, foreseen: Sequence[Question] = ()) -> dict[str, Any]:
    """Run a use case for the present request, once per key, and return its answer. See `perform` for the rest."""
    kind = request.endpoint or ""
    with metrics.change(kind, nothing=(NothingDone, Unproven)):
        return perform(
            here().database,
            g.centre_id,
            asked(),
            use_case,
            on_repeat=lambda: metrics.repeated(kind),
            foreseen=foreseen,
        )


def asked() -> Request:
    """Return the present request as `perform` needs it. Raises BadInput for a key that is none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise BadInput(
            detail="Idempotency-Key has 8 to 200 printable characters without spaces",
            detail_vi="Idempotency-Key gồm 8 đến 200 ký tự in được, không có dấu cách",
        )
    return Request(g.actor, key, _fingerprint() if key else "", g.get("proof"))


def day_named(text: str, otherwise: Refusal) -> date:
    """Return the day a text names. Raises `otherwise` for what is no day, or none that a hall will ever have."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise otherwise from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise otherwise
    return day


def pause() -> None:
    """Let the worker turn to others in the midst of a long reading; never within a change, where all must wait."""
    time.sleep(0)


def _fingerprint() -> str:
    """Mark what was asked, so that the same key with another method, path or body is found out."""
    mark = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    mark.update(request.get_data(cache=True))
    return mark.hexdigest()
