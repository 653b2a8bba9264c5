"""What every answer says about itself: nothing from elsewhere runs on these pages, and nobody frames them."""

import secrets

from flask import Flask, Response, g

from app.web import asked

_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def csp_nonce() -> str:
    """Return this answer's nonce."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _protect(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers[asked.HEADER] = asked.request_id()
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=csp_nonce()))
        response.headers.setdefault("Cache-Control", "no-store")
    elif response.mimetype == "application/json":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def configure(app: Flask) -> None:
    """Add the headers to every answer and the nonce to templates."""
    app.after_request(_protect)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
