"""The web application put together: routes, errors, headers, who asks, how often."""

from apiflask import APIFlask

from app.settings import Settings
from app.web import documents, errors, files, headers, health, hub, limits, metrics, packed, pages, sign_in
from app.web.api import BLUEPRINTS, PREFIX
from app.web.identity import login_manager
from app.web.proxies import TrustedProxies


def make(settings: Settings) -> APIFlask:
    """Return the bare application."""
    app = APIFlask(
        "app",
        title="Lượt",
        version="1",
        spec_path="/api/v1/openapi.json",
        docs_path=None,
        static_folder="web/static",
        template_folder="web/templates",
    )
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body_bytes
    # The document is kept from the first request on, and must not keep that caller's idea of where the server is.
    app.config["AUTO_SERVERS"] = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    return app


def configure(app: APIFlask, settings: Settings) -> None:
    """Attach everything HTTP to the application."""
    errors.configure(app)
    headers.configure(app)
    packed.configure(app)
    login_manager.init_app(app)
    limits.configure(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    for pages_of in (health.blueprint, metrics.blueprint, pages.blueprint, sign_in.blueprint, hub.blueprint):
        app.register_blueprint(pages_of)
    files.configure(app)
    documents.configure(app)


def trust_proxies(app: APIFlask, settings: Settings) -> None:
    """Believe the named proxies. The outermost layer, so the last to be put on: sockets are counted by address too."""
    if settings.server.trusted_proxies:
        app.wsgi_app = TrustedProxies(app.wsgi_app, settings.server.trusted_proxies)  # type: ignore[method-assign]
