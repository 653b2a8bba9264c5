"""Whom a reverse proxy speaks for: believed of the proxies the settings name, of nobody else."""

import pytest

from app.web.proxies import TrustedProxies


def seen_from(peer: str, **forwarded: str) -> dict[str, str]:
    """Return what the application sees of a caller whose connection comes from `peer`."""
    seen: dict[str, str] = {}
    layer = TrustedProxies(lambda environ, _start: seen.update(environ) or [], ["127.0.0.1", "10.1.0.0/16"])
    headers = {f"HTTP_X_FORWARDED_{name.upper()}": value for name, value in forwarded.items()}
    layer({"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_HOST": "inside:8000", **headers}, lambda *_: None)
    return seen


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.1.200.3", "::ffff:127.0.0.1"])
def test_a_named_proxy_speaks_for_its_caller(proxy: str) -> None:
    seen = seen_from(proxy, **{"for": "113.161.1.2", "proto": "https", "host": "luot.example.vn"})
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("113.161.1.2", "https")
    assert seen["HTTP_HOST"] == "luot.example.vn"


@pytest.mark.parametrize("stranger", ["10.2.0.1", "113.161.1.2", "::1", "", "unix:"])
def test_a_stranger_who_claims_to_forward_is_taken_for_what_they_are(stranger: str) -> None:
    seen = seen_from(stranger, **{"for": "127.0.0.1", "proto": "https", "host": "luot.example.vn"})
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"], seen["HTTP_HOST"]) == (stranger, "http", "inside:8000")


def test_of_a_chain_only_the_last_word_counts() -> None:
    assert seen_from("127.0.0.1", **{"for": "1.2.3.4, 113.161.1.2"})["REMOTE_ADDR"] == "113.161.1.2"
