"""The server dies in a press, before each of its statements in turn: nothing is half done, and nothing done twice."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text

from app.clock import real_now
from app.services import calling, days, issuing, moving, serving, staffing
from app.services.issuing import Order
from app.services.serving import Outcome
from app.services.staffing import Share
from tests.services.acts import SUPERVISOR, transfer
from tests.support.dying import Press, dies
from tests.support.hall import ADDRESS, Hall

KEPT = ("tickets", "ticket_events", "centre_events", "turns", "calls", "print_jobs", "idempotency_keys")
Make = Callable[[Hall], Press]


@pytest.fixture
def busy(hall: Hall) -> Hall:
    """A001 is served at counter 1, A002 called to counter 2; five wait for A, one of them for counter 2 by name."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "A003", "A004", "A005", "A006", "A007", "B001")
    hall.wait(minutes=6)
    assert (hall.called(1), hall.called(2)) == ("A001", "A002")
    hall.wait(minutes=1)
    hall.start("A001")
    transfer(hall, "A005", 2)
    return hall


def _ticket(number: str, by: str, use_case: Callable[..., object], *args: Any, **said: Any) -> Make:
    def make(hall: Hall) -> Press:
        ticket = hall.ticket(number).id
        return Press(by, lambda work: use_case(work, ticket, *args, **said))

    return make


def _counter(number: int, by: str, use_case: Callable[..., object], *args: Any, **said: Any) -> Make:
    return lambda hall: Press(by, lambda work: use_case(work, hall.counter_ids[number], *args, **said))


def _take(**order: Any) -> Make:
    more = {"address": ADDRESS, "real_now": real_now()}
    return lambda hall: Press("Máy lấy số 1", lambda work: issuing.issue_ticket(work, Order(**order), **more))


def _end(*, carry_over: bool) -> Make:
    more = {"carry_over": carry_over, "address": ADDRESS, "real_now": real_now()}
    return lambda hall: Press(SUPERVISOR, lambda work: days.end_day(work, **more))


PRESSES: dict[str, Make] = {
    "a number with priority": _take(field="A", priority=True),
    "next, finishing the one before": _counter(1, "quay1", calling.call_next, finish=True, outcome=Outcome(2)),
    "next, nobody having come": _counter(2, "quay2", calling.call_next, no_show=True),
    "next by the supervisor": _counter(1, SUPERVISOR, calling.call_next, finish=True),
    "recall": _ticket("A002", "quay2", calling.recall),
    "start": _ticket("A002", "quay2", serving.start),
    "finish": _ticket("A001", "quay1", serving.finish, Outcome(3, "received")),
    "put back": _ticket("A002", "quay2", serving.put_back),
    "hold": _ticket("A001", "quay1", serving.hold, reason="sao chụp"),
    "another field": _ticket("A002", "quay2", moving.transfer_to_field, "B", kind="wrong_field"),
    "a further procedure": _ticket("A001", "quay1", moving.transfer_to_field, "B", kind="further_procedure"),
    "undo": _ticket("A001", "quay1", moving.undo),
    "cancel": _ticket("A003", SUPERVISOR, serving.cancel),
    "a counter lent": _counter(1, SUPERVISOR, staffing.set_fields, [Share("A", 0), Share("B", 3)]),
    "a counter freed under somebody": _counter(2, SUPERVISOR, staffing.release_counter),
    "the day's end": _end(carry_over=False),
    "the day's end, carrying over": _end(carry_over=True),
}


def kept(hall: Hall) -> dict[str, int]:
    """Return what there is of everything, and the number of the last change."""
    with hall.look() as look:
        rows = {name: int(look.connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()) for name in KEPT}
        return {**rows, "revision": look.revision}


@pytest.mark.parametrize("what", PRESSES)
def test_a_press_whose_server_dies_is_done_whole_or_not_at_all_and_once(busy: Hall, what: str) -> None:
    press = PRESSES[what](busy)
    before = kept(busy)
    assert dies(busy, press, "before the commit")
    for moment in count(1):
        assert moment < 100, "a press of a hundred statements"
        if not dies(busy, press, moment):
            break
        assert kept(busy) == before

    # The last one was committed, and nobody was told: the same press again gets the answer and changes nothing.
    after = kept(busy)
    assert after["revision"] == before["revision"] + 1
    assert after["idempotency_keys"] == before["idempotency_keys"] + 1
    assert press.done(busy) == {"revision": after["revision"]}
    assert kept(busy) == after
