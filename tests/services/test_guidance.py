"""Somebody at a kiosk does not know which field to choose."""

from typing import Any

import pytest

from app.domain.errors import NotAllowed, NotFound
from app.services import guidance
from tests.support.hall import Hall, at_once


def ask(hall: Hall, kiosk: str = "Máy lấy số 1") -> dict[str, Any]:
    return hall.act(kiosk, guidance.ask_help)


def open_calls(hall: Hall) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = hall.snapshot("reception")["help_calls"]
    return calls


def test_reception_sees_who_asks_and_since_when(hall: Hall) -> None:
    told = ask(hall)
    assert open_calls(hall) == [{"id": told["id"], "kiosk": "Máy lấy số 1", "at": "2026-11-23T02:00:00.000Z"}]


def test_asking_again_while_nobody_has_come_is_one_call(hall: Hall) -> None:
    first = ask(hall)
    hall.wait(minutes=2)
    assert ask(hall) == first
    assert len(at_once(lambda: ask(hall, "Máy lấy số 2"), lambda: ask(hall, "Máy lấy số 2"))) == 2
    assert [call["kiosk"] for call in open_calls(hall)] == ["Máy lấy số 1", "Máy lấy số 2"]


def test_who_says_that_they_are_coming_ends_the_call(hall: Hall) -> None:
    call = int(ask(hall)["id"])
    assert hall.act("huongdan", guidance.answer_help, call)["answered_by"] == "Bàn hướng dẫn"
    assert open_calls(hall) == []
    assert int(ask(hall)["id"]) > call


def test_the_first_who_said_so_is_the_one_who_comes(hall: Hall) -> None:
    call = int(ask(hall)["id"])
    hall.act("huongdan", guidance.answer_help, call)
    assert hall.act("dieuphoi", guidance.answer_help, call)["answered_by"] == "Bàn hướng dẫn"


def test_only_a_machine_asks_for_guidance_and_only_a_known_call_is_answered(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        hall.act("quay1", guidance.ask_help)
    with pytest.raises(NotFound):
        hall.act("huongdan", guidance.answer_help, 999)
