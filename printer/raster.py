"""A slip as ESC/POS bytes: its picture in bands of `GS v 0`, and the commands around it. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

BAND = 64

INITIALISE = b"\x1b@"
NO_UNASKED_STATUS = b"\x1da\x00"
FEED_AND_CUT = b"\x1dVB\x00"  # as far as the knife, then partially: the slip hangs on until it is taken


def bands(image: Image.Image) -> Iterator[bytes]:
    """One `GS v 0` command for every 64 rows, top to bottom; the picture's width must be a multiple of 8.

    Short bands, because a cheap printer's buffer holds no whole slip, and because time-outs count per band.
    """
    width = image.width // 8
    for top in range(0, image.height, BAND):
        rows = min(BAND, image.height - top)
        band = image.crop((0, top, image.width, top + rows))
        header = b"\x1dv0\x00" + width.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield header + band.tobytes("raw", "1;I")


def largest_band(width: int) -> int:
    """Bytes of picture in the largest band of a picture `width` dots wide."""
    return BAND * width // 8
