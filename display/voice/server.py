"""HTTP on the Unix socket: what comes in is bounded and checked, what goes out is a WAV or an error."""

import json
import logging
import os
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from display.voice import parts
from display.voice.errors import (
    BadInput,
    BadRequest,
    LengthRequired,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    VoiceError,
    VoiceFailed,
)
from display.voice.studio import Studio

log = logging.getLogger(__name__)

LARGEST_BODY = 8 * 1024
DRAINED = 64 * 1024


class VoiceServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Serves a Studio on a Unix socket only its owner may use. Threads only wait: there is one engine."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, studio: Studio) -> None:
        self.studio = studio
        super().__init__(os.fspath(path), _Handler)

    def server_bind(self) -> None:
        """Bind with mode 0600 from the first moment on, instead of closing a door that stood open."""
        before = os.umask(0o177)
        try:
            super().server_bind()
        finally:
            os.umask(before)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log a fault of ours; a caller who hung up is none."""
        if not isinstance(sys.exception(), ConnectionError):
            log.exception("a request failed")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "voice", ""
    timeout = 30  # seconds a connection may be idle
    server: VoiceServer

    def do_POST(self) -> None:
        self._answer("POST")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        try:
            kind, body = self._result(method)
        except VoiceError as refusal:
            self._refuse(refusal)
        except TimeoutError:
            raise  # the caller's body did not come; the base class closes the connection
        except Exception:
            log.exception("a speech failed")
            self._refuse(VoiceFailed("The voice has a fault; its log says which."))
        else:
            self._send(HTTPStatus.OK, kind, body)

    def _result(self, method: str) -> tuple[str, bytes]:
        body = self._body()
        match self.path, method:
            case "/speech", "POST":
                return "audio/wav", self.server.studio.speech(parts.parse(body))
            case "/health", "GET":
                return "application/json", json.dumps(self.server.studio.health()).encode()
            case "/speech" | "/health", _:
                raise MethodNotAllowed(f"{self.path} does not take {method}.")
        raise NotFound(f"There is no {self.path} here.")

    def _body(self) -> bytes:
        """Read the body before anything is decided, or the connection's next request begins inside it."""
        length = self.headers.get("Content-Length", "0" if self.command == "GET" else "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            raise LengthRequired("Content-Length must say how long the body is.")
        size = int(length) if len(length) < 10 else sys.maxsize
        if size > LARGEST_BODY:
            self.close_connection = True
            self.rfile.read(min(size, DRAINED))  # or the caller's pipe breaks before the answer
            raise TooLarge(f"The body may have {LARGEST_BODY} bytes.")
        body = self.rfile.read(size)
        if len(body) < size:
            self.close_connection = True
            raise BadInput("The body is shorter than its Content-Length.")
        return body

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no HTTP of ours in the one error shape, too; the base class calls this."""
        self.close_connection = True
        self._send_json(code, BadRequest(message or HTTPStatus(code).phrase))

    def _refuse(self, refusal: VoiceError) -> None:
        self._send_json(refusal.status, refusal)

    def _send_json(self, status: int, refusal: VoiceError) -> None:
        self._send(status, "application/json", json.dumps(refusal.body(), ensure_ascii=False).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request: the hall speaks hundreds of times a day, and /health counts them."""
