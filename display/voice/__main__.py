"""`python -m display.voice`: the command line, and the process's beginning and end."""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from display.voice.cache import Cache
from display.voice.server import VoiceServer
from display.voice.socket_file import SocketTaken, claimed
from display.voice.studio import Studio

log = logging.getLogger("display.voice")


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code, 1 when the socket is taken."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    ending = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: ending.set())
    try:
        with claimed(options.socket):
            _serve(options, ending)
    except (SocketTaken, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _serve(options: argparse.Namespace, ending: threading.Event) -> None:
    studio = Studio(
        Cache(options.cache),
        {"vi": options.vi, "en": options.en},
        rate=options.rate,
        deadline=options.deadline,
        look_again=options.look_again,
    )
    with VoiceServer(options.socket, studio) as server:
        studio.start()
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        log.info("listening on %s", options.socket)
        ending.wait()
        log.info("ending")
        server.shutdown()
        studio.end()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m display.voice", description="Lượt's voice: words in, WAV out.")
    parser.add_argument("--socket", type=Path, default=Path("var/voice.sock"), help="Unix socket to serve on")
    parser.add_argument("--cache", type=Path, default=Path("var/voice"), help="folder of sentences already spoken")
    parser.add_argument("--deadline", type=_seconds, default=5.0, help="seconds an answer may take")
    parser.add_argument("--rate", type=_rate, default=150, help="words a minute, 80–300")
    parser.add_argument("--look-again", type=_seconds, default=30.0, help="seconds between looks for a missing engine")
    parser.add_argument(
        "--vi",
        type=str.lower,
        default="aav/vi",
        help="Vietnamese voice; aav/vi-vn-x-south is the southern one",
    )
    parser.add_argument("--en", type=str.lower, default="gmw/en", help="English voice; gmw/en-us is the American one")
    return parser.parse_args(arguments)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0.1 <= value <= 3600:
        raise argparse.ArgumentTypeError("must be 0.1–3600 seconds")
    return value


def _rate(text: str) -> int:
    value = int(text)
    if not 80 <= value <= 300:
        raise argparse.ArgumentTypeError("must be 80–300 words a minute")
    return value


if __name__ == "__main__":
    sys.exit(main())
