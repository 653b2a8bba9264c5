"""An installed city: PostgreSQL and Redis as deploy/city sets them, the units' programs before them, nginx in front."""

import queue
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
import requests
import socketio

from app.settings import load
from app.store.engine import open_engine
from app.voice import Voice
from tests.deploy.nginx_file import read
from tests.deploy.test_nginx import SITE, whole
from tests.deploy.trees import DEPLOY, Tree, answers, describe_centre, program, started
from tests.support import databases
from tests.support.databases import free_port
from tests.support.hall import Hall
from tests.support.processes import pids_of
from tests.support.waiting import until

SERVICE, VOICE, BACKUP = "luot.service", "luot-voice.service", "luot-backup.service"
NAME, SLUG = "luot.example.vn", "phuong-mau"


@dataclass(frozen=True)
class Ground:
    """What a city's server stands on, and what its programs are told of it."""

    port: int
    folder: Path
    redis_url: str

    def url(self, name: str) -> str:
        return f"postgresql://luot@/{name}?host={self.folder}&port={self.port}"

    def ask(self, statement: str, name: str = "postgres") -> Any:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else None

    @property
    def told(self) -> dict[str, str]:
        """What the system's user luot finds by itself on a real machine: PostgreSQL's socket and who it is there."""
        libpq = {"PGHOST": str(self.folder), "PGPORT": str(self.port), "PGUSER": "luot"}
        return libpq | {"DATABASE_URL": self.url("luot"), "REDIS_URL": self.redis_url}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with _redis(tmp_path_factory.mktemp("redis")) as url, databases.postgres() as server:
        found = Ground(server.port, server.folder, url)
        found.ask("CREATE DATABASE luot")
        yield found


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """Run Redis with the city's settings, on a port of its own."""
    port = free_port()
    text = (DEPLOY / "city" / "redis" / "luot.conf").read_text(encoding="utf-8").replace(" ::1", "")
    (folder / "redis.conf").write_text(f"{text}\nport {port}\ndir {folder}\n", encoding="utf-8")
    server = program("redis-server")
    assert server, "these tests need Redis: apt-get install redis-server"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([server, folder / "redis.conf"], stdout=log, stderr=log)
    try:
        url = f"redis://127.0.0.1:{port}/0"
        until(lambda: process.poll() is None and _speaks(url), "Redis answers")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _speaks(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


@dataclass(frozen=True)
class City:
    """An installed city with one centre, and the passwords that its import printed."""

    tree: Tree
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def city(city_tree: Tree, ground: Ground) -> City:
    settings = city_tree.at("/etc/luot/config.toml")
    # Two workers are as many as their notices need.
    text = city_tree.said(settings.read_text(encoding="utf-8")).replace("workers = 8", "workers = 2")
    settings.write_text(text, encoding="utf-8")
    describe_centre(city_tree)
    done = city_tree.run(SERVICE, "ExecStartPre", **ground.told)
    assert done.returncode == 0, done.stderr
    done = city_tree.luot("centre", "import", str(city_tree.at("/etc/luot/centre.toml")), **ground.told)
    assert done.returncode == 0, done.stderr
    return City(city_tree, dict(line.split() for line in done.stdout.splitlines()[1:]))


def test_redis_keeps_nothing_and_stays_small(ground: Ground) -> None:
    with redis.Redis.from_url(ground.redis_url, decode_responses=True) as client:
        told = client.config_get("save", "appendonly", "maxmemory", "maxmemory-policy", "bind", "protected-mode")
    assert told == {
        "save": "",
        "appendonly": "no",
        "maxmemory": str(64 * 1024 * 1024),
        "maxmemory-policy": "volatile-ttl",
        "bind": "127.0.0.1",
        "protected-mode": "yes",
    }


def test_postgresql_takes_every_setting_and_stays_durable(ground: Ground) -> None:
    (data,) = ground.ask("SHOW data_directory")[0]
    settings = DEPLOY / "city" / "postgresql" / "luot.conf"
    with (Path(data) / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"\ninclude '{settings}'\n")
    for name, value in (("synchronous_commit", "on"), ("fsync", "on"), ("max_connections", "120")):
        # It reads the whole file first, and refuses what it does not know. -C comes first: then root may ask too.
        command = [databases.postgres_binaries() / "postgres", "-C", name, "-D", data]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.strip()) == (0, value), done.stderr


def test_the_connections_of_all_workers_fit_into_postgresql() -> None:
    settings = load(DEPLOY / "city" / "config.toml", {})
    pool: Any = open_engine(settings.database.url).pool
    text = (DEPLOY / "city" / "postgresql" / "luot.conf").read_text(encoding="utf-8")
    (allowed,) = (int(line.split("=")[1]) for line in text.splitlines() if line.startswith("max_connections"))
    assert settings.server.workers * pool.size() + 20 <= allowed


