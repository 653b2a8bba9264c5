"""Lượt: the hall of a one-stop public-service centre. This module only puts the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apiflask import APIFlask

    from app.context import Context
    from app.settings import Settings


def create_app(
    settings: Settings | None = None, *, parts: Context | None = None, serve: bool = False
) -> APIFlask:
    """Return the application of one process; with `serve` its sockets and background work run as well.

    Imports wait until here: the supervisor and the command line use parts of this package without the web.
    """
    from app import cli, context, live, web
    from app.settings import load

    settings = settings or load()
    app = web.make(settings)
    parts = parts or context.make(settings)
    context.install(app, parts)
    web.configure(app, settings)
    cli.configure(app)
    if serve:
        live.configure(app, parts)
    return app
