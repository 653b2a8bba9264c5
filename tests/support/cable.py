"""The cable between a screen and its server: a forwarder on loopback that can be pulled, cut, or go deaf one way."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

LOOK_SECONDS = 0.1
CHUNK = 65536


class Cable:
    """Reaches a server at another address of this machine, `url`. Whole until something is done to it.

    Pulled, it carries nothing and tells nobody, as a switch that lost its power does. Cut, every connection is closed
    and new ones are turned away. Deaf, what is sent reaches the server, but no answer comes back.
    """

    def __init__(self, server_url: str) -> None:
        parts = urlsplit(server_url)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._whole = threading.Event()
        self._whole.set()
        self._deaf = False
        self._refuses = False
        self._ended = False
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self._whole.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._close_all()

    def pull(self) -> None:
        """Carry nothing more, in either direction, until it is mended."""
        self._whole.clear()

    def cut(self) -> None:
        """Close what is open and turn away what comes, until it is mended."""
        self._refuses = True
        self._close_all()

    def deafen(self) -> None:
        """Carry requests on and drop every answer, until it is mended."""
        self._deaf = True

    def mend(self) -> None:
        """Be whole again. Connections that missed something are closed: a stream with a hole in it is none."""
        if self._deaf or not self._whole.is_set():
            self._close_all()
        self._deaf = self._refuses = False
        self._whole.set()

    def _listen(self) -> None:
        while not self._ended:
            try:
                screen, _ = self._listener.accept()
            except OSError:
                return
            if self._refuses:
                screen.close()
                continue
            threading.Thread(target=self._join, args=(screen,), daemon=True).start()

    def _join(self, screen: socket.socket) -> None:
        try:
            server = socket.create_connection(self._server, 10)
        except OSError:
            screen.close()
            return
        server.settimeout(None)
        with self._lock:
            self._ends |= {screen, server}
        threading.Thread(target=self._carry, args=(screen, server, False), daemon=True).start()
        self._carry(server, screen, True)

    def _carry(self, source: socket.socket, sink: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                while not self._whole.wait(LOOK_SECONDS):
                    pass
                if not (back and self._deaf):
                    sink.sendall(data)
        self._close(source, sink)

    def _close_all(self) -> None:
        with self._lock:
            ends = list(self._ends)
        self._close(*ends)

    def _close(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        with self._lock:
            self._ends -= set(ends)
