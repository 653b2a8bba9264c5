"""A stand-in for the voice: HTTP over a Unix socket, with the loudspeaker's part left out."""

import dataclasses
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from app.context import Context
from app.voice import Voice
from tests.support.api import Api

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "


class StandIn(socketserver.ThreadingUnixStreamServer):
    """Answers every text with the same few bytes, or as told with `answer`; `heard` is what it was asked to say."""

    def __init__(self, path: str) -> None:
        super().__init__(path, _Door)
        self.heard: list[Any] = []
        self.answer: tuple[int, bytes] = (200, WAV)


class _Door(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.heard.append((self.path, json.loads(self.rfile.read(length))))
        self._say(*self.server.answer)

    def do_GET(self) -> None:
        self._say(200, b'{"state": "ready", "spoken": 3, "restarts": 0}')

    def address_string(self) -> str:
        return "the test"

    def log_message(self, *_words: Any) -> None:
        """Say nothing on the terminal."""

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def standing_in(folder: Path) -> Iterator[StandIn]:
    """Run a stand-in behind `voice.sock` in a folder."""
    with StandIn(str(folder / "voice.sock")) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def give_voice(api: Api, path: Path) -> None:
    """Let the application speak through a socket."""
    context: Context = api.app.extensions["luot"]
    api.app.extensions["luot"] = dataclasses.replace(context, voice=Voice(str(path), enabled=True))
