"""A screen's and a presser's end of their connections, for a loop without libraries between: it tells them what came,
and they answer what is to be answered.
"""

import json
import time
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection
from typing import Any

from bench.frames import Frames, said, upgrade
from bench.wire import HEAD_END, length_of

# Socket.IO's words, each with the transport's digit before it.
_OPENED, _PING, _PONG, _WELCOME, _REFUSED, _EVENT = b"0", b"2", "3", b"40", b"44", b"42"

# What a screen says it is; nothing to a server that does not ask.
Auth = dict[str, str] | None


class Screen:
    """A page that looks."""

    def __init__(self, port: int, auth: Auth) -> None:
        self.auth = auth
        self.socket = create_connection(("127.0.0.1", port))
        self.socket.sendall(upgrade(port))
        self.welcome = False
        self._hello = f"40{json.dumps(auth) if auth else ''}"
        self._upgraded = False
        self._frames = Frames()

    def cut(self, data: bytes) -> list[bytes]:
        """Return the frames that are whole by now. Raises ConnectionResetError at the end, ConnectionRefusedError for
        a door that does not open.
        """
        if not data:
            raise ConnectionResetError("closed by the server")
        if not self._upgraded:
            # Loopback gives a head this short in one piece.
            head, _, data = data.partition(HEAD_END)
            if b" 101 " not in head[:16]:
                raise ConnectionRefusedError(head[:80].decode(errors="replace"))
            self._upgraded = True
        return self._frames.cut(data)

    def hear(self, frame: bytes) -> bytes | None:
        """Answer what is to be answered; return a snapshot's text, or None for any other frame."""
        text = self._frames.text(frame)
        if text[:1] == _PING:
            self.socket.sendall(said(_PONG))
        elif text[:1] == _OPENED:
            self.socket.sendall(said(self._hello))
        elif text[:2] == _REFUSED:
            raise ConnectionRefusedError(text.decode())
        self.welcome = self.welcome or text[:2] == _WELCOME
        return text if text[:2] == _EVENT else None


class Presser:
    """The connection by which somebody presses; one request at a time."""

    def __init__(self, port: int) -> None:
        self.socket = create_connection(("127.0.0.1", port))
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._read = b""

    def send(self, request: bytes) -> float:
        """Send a request; return the moment just before."""
        self._read = b""
        at = time.perf_counter()
        self.socket.sendall(request)
        return at

    def take(self, data: bytes) -> tuple[int, Any] | None:
        """Take in a part of the answer; return its status and what it says once it is whole. Raises
        ConnectionResetError at the end.
        """
        if not data:
            raise ConnectionResetError("closed by the server")
        self._read += data
        head, end, body = self._read.partition(HEAD_END)
        if not end or len(body) < length_of(head):
            return None
        return int(head[9:12]), json.loads(body)
