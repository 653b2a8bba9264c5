"""nginx before a city's workers: the site is taken, and says what the program relies on."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from app.settings import load
from tests.deploy.nginx_file import Broken, Directive, read
from tests.deploy.trees import DEPLOY, program

SITE = DEPLOY / "city" / "nginx" / "luot.conf"
# How long a printer's claim waits (docs/contract.md).
LONG_POLL_SECONDS = 25
# A server's ping and its patience (app/live/start.py).
SOCKET_SECONDS = 10


@pytest.fixture(scope="module")
def site() -> Directive:
    return read(SITE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tls(site: Directive) -> Directive:
    """The server that citizens and halls reach."""
    (found,) = [server for server in site.all("server") if server.all("ssl_certificate")]
    return found


def seconds(text: str) -> int:
    assert text.endswith("s")
    return int(text[:-1])


def test_nginx_takes_the_site(tmp_path: Path) -> None:
    """By nginx itself where it is; where it is not, `read` has looked at every line."""
    nginx = program("nginx")
    if nginx is None:
        assert read(SITE.read_text(encoding="utf-8")).all("server")
        return
    done = subprocess.run([nginx, "-t", "-c", whole(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def whole(folder: Path, **ports: int) -> Path:
    """Write a configuration around the site, with a certificate of its own and other ports where they are given."""
    named = ["-subj", "/CN=luot.example.vn", "-addext", "subjectAltName=DNS:luot.example.vn,IP:127.0.0.1"]
    made = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem", "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *named, *made], check=True, capture_output=True
    )
    text = SITE.read_text(encoding="utf-8").replace("/etc/letsencrypt/live/luot.example.vn", str(folder))
    text = text.replace("/var/log/nginx", str(folder))
    if ports:
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.M)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{ports['http']};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{ports['https']} ")
        text = text.replace("server 127.0.0.1:8000;", f"server 127.0.0.1:{ports['workers']};")
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;"
        f"events {{ worker_connections 256; }} http {{ {places}\n{text}\n}}\n",
        encoding="utf-8",
    )
    return path


def test_http_leads_to_https(site: Directive) -> None:
    plain = next(server for server in site.all("server") if not server.all("ssl_certificate"))
    assert [each.words[1] for each in plain.all("listen")] == ["80", "[::]:80"]
    assert plain.only("location", "/").only("return").words[1:] == ["301", "https://$host$request_uri"]


def test_nginx_says_what_is_believed_of_a_proxy_and_nothing_a_caller_wrote(tls: Directive) -> None:
    said = {each.words[1]: each.words[2] for each in tls.all("proxy_set_header")}
    assert said == {
        "Host": "$http_host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-Host": "$http_host",
        "Upgrade": "$http_upgrade",
        "Connection": "$luot_connection",
    }
    # A header set in a location would take the place of all of these.
    assert not [place for place in tls.all("location") if place.all("proxy_set_header")]


def test_nginx_is_a_proxy_that_the_city_trusts() -> None:
    assert load(DEPLOY / "city" / "config.toml", {}).server.trusted_proxies == ("127.0.0.1",)


def test_sockets_are_passed_on_as_sockets(site: Directive, tls: Directive) -> None:
    asked = site.only("map", "$http_upgrade", "$luot_connection")
    assert [each.words for each in asked.inside] == [["default", "upgrade"], ["", ""]]
    assert tls.value("proxy_http_version") == "1.1"
    place = tls.only("location", "/socket.io/")
    assert seconds(place.value("proxy_read_timeout")) > 2 * SOCKET_SECONDS


def test_a_printer_may_wait_as_long_as_the_contract_says(tls: Directive) -> None:
    assert seconds(tls.value("proxy_read_timeout")) >= 2 * LONG_POLL_SECONDS


def test_nothing_sticks_to_a_worker(site: Directive) -> None:
    upstream = site.only("upstream", "luot")
    assert {each.name for each in upstream.inside} == {"server", "keepalive", "keepalive_timeout"}
    settings = load(DEPLOY / "city" / "config.toml", {}).server
    assert upstream.value("server") == f"{settings.host}:{settings.port}"
    # gunicorn keeps a connection for 65 s (gunicorn.conf.py).
    assert seconds(upstream.value("keepalive_timeout")) < 65


def test_nginx_lets_through_what_the_program_takes(tls: Directive) -> None:
    limit = load(DEPLOY / "city" / "config.toml", {}).limits.body_bytes
    assert tls.value("client_max_body_size") == f"{limit // 1024}k"


def test_what_nginx_refuses_has_the_shape_of_every_refusal(tls: Directive) -> None:
    for place, status in (("@too_large", "413"), ("@away", "503")):
        code, body = tls.only("location", place).only("return").words[1:]
        assert code == status
        assert json.loads(body)["error"].keys() == {"code", "message", "data"}


def test_the_secret_of_a_ticket_is_in_no_log(site: Directive) -> None:
    assert site.only("map", "$uri", "$luot_logged").value("~^/t/") == "/t/..."
    logged = " ".join(site.only("log_format", "luot").words[2:])
    assert [each.only("access_log").words[2] for each in site.all("server")] == ["luot", "luot"]
    assert not re.search(r"\$(request|request_uri|uri|args|http_referer)\b", logged)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("server {\n listen 80\n}", "line 2: does not end"),
        ("server {\n listen 80;", "server: its block does not end"),
        ("listen 80;\n}", "line 2: ends a block that never began"),
        ("listen 80; server_name x;", "line 1: more than one directive"),
        ("return 200 'x;", "line 1: more than one directive, or a quotation without its end"),
    ],
)
def test_what_nginx_would_not_take_is_found_without_it(text: str, said: str) -> None:
    with pytest.raises(Broken, match=said):
        read(text)
