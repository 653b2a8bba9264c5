"""Lượt: the hall of a one-stop public-service centre. This module only puts the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apiflask import APIFlask

    from app.context import Context
    from app.settings import Settings


def create_app(settings: Settings | None = None, *, parts: Context | None = None, serve: bool = False) -> APIFlask:
    """Return the application of one process: with `serve` a worker with sockets and background work, else commands.

    Imports wait until they are needed: a hall must be back within seconds of a power cut.
    """
    from app import context, log, web
    from app.settings import load

    settings = settings or load()
    log.configure(settings.log, about=[web.asked.say])
    app = web.make(settings)
    parts = parts or context.make(settings)
    context.install(app, parts)
    web.configure(app, settings)
    if serve:
        from app import live

        live.configure(app, parts)
    else:
        from app import cli

        cli.configure(app)
    web.trust_proxies(app, settings)
    return app
