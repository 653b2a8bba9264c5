"""Scripts and styles travel packed: on a phone's connection they are most of what a page weighs beside its type.

Only files that are the same for everybody are packed. A page or an answer with somebody's secret in it is not: its
packed length would tell of what is in it.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

KINDS = frozenset({"text/javascript", "text/css", "image/svg+xml"})
# A file that fits a packet anyway gains nothing.
SMALLEST = 1000
KEPT = 400


def pack(response: Response) -> Response:
    """Give a file's text packed to whoever takes it so; the same file keeps its mark, and need not be sent again."""
    mark, _ = response.get_etag()
    if mark is None or response.mimetype not in KINDS:
        return response
    response.vary.add("Accept-Encoding")
    whole = response.status_code == 200 and (response.content_length or 0) >= SMALLEST
    if whole and request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        response.set_data(_packed(response.get_data()))
        response.content_encoding = "gzip"
        response.set_etag(mark, weak=True)
    return response


@lru_cache(KEPT)
def _packed(text: bytes) -> bytes:
    return gzip.compress(text, mtime=0)


def configure(app: Flask) -> None:
    """Pack what the application serves."""
    app.after_request(pack)
