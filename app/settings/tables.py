"""The shape of the settings: every key with its type, its bounds and its default.

config.toml explains the same keys to whoever runs a hall. What the centre is (fields, counters, hours) does
not belong here but in the centre's own file; reading and refusing are in `load`.
"""

import socket
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.dataclasses import dataclass

_NAMED_AND_TYPED = ConfigDict(extra="forbid", strict=True)
_Port = Annotated[int, Field(ge=1, le=65535)]
_Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Server:
    """Where the hall answers. `var` holds what it writes: database, logs, sockets, secrets."""

    host: _Text = "127.0.0.1"
    port: _Port = 8000
    public_url: str = ""
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    demonstration: bool = False
    trusted_proxies: tuple[str, ...] = ()
    var: _Text = "var"


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Database:
    """An SQLAlchemy address, complete after loading: absolute for SQLite, with its driver for PostgreSQL; and how many
    connections each worker may open there.
    """

    url: _Text = "sqlite:///luot.db"
    connections: Annotated[int, Field(ge=2, le=100)] = 10

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file of this machine."""
        return self.url.startswith("sqlite")


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Redis:
    """Empty when one worker serves alone."""

    url: str = ""


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Centre:
    """The file the first start takes the centre from; absolute after loading."""

    file: _Text


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class PrinterOutput:
    """One printer that ./run looks after: the device's name in the centre and where its paper is.

    The output "paper" is the virtual printer of this machine.
    """

    device: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    output: _Text
    width: Literal[58, 80] = 80


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Printers:
    """The printers on this machine; those elsewhere in the hall run their own agent."""

    paper: bool = False
    paper_port: _Port = 9100
    outputs: tuple[PrinterOutput, ...] = ()


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Voice:
    """The reading process. `rate` is in words a minute; the paths are absolute after loading."""

    enabled: bool = True
    socket: _Text = "voice.sock"
    cache: _Text = "speech"
    vietnamese: _Text = "aav/vi"
    english: _Text = "gmw/en"
    rate: Annotated[int, Field(ge=80, le=300)] = 150
    deadline_seconds: Annotated[float, Field(ge=0.1, le=60)] = 5.0


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class HallClock:
    """A hall time of its own, for a demonstration or a replay; without it hall time is the real time."""

    start: Annotated[AwareDatetime | None, Field(alias="from")] = None
    speed: Annotated[float, Field(gt=0, le=3600)] = 1.0


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Limits:
    """What one caller may take of the server."""

    sockets_per_address: Annotated[int, Field(ge=1)] = 200
    body_bytes: Annotated[int, Field(ge=1024)] = 65536


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Log:
    """How much the processes say, and as what: lines for people, or JSON for a collector."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Metrics:
    """Who may read /metrics: addresses or networks."""

    readers: tuple[str, ...] = ("127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class File:
    """config.toml as it is written: one field for each of its tables."""

    centre: Centre
    server: Server = Server()
    database: Database = Database()
    redis: Redis = Redis()
    printers: Printers = Printers()
    voice: Voice = Voice()
    clock: HallClock = HallClock()
    limits: Limits = Limits()
    log: Log = Log()
    metrics: Metrics = Metrics()


@dataclass(frozen=True, kw_only=True, config=_NAMED_AND_TYPED)
class Settings(File):
    """Everything that was set, every path absolute. `source` is the file it came from."""

    source: Path

    @property
    def var_dir(self) -> Path:
        """The folder of what this hall writes."""
        return Path(self.server.var)

    @property
    def local_url(self) -> str:
        """The server's address for programs on this machine."""
        return f"http://{_bracketed(loopback(self.server.host))}:{self.server.port}"

    @property
    def public_url(self) -> str:
        """The address on slips and in QR codes, without a slash at the end."""
        server = self.server
        return server.public_url.rstrip("/") or f"http://{_bracketed(own_address(server.host))}:{server.port}"


def loopback(host: str) -> str:
    """The address at which this machine reaches a server bound to `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def own_address(host: str) -> str:
    """Where others reach a server bound to `host`; when that is every address, the one that leads out."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # Connecting a datagram socket sends nothing; it only looks up the route.
        except OSError:
            return loopback(host)
        return str(probe.getsockname()[0])


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
