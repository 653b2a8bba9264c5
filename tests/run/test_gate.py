"""The server loads while the database is made ready, and answers nobody before."""

import os
from pathlib import Path

import pytest

from app.supervise import gate


def test_the_server_waits_until_the_database_is_ready(tmp_path: Path) -> None:
    path = gate.gate_path(tmp_path)
    handle = gate.close(path)
    pauses = []

    def pause() -> None:
        pauses.append(len(pauses))
        if len(pauses) == 3:
            gate.allow(handle)
            os.close(handle)

    gate.wait(pause, {gate.VARIABLE: str(path)})
    assert len(pauses) == 3


def test_a_database_that_could_not_be_made_ready_is_not_served(tmp_path: Path) -> None:
    path = gate.gate_path(tmp_path)
    handle = gate.close(path)
    with pytest.raises(gate.Shut):
        gate.wait(lambda: os.close(handle), {gate.VARIABLE: str(path)})
    assert not gate.passable(path)


def test_a_new_start_closes_the_gate_its_predecessor_left_open(tmp_path: Path) -> None:
    path = gate.gate_path(tmp_path)
    first = gate.close(path)
    gate.allow(first)
    second = gate.close(path)
    assert not gate.passable(path)
    os.close(first)
    os.close(second)


def test_a_server_that_run_did_not_start_has_no_gate() -> None:
    gate.wait(lambda: pytest.fail("waits"), {})
