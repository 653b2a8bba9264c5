"""QR codes in whole dots: level M, never scaled by a fraction; the paper itself gives the quiet zone."""

from __future__ import annotations

import segno
from PIL import Image

from printer.slip import BadSlip

SMALLEST_MODULE = 3


def draw_code(text: str, module: int, room: int) -> Image.Image:
    """A square 1-bit picture at most `room` dots wide, `module` dots for each module.

    More modules than fit make the dots smaller, down to 3 (0.375 mm), which telephones still read.
    Raises BadSlip beyond that.
    """
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    dots = min(module, room // len(matrix))
    if dots < SMALLEST_MODULE:
        raise BadSlip(f"slip.qr.text needs {len(matrix)} modules; too many for {room} dots")
    code = Image.new("1", (len(matrix), len(matrix)))
    code.putdata([0 if dark else 255 for row in matrix for dark in row])
    return code.resize((len(matrix) * dots,) * 2, Image.Resampling.NEAREST)
