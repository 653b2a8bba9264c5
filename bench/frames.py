"""A websocket from the screen's side, as much of it as the hall's server uses: one whole frame for each message, not
masked on the way here, pressed by permessage-deflate, which is offered as Chromium offers it.
"""

import zlib

TEXT, CLOSE, PING = 1, 8, 9
_PRESSED, _KIND, _LENGTH = 0x40, 0x0F, 0x7F
# What a sender leaves off the end of every message it presses (RFC 7692, 7.2.1).
_LEFT_OFF = b"\x00\x00\xff\xff"
_UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bHXhu6N0IGLDoG4gxJFvIQ==\r\n"
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)


def upgrade(port: int) -> bytes:
    """Return the request with which a screen's websocket begins."""
    return _UPGRADE.format(port=port).encode()


def said(text: str) -> bytes:
    """Return a short text as a screen sends it: masked, with a mask that changes nothing. Raises ValueError for what
    is longer than 64 KiB.
    """
    data = text.encode()
    if len(data) > 0xFFFF:
        raise ValueError("a screen has no more than that to say")
    length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return bytes([0x80 | TEXT]) + length + bytes(4) + data


class Frames:
    """The frames of one connection. Cutting them apart costs little and is done at once; reading is for later."""

    def __init__(self) -> None:
        self._read = b""
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)

    def cut(self, data: bytes) -> list[bytes]:
        """Take in what came; return the frames that are whole by now."""
        self._read += data
        frames = []
        while (end := self._end()) is not None:
            frames.append(self._read[:end])
            self._read = self._read[end:]
        return frames

    def text(self, frame: bytes) -> bytes:
        """Return what a frame says. Each is to be read once, in the order in which they came: what one says is told
        by what those before it said. Raises ConnectionResetError for the frame that ends the connection.
        """
        kind, data = frame[0] & _KIND, frame[_start(frame) :]
        if kind == CLOSE:
            raise ConnectionResetError("shown out")
        if not frame[0] & _PRESSED:
            return data
        return self._inflate.decompress(data + _LEFT_OFF)

    def _end(self) -> int | None:
        """Return where the first frame ends, or None while it is not whole."""
        read = self._read
        if len(read) < 2 or len(read) < (start := _start(read)):
            return None
        end = start + (int.from_bytes(read[2:start], "big") if start > 2 else read[1] & _LENGTH)
        return end if end <= len(read) else None


def _start(frame: bytes) -> int:
    """Return where in a frame its data begin."""
    return {126: 4, 127: 10}.get(frame[1] & _LENGTH, 2)
