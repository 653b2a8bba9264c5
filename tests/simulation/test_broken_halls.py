"""Halls that work wrongly on purpose: the simulated days find each out, or they would prove nothing of a right one."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from app.services import calling, days, moving, serving
from app.store import fields, idempotency, tickets
from tests.simulation.prepared import ENGINES
from tests.simulation.week import FEW, Failed, Week

Fresh = Callable[[], str]


@pytest.fixture(scope="module")
def fresh_file() -> Iterator[Fresh]:
    with ENGINES["sqlite"]() as found:
        yield found


def play_until_it_fails(fresh: Fresh) -> None:
    for seed in range(1, 4):
        Week(fresh(), seed, FEW).play()


def wrong_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is called from the wrong end of the queue."""
    monkeypatch.setattr("app.domain.discipline.choose", lambda those: max(those, key=lambda c: c.due_at, default=None))


def lost_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes back from a hold waits from now on."""
    step = serving.step

    def late(work, ticket, action, **changes):  # type: ignore[no-untyped-def]
        if action == "resume":
            changes["due_at"] = work.now
        return step(work, ticket, action, **changes)

    monkeypatch.setattr(serving, "step", late)


def forgotten_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same press again is another press."""
    monkeypatch.setattr(idempotency, "answered", lambda *_: None)
    monkeypatch.setattr(idempotency, "remember", lambda *_: None)


def skipped_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number is left out now and then."""
    real = tickets.next_numbers

    def some(work, prefix, day, count):  # type: ignore[no-untyped-def]
        found = real(work, prefix, day, count)
        return real(work, prefix, day, count) if found[0] == 4 else found

    monkeypatch.setattr(tickets, "next_numbers", some)


def lost_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The count of those who wait is not kept when somebody is called."""
    real = fields.count
    monkeypatch.setattr(fields, "count", lambda work, id, change: real(work, id, max(change, 0)))


def everlasting_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told when a day ends by itself."""
    monkeypatch.setattr(days, "keep_days", lambda *_, **__: False)


def late_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step may be taken back by anybody."""
    real = moving.events.last_of_ticket

    def mine(work, ticket):  # type: ignore[no-untyped-def]
        return SimpleNamespace(**{**real(work, ticket)._asdict(), "actor": work.actor.key})

    monkeypatch.setattr(moving, "events", SimpleNamespace(last_of_ticket=mine))


def taken_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a counter by name is called by any."""
    real = calling.queue.heads

    def others(work, counter, services):  # type: ignore[no-untyped-def]
        found = {}
        for other in (1, 2, 3, 4, 5):
            found |= real(work, other, services if other == counter else [])
        return found

    monkeypatch.setattr(calling.queue, "heads", others)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "broken",
    [wrong_counter, lost_place, forgotten_keys, skipped_number, lost_count, everlasting_day, late_undo, taken_ticket],
)
def test_a_hall_that_works_wrongly_is_found_out_in_a_week(
    fresh_file: Fresh, monkeypatch: pytest.MonkeyPatch, broken: Callable[[pytest.MonkeyPatch], None]
) -> None:
    broken(monkeypatch)
    with pytest.raises(Failed, match=r"again: python -m tests\.simulation"):
        play_until_it_fails(fresh_file)
