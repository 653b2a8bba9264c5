"""Ids are opaque to clients; here they turn into the numbers they are."""

from app.domain.errors import Refusal

LARGEST = 2**63 - 1


def parse(text: str, refusal: type[Refusal]) -> int:
    """Return an id's number; anything else names nothing. Raises `refusal`."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST):
        raise refusal()
    return int(text)
