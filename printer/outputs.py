"""How a printer is reached: transports, most of them of python-escpos, with a time-out on all they do.

`parse_output` turns `usb:…`, `serial:…`, `network:…` and `file:…` into one of them. What is sent is none of
this module's business.
"""

from __future__ import annotations

import errno
import os
import select
import shutil
import stat
import time
from collections.abc import Callable
from typing import Any, Protocol

import escpos.capabilities
from escpos.exceptions import Error
from escpos.printer import Network, Serial, Usb

SEND_SECONDS = 3.0
ANSWER_SECONDS = 1.0

# Whatever a transport throws when cable, power, paper or permission is wrong. ValueError, RuntimeError and
# AssertionError are how python-escpos and pyusb speak of a missing back end or a device that went away.
TROUBLE = (OSError, Error, ValueError, RuntimeError, AssertionError)

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    # The library leaves a new temporary folder behind at every start, however often a process restarts.
    shutil.rmtree(escpos.capabilities.pickle_dir, ignore_errors=True)


class BadOutput(ValueError):
    """An output that names no printer; the message says what is expected."""


class Output(Protocol):
    """A way to a printer. All but the attributes may raise one of TROUBLE.

    `lasting`: it stays open from slip to slip. `answers`: the printer can speak back.
    """

    lasting: bool
    answers: bool

    def open(self) -> None:
        """Connect."""

    def close(self) -> None:
        """Let go. Bytes the printer has not taken within a few seconds are dropped."""

    def send(self, data: bytes) -> None:
        """Hand over all bytes, or raise within a few seconds."""

    def hear(self) -> bytes:
        """What the printer says within a second; nothing if it says nothing."""


class LibraryOutput:
    """A transport of python-escpos, as it is."""

    lasting = True
    answers = True

    def __init__(self, printer: Any) -> None:
        self.printer = printer

    def open(self) -> None:
        self.printer.open()

    def close(self) -> None:
        self.printer.close()

    def send(self, data: bytes) -> None:
        self.printer._raw(data)

    def hear(self) -> bytes:
        return bytes(self.printer._read())


class NetworkOutput(LibraryOutput):
    """A printer with an address of its own. Connected for each slip, since it serves one sender at a time."""

    lasting = False

    def hear(self) -> bytes:
        self.printer.device.settimeout(ANSWER_SECONDS)
        try:
            answer = super().hear()
        except TimeoutError:
            return b""
        finally:
            self.printer.device.settimeout(SEND_SECONDS)
        if not answer:
            raise ConnectionResetError("the printer closed the connection")
        return answer


class SerialOutput(LibraryOutput):
    """A printer at a serial line."""

    def open(self) -> None:
        super().open()
        # A slow line needs its time for one band: at most 64 rows of 72 bytes, ten bits a byte.
        self.printer.device.write_timeout = SEND_SECONDS + 64 * 72 * 10 / self.printer.baudrate
        self.printer.device.reset_input_buffer()

    def close(self) -> None:
        """Let the line run empty, but not for ever: a printer may hold it, and the library would wait."""
        line = self.printer.device
        deadline = time.monotonic() + SEND_SECONDS
        while line.out_waiting and time.monotonic() < deadline:
            time.sleep(0.02)
        line.reset_output_buffer()
        super().close()

    def hear(self) -> bytes:
        line = self.printer.device
        return bytes(line.read(1) + line.read(line.in_waiting))


class UsbOutput(LibraryOutput):
    """A printer reached through libusb. Its bulk endpoints are looked up, for makers differ."""

    def open(self) -> None:
        super().open()
        for interface in self.printer.device.get_active_configuration():
            for endpoint in interface:
                if endpoint.bmAttributes & 0x03 == 0x02:
                    name = "in_ep" if endpoint.bEndpointAddress & 0x80 else "out_ep"
                    setattr(self.printer, name, endpoint.bEndpointAddress)

    def hear(self) -> bytes:
        try:
            return super().hear()
        except OSError as problem:
            if problem.errno == errno.ETIMEDOUT:
                return b""
            raise


class FileOutput:
    """A device file such as /dev/usb/lp0, or a plain file (appended to) for trials.

    The library's own waits for ever when a printer stops taking bytes, and cannot read.
    """

    lasting = False

    def __init__(self, path: str) -> None:
        self.answers = False  # only a device can; known once it is open
        self._path = path
        self._file = -1

    def open(self) -> None:
        self.answers = os.path.exists(self._path) and stat.S_ISCHR(os.stat(self._path).st_mode)
        flags = os.O_RDWR if self.answers else os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(self._path, flags | os.O_NONBLOCK | os.O_NOCTTY, 0o640)

    def close(self) -> None:
        os.close(self._file)

    def send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            if not select.select([], [self._file], [], SEND_SECONDS)[1]:
                raise TimeoutError(f"{self._path} takes no more bytes")
            rest = rest[os.write(self._file, rest) :]

    def hear(self) -> bytes:
        heard = select.select([self._file], [], [], ANSWER_SECONDS)[0]
        return os.read(self._file, 16) if heard else b""


def parse_output(spec: str) -> Output:
    """The transport a specification names, not yet opened. Raises BadOutput.

    `usb:04b8:0e15`, `serial:/dev/ttyUSB0:115200` (9600 when left out), `network:192.168.1.50:9100` (9100 when
    left out), `file:/dev/usb/lp0`.
    """
    kind, _, rest = spec.partition(":")
    if kind not in KINDS or not rest:
        raise BadOutput(f"output {spec!r} is none of " + ", ".join(form for _, form in KINDS.values()))
    make, form = KINDS[kind]
    try:
        return make(rest)
    except ValueError as problem:
        raise BadOutput(f"output {spec!r} is not of the form {form}") from problem
    except RuntimeError as problem:
        raise BadOutput(f"output {spec!r}: {problem}") from problem


def _usb(rest: str) -> Output:
    if not Usb.is_usable():
        raise RuntimeError("pyusb is not installed")
    vendor, product = (int(half, 16) for half in rest.split(":"))
    return UsbOutput(Usb(vendor, product, timeout=int(SEND_SECONDS * 1000)))


def _serial(rest: str) -> Output:
    path, _, speed = rest.rpartition(":")
    return SerialOutput(Serial(path or rest, int(speed) if path else 9600, timeout=ANSWER_SECONDS))


def _network(rest: str) -> Output:
    host, _, text = rest.rpartition(":")
    port = int(text) if host else 9100
    if not 0 < port < 65536:
        raise ValueError("no such port")
    return NetworkOutput(Network(host or rest, port, timeout=SEND_SECONDS))


KINDS: dict[str, tuple[Callable[[str], Output], str]] = {
    "usb": (_usb, "usb:VENDOR:PRODUCT"),
    "serial": (_serial, "serial:/dev/ttyUSB0:9600"),
    "network": (_network, "network:HOST:9100"),
    "file": (FileOutput, "file:/dev/usb/lp0"),
}
