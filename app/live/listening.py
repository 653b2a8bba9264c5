"""What a screen's connection may say, how it is told, and how it ends.

A screen says who it is and then answers pings. The websocket's library would keep the parts of a message without an
end, make each frame anew for each screen, lose the rest of one that a slow screen cannot take at once, and wait without
an end for the other side to say goodbye.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from engineio.packet import Packet as Carried
from flask_socketio import SocketIO
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

from app.clock import monotonic
from app.live.frames import answer, frame
from app.live.pings import Asked, Pings, is_pong

# The longest message a screen has is its token; in all it says a few bytes every five seconds.
LONGEST_MESSAGE = 16_384
ALLOWANCE, ALLOWANCE_A_SECOND = 65_536, 1_024
# Packets that have no parts still to come, which would be kept for ever.
WHOLE = frozenset({CONNECT, DISCONNECT, EVENT, ACK})
_OFFERS = "HTTP_SEC_WEBSOCKET_EXTENSIONS"
# Where the servers leave the connection itself.
_CONNECTIONS = frozenset({"gunicorn.socket", "werkzeug.socket"})


def kind_of(message: Any) -> int | None:
    """Return which of Socket.IO's packets a message is, or None for what is none that a screen sends."""
    try:
        kind = Packet(encoded_packet=message).packet_type if isinstance(message, str) else None
    except Exception:
        # Whatever its decoder stumbles over is nothing to us.
        return None
    return kind if kind in WHOLE else None


def _is_carried(message: Any) -> bool:
    try:
        return bool(Carried(encoded_packet=message))
    except ValueError:
        return False


class Listened:
    """A screen's connection, ended once more has come in than a screen ever says, and heard here when it has only a
    ping to answer; the rest is the connection's own.
    """

    def __init__(self, connection: Any, answered: Callable[[], object]) -> None:
        self._connection = connection
        self._answered = answered
        self._begun = monotonic()
        self._heard = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def recv(self, size: int) -> bytes:
        """Read. Raises OSError, which ends the connection, for whoever says too much."""
        while is_pong(data := self._read(size)):
            self._answered()
        return data

    def _read(self, size: int) -> bytes:
        data: bytes = self._connection.recv(size)
        self._heard += len(data)
        if self._heard > ALLOWANCE + ALLOWANCE_A_SECOND * (monotonic() - self._begun):
            raise OSError("more than a screen has to say")
        return data


def _agree(environ: dict[str, Any]) -> bool:
    """Have the library agree to pressed frames only as they are made here; tell whether the screen takes them."""
    agreed = answer(environ.pop(_OFFERS, ""))
    if agreed:
        environ[_OFFERS] = agreed
    return agreed is not None


def listen_carefully(server: SocketIO, pings: Pings) -> None:
    """Have the server's websockets hear no more than screens say, send what is made once, be asked together whether
    they are there, and end when closed.
    """
    usual = server.server.eio._async["websocket"]

    class Careful(usual):  # type: ignore[misc,valid-type]
        def __init__(self, handler: Any, eio: Any) -> None:
            super().__init__(handler, eio)
            self.server_args["max_message_size"] = LONGEST_MESSAGE
            self._asked = Asked(handler.__self__, pings)

        def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
            self.pressed = _agree(environ)
            for name in environ.keys() & _CONNECTIONS:
                self._asked.line = environ[name]
                environ[name] = Listened(environ[name], self._asked.answered)
            return super().__call__(environ, start_response)

        def send(self, message: Any) -> None:
            """Send a text, all of it. Raises OSError when the connection has ended."""
            if not self.ws.connected:
                raise OSError("closed")
            with self._asked.sending:
                self.ws.sock.sendall(frame(message, pressed=self.pressed))

        def wait(self) -> Any:
            """Return the next message; one that is no packet of the transport's is the last there was."""
            message = super().wait()
            return message if message is not None and _is_carried(message) else None

        def close(self) -> None:
            super().close()
            with suppress(OSError):
                self.ws.sock.shutdown(socket.SHUT_RDWR)

    server.server.eio._async = {**server.server.eio._async, "websocket": Careful}
