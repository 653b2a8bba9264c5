"""HTTP: routes, payloads checked at the door, pages. What a request means is decided in `app.services`."""

from app.web.configure import configure, make, trust_proxies

__all__ = ["configure", "make", "trust_proxies"]
