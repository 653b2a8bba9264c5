"""What a reverse proxy says of the caller it speaks for: believed of those the settings name, and of nobody else."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

from werkzeug.middleware.proxy_fix import ProxyFix


class TrustedProxies:
    """A WSGI layer that puts the caller's own address, scheme and host in the place of a trusted proxy's.

    It belongs around everything else, the sockets too: their count per address must not count the proxy.
    """

    def __init__(self, application: Any, proxies: Sequence[str]) -> None:
        self._application = application
        self._believing = ProxyFix(application, x_for=1, x_proto=1, x_host=1)
        self._networks = [ip_network(proxy, strict=False) for proxy in proxies]
        self._is_trusted = lru_cache(maxsize=4096)(self._look_up)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        trusted = self._is_trusted(environ.get("REMOTE_ADDR", ""))
        return (self._believing if trusted else self._application)(environ, start_response)

    def _look_up(self, address: str) -> bool:
        try:
            known = ip_address(address)
        except ValueError:
            return False
        # A server that listens on both families writes an IPv4 caller as ::ffff:10.0.0.5.
        known = getattr(known, "ipv4_mapped", None) or known
        return any(known in network for network in self._networks)
