"""Waiting for PostgreSQL: briefly alone, longer with everybody else at work; and connections that have rested."""

import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from app.store import engine
from app.store.engine import open_engine
from tests.support.databases import Postgres
from tests.support.hall import Hall
from tests.support.server import ROOT

# What a worker is: everything patched by gevent. The other counts while the database sleeps.
OTHERS_GO_ON = """
from gevent import monkey
monkey.patch_all()
import sys, time, gevent
import pytest
from sqlalchemy import text
from app.store.engine import open_engine
from app.worker import wait_among_others
wait_among_others()
counted = []
def count():
    while True:
        counted.append(time.monotonic())
        time.sleep(0.01)
with open_engine(sys.argv[1]).connect() as connection:
    connection.execute(text("SELECT 1"))
    other = gevent.spawn(count)
    begun = time.monotonic()
    assert connection.execute(text("SELECT pg_sleep(0.5), 7")).one()[1] == 7
    assert time.monotonic() - begun >= 0.5
    other.kill()
gaps = [late - early for early, late in zip(counted, counted[1:])]
print(len(counted), max(gaps))
"""


def test_while_one_waits_long_for_postgresql_the_others_go_on(postgresql_url: str) -> None:
    command = [sys.executable, "-c", OTHERS_GO_ON, postgresql_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    count, gap = done.stdout.split()
    # Fifty times a hundredth of a second; half is for a machine with other things to do.
    assert int(count) >= 20, done.stdout
    assert float(gap) < 0.4, done.stdout


def test_a_statement_that_fails_is_a_fault_of_its_own_and_the_connection_lives(postgresql_url: str) -> None:
    with open_engine(postgresql_url).connect() as connection:
        for _ in range(3):
            with pytest.raises(DataError, match="division by zero"):
                connection.execute(text("SELECT 1 / 0"))
            connection.rollback()
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_connections_that_died_while_they_rested_are_made_anew_and_nobody_is_refused(
    postgresql_url: str, postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(postgresql_url)
    hall.open(1)
    name = postgresql_url.rpartition("/")[2]
    postgres_server.admin(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    monkeypatch.setattr(engine, "RESTED_SECONDS", 0.0)
    assert hall.take("A").number == 1
    hall.close()
