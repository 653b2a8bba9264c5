"""How this program's own words are written to its log."""

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback


def configure() -> None:
    """Tell a fault by its lines of code alone.

    Where a certain library is installed, structlog would also tell the value of every variable: tokens, passwords.
    """
    *others, _console = structlog.get_config()["processors"]
    structlog.configure(processors=[*others, ConsoleRenderer(exception_formatter=plain_traceback)])
