"""Websocket frames, each made once for everybody who gets the same.

The websocket's library presses a message anew for each screen, told by all it ever sent there: that was most of what a
call took with many screens, and some hundred KiB for each. So nothing is pressed by what came before it, and a frame is
the same bytes for everybody.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache

EXTENSION = "permessage-deflate"
# What the browser offers is answered with this: neither side presses by what it sent before.
ALONE = f"{EXTENSION}; server_no_context_takeover; client_no_context_takeover"
# A demand that zlib's usual window does not meet.
_NARROWER = "server_max_window_bits"
_WHOLE_TEXT, _PRESSED = 0x81, 0x40
# Shorter than this gains nothing: pings and greetings.
SMALLEST = 256
# As many as are on their way at a time: one for each audience and some counters.
KEPT = 16
# What a sender leaves off the end of every message it presses (RFC 7692, 7.2.1).
_LEFT_OFF = b"\x00\x00\xff\xff"


def answer(offers: str) -> str | None:
    """Return what to take of a client's offers of extensions, if there is anything."""
    return ALONE if any(names == EXTENSION and _NARROWER not in rest for names, rest in _offers(offers)) else None


def _offers(offers: str) -> Iterator[tuple[str, str]]:
    for offer in offers.split(","):
        name, _, parameters = offer.partition(";")
        yield name.strip().lower(), parameters.lower()


def frame(message: str, *, pressed: bool) -> bytes:
    """Return a text as it goes over the wire."""
    if len(message) < SMALLEST:
        return _frame(_WHOLE_TEXT, message.encode())
    return _long(message, pressed)


@lru_cache(KEPT)
def _long(message: str, pressed: bool) -> bytes:
    if not pressed:
        return _frame(_WHOLE_TEXT, message.encode())
    press = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    data = press.compress(message.encode()) + press.flush(zlib.Z_SYNC_FLUSH)
    return _frame(_WHOLE_TEXT | _PRESSED, data.removesuffix(_LEFT_OFF))


def _frame(first: int, data: bytes) -> bytes:
    length = len(data)
    if length < 126:
        return bytes((first, length)) + data
    if length < 1 << 16:
        return bytes((first, 126)) + length.to_bytes(2, "big") + data
    return bytes((first, 127)) + length.to_bytes(8, "big") + data
