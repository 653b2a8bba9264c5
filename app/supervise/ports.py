"""Whether a port is free, asked before anything starts rather than found out half way."""

import errno
import socket
import time

from app import clock

_SOON = 0.1


class PortRefused(Exception):
    """The address cannot be listened at; the message says why and what to do."""


def require_free(host: str, port: int, *, wait: float = 0.0) -> None:
    """Make sure that the server can listen there, allowing `wait` seconds for a predecessor to end.

    Raises PortRefused.
    """
    until = clock.monotonic() + wait
    while (fault := _fault(host, port)) is not None:
        if fault.errno != errno.EADDRINUSE or clock.monotonic() >= until:
            raise PortRefused(_sentence(host, port, fault))
        time.sleep(_SOON)


def next_free(host: str, port: int) -> int:
    """`port`, or the next one above it that is free. Raises PortRefused after a hundred taken ones."""
    for candidate in range(port, min(port + 100, 65536)):
        if _fault(host, candidate) is None:
            return candidate
    raise PortRefused(f"port {port} and the hundred above it are all in use on {host}")


def _fault(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as fault:
        return fault
    return None


def _sentence(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"port {port} is already in use on {host}; choose another: PORT={port + 1} ./run"
    if fault.errno == errno.EACCES:
        return f"port {port} may only be opened by an administrator; choose one above 1023: PORT=8000 ./run"
    if fault.errno == errno.EADDRNOTAVAIL or isinstance(fault, socket.gaierror):
        return f"{host} is not an address of this machine; HOST=127.0.0.1 is, and HOST=0.0.0.0 is all of them"
    return f"{host}:{port} cannot be listened at: {fault.strerror}"
