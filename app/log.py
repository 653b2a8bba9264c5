"""How this program's own words are written to its log."""

import logging
import sys
from collections.abc import MutableMapping, Sequence
from typing import Any

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, TimeStamper, add_log_level, format_exc_info

from app.settings.tables import Log

Words = MutableMapping[str, Any]
_USUAL = Log()
_LASTING = (structlog.contextvars.merge_contextvars, add_log_level, TimeStamper(fmt="iso", utc=True))


def configure(settings: Log = _USUAL, *, about: Sequence[Any] = ()) -> None:
    """Write as the settings say; `about` are processors of structlog that add what a line is about.

    A fault is told by its lines of code alone. Where a certain library is installed, structlog would also tell the
    value of every variable: tokens, passwords.
    """
    written: list[Any] = [ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=plain_traceback)]
    if settings.format == "json":
        written = [format_exc_info, JSONRenderer(ensure_ascii=False)]
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    structlog.configure(
        processors=[*_LASTING, *about, *written],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


def as_json(level: str) -> dict[str, Any]:
    """Return how gunicorn's own words are written in the same shape (see Python's logging.config)."""
    shape = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, JSONRenderer(ensure_ascii=False)],
        "foreign_pre_chain": [*_LASTING, format_exc_info],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": shape},
        "handlers": {"told": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"level": "WARNING", "handlers": ["told"]},
        "loggers": {"gunicorn.error": {"level": level.upper(), "handlers": ["told"], "propagate": False}},
    }
