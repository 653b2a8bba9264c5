"""HTTP: routes, payloads checked at the door, pages. What a request means is decided in `app.services`."""

from app.web.configure import configure, make

__all__ = ["configure", "make"]
