"""Doing what a request asks for: once, whatever happens on the way back to whoever asked."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.clock import real_now
from app.domain.errors import CounterBusy, FieldClosed, KeyReused
from app.services import calling, issuing
from app.services.issuing import Order
from app.services.perform import Request, perform
from app.store import idempotency
from app.store.models import IdempotencyKey
from app.store.work import Work
from tests.services.acts import revision, waiting
from tests.support.hall import ADDRESS, Hall, at_once


def take(
    hall: Hall, key: str | None, *, by: str = "Máy lấy số 1", mark: str = "take A", field: str = "A"
) -> dict[str, Any]:
    def use_case(work: Work) -> dict[str, Any]:
        ticket = issuing.issue_ticket(work, Order(field=field), address=ADDRESS, real_now=real_now())
        return {"number": ticket.shown}

    return perform(hall.database, hall.centre_id, Request(hall.actor(by), key, mark), use_case)


def press_next(hall: Hall, key: str) -> dict[str, Any]:
    def use_case(work: Work) -> dict[str, Any]:
        called = calling.call_next(work, hall.counter_ids[1])
        return {"number": called.ticket.shown if called else None}

    return perform(hall.database, hall.centre_id, Request(hall.actor("quay1"), key, "next 1"), use_case)


def test_the_same_request_again_gets_the_first_answer_and_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    first = take(hall, "press-1")
    before = revision(hall)
    assert take(hall, "press-1") == first == {"number": "A001"}
    assert (revision(hall), waiting(hall)) == (before, 1)


def test_a_double_tap_gives_one_number(hall: Hall) -> None:
    hall.open(1)
    taps = at_once(*[lambda: take(hall, "press-1")] * 4)
    assert taps == [{"number": "A001"}] * 4
    assert waiting(hall) == 1


def test_a_repeated_next_calls_nobody_else(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    assert press_next(hall, "press-1") == press_next(hall, "press-1") == {"number": "A001"}
    assert hall.ticket("A002").state == "waiting"


def test_another_press_is_another_request(hall: Hall) -> None:
    hall.open(1)
    assert [take(hall, f"press-{n}")["number"] for n in range(3)] == ["A001", "A002", "A003"]


def test_without_a_key_nothing_is_remembered(hall: Hall) -> None:
    hall.open(1)
    assert [take(hall, None)["number"] for _ in range(2)] == ["A001", "A002"]
    with hall.look() as look:
        assert look.connection.execute(select(func.count()).select_from(IdempotencyKey)).scalar_one() == 0


def test_a_key_with_another_body_is_refused_and_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    take(hall, "press-1")
    with pytest.raises(KeyReused) as refused:
        take(hall, "press-1", mark="take A with priority")
    assert refused.value.data == {"key": "press-1"}
    assert waiting(hall) == 1


def test_two_machines_with_the_same_key_are_two(hall: Hall) -> None:
    hall.open(1)
    assert take(hall, "press-1") == {"number": "A001"}
    assert take(hall, "press-1", by="Máy lấy số 2") == {"number": "A002"}


def test_a_refusal_is_not_remembered(hall: Hall) -> None:
    with pytest.raises(FieldClosed):
        take(hall, "press-1")
    hall.open(1)
    assert take(hall, "press-1") == {"number": "A001"}


def test_a_refused_press_may_be_tried_again_when_the_counter_is_free(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    press_next(hall, "press-1")
    with pytest.raises(CounterBusy):
        press_next(hall, "press-2")
    hall.no_show("A001")
    assert press_next(hall, "press-2") == {"number": "A002"}


def test_answers_are_forgotten_after_two_days_and_not_before(hall: Hall) -> None:
    hall.open(1)
    take(hall, "press-1")
    for later, number in ((timedelta(hours=47), "A001"), (timedelta(hours=49), "A002")):
        with hall.database.write() as connection:
            idempotency.forget(connection, real_now() + later)
        assert take(hall, "press-1") == {"number": number}
