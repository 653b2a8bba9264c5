"""Reading the settings: config.toml, the environment over it, a refusal by name of what cannot be used."""

import dataclasses
import difflib
import ipaddress
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from app.settings.tables import Centre, File, HallClock, PrinterOutput, Settings

ROOT = Path(__file__).resolve().parents[2]


class SettingsError(Exception):
    """The settings cannot be used; the message names every wrong one, a line each."""


_FROM_ENVIRONMENT = {
    "HOST": ("server", "host"),
    "PORT": ("server", "port"),
    "LUOT_VAR": ("server", "var"),
    "LUOT_PAPER_PORT": ("printers", "paper_port"),
    "DATABASE_URL": ("database", "url"),
    "REDIS_URL": ("redis", "url"),
}


def load(path: str | Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `path`, else LUOT_CONFIG, else config.toml beside the code.

    The environment goes before the file. Raises SettingsError, which names each wrong setting.
    """
    source = Path(path or environ.get("LUOT_CONFIG") or ROOT / "config.toml").absolute()
    tables = _read(source)
    origin = _overlay(tables, environ)
    try:
        # As JSON, because pydantic's strict mode takes a table for a dataclass only there.
        written = TypeAdapter(File).validate_json(json.dumps(tables, default=str))
    except ValidationError as error:
        lines = [_sentence(source, origin, detail) for detail in error.errors(include_url=False)]
        raise SettingsError("\n".join(lines)) from None
    _refuse_what_cannot_work(source, written)
    return _resolved(source, written)


def _read(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise SettingsError(f"{source}: the settings cannot be read: {reason}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{source}: not valid TOML: {error}") from None


def _overlay(tables: dict[str, Any], environ: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Put what the environment says over the file's tables; say which keys came from which variable."""
    origin = {}
    for variable, (table, key) in _FROM_ENVIRONMENT.items():
        text = environ.get(variable, "").strip()
        section = tables.setdefault(table, {}) if text else None
        if isinstance(section, dict):
            section[key] = int(text) if key.endswith("port") and text.isdecimal() else text
            origin[table, key] = variable
    return origin


def _sentence(source: Path, origin: Mapping[tuple[str, str], str], detail: ErrorDetails) -> str:
    """One wrong setting as a line: where it stands, what is wrong, what was perhaps meant."""
    place = detail["loc"]
    table, key = str(place[0]), ".".join(str(part) for part in place[1:])
    variable = origin.get((table, key))
    where = f"{variable} (environment)" if variable else f"{source.name}: [{table}] {key}".rstrip()
    if detail["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"{where}: there is no such setting{_guess(place)}"
    if detail["type"] == "missing":
        return f"{where}: is missing and has no default"
    return f"{where}: {detail['input']!r} cannot be used: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _guess(place: tuple[int | str, ...]) -> str:
    known = _keys_at(place[:-1])
    close = difflib.get_close_matches(str(place[-1]), known, n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else f"; known here: {', '.join(known)}"


def _keys_at(place: tuple[int | str, ...]) -> list[str]:
    """The names that may stand in a table, `()` being the whole file."""
    tables: dict[tuple[int | str, ...], type] = {(): File, ("printers", "outputs"): PrinterOutput}
    tables |= {(field.name,): field.type for field in dataclasses.fields(File) if isinstance(field.type, type)}
    kind = tables[tuple(part for part in place if isinstance(part, str))]
    return ["from" if kind is HallClock and f.name == "start" else f.name for f in dataclasses.fields(kind)]


def _refuse_what_cannot_work(source: Path, written: File) -> None:
    lines = [f"{source.name}: {line}" for line in _contradictions(written)]
    if lines:
        raise SettingsError("\n".join(lines))


def _contradictions(written: File) -> Iterator[str]:
    server, url = written.server, written.database.url
    if database_url(url, Path("/")) is None:
        yield f"[database] url: {_without_password(url)!r}: give sqlite:///FILE or postgresql://HOST/NAME"
    if server.workers > 1 and written.database.embedded:
        yield f"[server] workers: {server.workers} workers need PostgreSQL; SQLite serves one"
    if server.workers > 1 and not written.redis.url:
        yield f"[server] workers: {server.workers} workers need Redis ([redis] url)"
    if written.redis.url and urlsplit(written.redis.url).scheme not in ("redis", "rediss", "unix"):
        yield f"[redis] url: {_without_password(written.redis.url)!r}: give redis://HOST:6379/0"
    if server.public_url and urlsplit(server.public_url).scheme not in ("http", "https"):
        yield f"[server] public_url: {server.public_url!r}: give a whole address, as https://luot.example.vn"
    addresses = {"[server] trusted_proxies": server.trusted_proxies, "[metrics] readers": written.metrics.readers}
    for key, address in ((key, address) for key, named in addresses.items() for address in named):
        if not _is_network(address):
            yield f"{key}: {address!r} is neither an IP address nor a network"
    if any(output.output == "paper" for output in written.printers.outputs) and not written.printers.paper:
        yield '[printers] outputs: the output "paper" needs paper = true'
    devices = [output.device for output in written.printers.outputs]
    for device in sorted({name for name in devices if devices.count(name) > 1}):
        yield f"[printers] outputs: the device {device!r} stands there twice"


def database_url(url: str, var_dir: Path) -> str | None:
    """The address for SQLAlchemy; None for one that cannot be used. A relative file lies in `var_dir`."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg") and rest:
        return f"postgresql+psycopg://{rest}"
    name = rest.removeprefix("/")
    if scheme != "sqlite" or not rest.startswith("/") or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return f"sqlite:///{var_dir / name}"


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":…@") if password else url


def _is_network(address: str) -> bool:
    try:
        ipaddress.ip_network(address, strict=False)
    except ValueError:
        return False
    return True


def _resolved(source: Path, written: File) -> Settings:
    """The same settings with every path absolute: beside the file, or in the var folder."""
    var_dir = (source.parent / written.server.var).absolute()
    tables = {field.name: getattr(written, field.name) for field in dataclasses.fields(File)}
    tables["server"] = dataclasses.replace(written.server, var=str(var_dir))
    url = database_url(written.database.url, var_dir) or written.database.url
    tables["database"] = dataclasses.replace(written.database, url=url)
    tables["centre"] = Centre(file=str(source.parent / written.centre.file))
    tables["voice"] = dataclasses.replace(
        written.voice, socket=str(var_dir / written.voice.socket), cache=str(var_dir / written.voice.cache)
    )
    return Settings(**tables, source=source)