def test_the_city_answers_and_a_screen_is_told_through_the_proxy(
    city: City, ground: Ground, log: Path, tmp_path: Path
) -> None:
    port = free_port()
    with started(city.tree, SERVICE, log, PORT=str(port), **ground.told) as process:
        answers(f"http://127.0.0.1:{port}", process, log)
        until(lambda: len(pids_of(city.tree.at("/var/lib/luot"), "gunicorn")) == 3, "a master and two workers run")
        if program("nginx"):
            with _nginx(port, tmp_path) as (session, address):
                _looks_secure(session, address, city)
                _screen_is_told(session, address, ground)
                _refuses_in_one_shape(session, address)
                session.get(f"{address}/t/a-secret-link", timeout=5)
            # nginx has written all of its log when it has ended.
            logged = (tmp_path / "luot.log").read_text(encoding="utf-8")
            assert "/t/..." in logged
            assert "a-secret-link" not in logged
        else:
            _looks_secure(_as_nginx_would(), f"http://127.0.0.1:{port}", city)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _as_nginx_would() -> requests.Session:
    """Return a caller that says, in place of an nginx, what its file sets."""
    tls = next(each for each in read(SITE.read_text(encoding="utf-8")).all("server") if each.all("ssl_certificate"))
    known = {"$http_host": NAME, "$remote_addr": "203.0.113.7", "$scheme": "https"}
    said = {each.words[1]: known.get(each.words[2], "") for each in tls.all("proxy_set_header")}
    session = requests.Session()
    session.headers.update({name: value for name, value in said.items() if value})
    return session


@contextmanager
def _nginx(workers: int, folder: Path) -> Iterator[tuple[requests.Session, str]]:
    """Run nginx with the site; give a caller that trusts its certificate, and where it answers."""
    ports = {"http": free_port(), "https": free_port(), "workers": workers}
    process = subprocess.Popen([str(program("nginx")), "-c", whole(folder, **ports)], stderr=subprocess.DEVNULL)
    address, session = f"https://127.0.0.1:{ports['https']}", requests.Session()
    # What the environment says of certificates would go before this one.
    session.trust_env = False
    session.verify = str(folder / "fullchain.pem")
    try:
        until(lambda: _reached(session, address), "nginx answers")
        led = requests.get(f"http://127.0.0.1:{ports['http']}/kiosk?x=1", allow_redirects=False, timeout=5)
        assert (led.status_code, led.headers["Location"]) == (301, "https://127.0.0.1/kiosk?x=1")
        yield session, address
    finally:
        process.terminate()
        process.wait(20)


def _reached(session: requests.Session, address: str) -> bool:
    try:
        return session.get(f"{address}/healthz", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def _looks_secure(session: requests.Session, address: str, city: City) -> None:
    """The program knows that its caller came by https: what it gives a browser goes nowhere else."""
    form = {"username": "quay1", "password": city.passwords["quay1"]}
    answer = session.post(f"{address}/login", data=form, allow_redirects=False, timeout=10)
    assert answer.status_code == 303
    assert "; Secure" in answer.headers["Set-Cookie"]


def _refuses_in_one_shape(session: requests.Session, address: str) -> None:
    large = session.post(f"{address}/api/v1/sessions", data=b"x" * 70_000, timeout=5)
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")


def _screen_is_told(session: requests.Session, address: str, ground: Ground) -> None:
    """A display hears through a websocket of a number that a kiosk has got, whichever workers they are with."""
    hall = Hall(ground.url("luot"), SLUG)
    kiosk, display = hall.token("Máy lấy số 1"), hall.token("Màn hình sảnh 1")
    hall.close()
    seen: queue.Queue[int] = queue.Queue()
    screen = socketio.Client(reconnection=False, http_session=session)
    screen.on("snapshot", lambda snapshot: seen.put(snapshot["revision"]))
    auth = {"token": display, "for": "display"}
    screen.connect(address, auth=auth, transports=["websocket"], wait_timeout=10)
    try:
        first = seen.get(timeout=10)
        said = {"Authorization": f"Bearer {kiosk}", "Idempotency-Key": "a-question-of-a-test"}
        asked = session.post(f"{address}/api/v1/centres/{SLUG}/help-calls", json={}, headers=said, timeout=10)
        assert asked.status_code < 300, asked.text
        assert seen.get(timeout=10) > first
    finally:
        screen.disconnect()


def test_one_voice_reads_for_all_workers(city: City, tmp_path: Path, ground: Ground) -> None:
    with started(city.tree, VOICE, tmp_path / "voice.log", LUOT_VAR=str(city.tree.at("/var/lib/luot"))):
        voice = Voice(str(city.tree.at("/var/lib/luot/voice.sock")), enabled=True)
        until(lambda: voice.health().get("state") == "ready", "the voice is ready")


def test_a_night_leaves_a_copy_that_was_put_back_and_verified(city: City, ground: Ground) -> None:
    proof = city.tree.environment(BACKUP)["LUOT_PROOF"]
    assert proof == "postgresql://luot@/luot_proof?host=/run/postgresql"
    done = city.tree.run(BACKUP, **ground.told, LUOT_PROOF=ground.url("luot_proof"))
    assert done.returncode == 0, done.stderr
    (copy,) = city.tree.at("/var/backups/luot").iterdir()
    assert copy.read_bytes().startswith(b"PGDMP")
    assert f"{SLUG}:" in done.stdout
    assert ground.ask("SELECT datname FROM pg_database WHERE datname LIKE 'luot%'") == [("luot",)]
