"""The loop that keeps screens current: no change is lost, whoever made it and whenever it came."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.ticket import State
from app.live.audiences import Audiences
from app.live.broadcast import Broadcaster
from app.services.snapshots import Audience, Scope
from app.services.snapshots.turning import next_turn
from app.store import tickets
from app.store.work import Hall as Look
from tests.interleavings.parts import WORLD
from tests.support.hall import Hall


class Screens:
    """A worker's loop with one display, and what was sent to it."""

    def __init__(self, hall: Hall) -> None:
        self.sent: list[int] = []
        self.meanwhile: list[Any] = []
        audiences = Audiences()
        audiences.join("a display", hall.centre_id, Scope(Audience.DISPLAY))
        self.loop = Broadcaster(hall.database, audiences, lambda: WORLD, self._emit, lambda: None)

    def _emit(self, _room: str, snapshot: dict[str, Any]) -> None:
        self.sent.append(snapshot["revision"])
        while self.meanwhile:
            self.meanwhile.pop()()


@pytest.fixture
def elsewhere(hall: Hall, database_url: str) -> Iterator[Hall]:
    """The same hall as another worker has it: the first is told nothing of what is done there."""
    found = Hall(database_url)
    found.open(1)
    yield found
    found.close()


def test_a_change_nobody_told_of_is_sent_by_the_next_round(hall: Hall, elsewhere: Hall) -> None:
    screens = Screens(hall)
    screens.loop.round()
    elsewhere.queue("A001")
    screens.loop.round()
    first = screens.sent[0]
    assert screens.sent == [first, first + 1]


def test_a_change_in_the_middle_of_a_round_is_sent_by_the_next(hall: Hall, elsewhere: Hall) -> None:
    screens = Screens(hall)
    screens.loop.round()
    screens.loop.notice(hall.centre_id, screens.sent[0] + 1)
    screens.meanwhile.append(lambda: elsewhere.queue("A001"))
    screens.loop.round()
    screens.loop.round()
    first = screens.sent[0]
    # The same may be sent again, but nothing older after something newer.
    assert screens.sent == sorted(screens.sent)
    assert set(screens.sent) == {first, first + 1}


def test_what_was_heard_of_is_sent_before_anybody_else_is_looked_for(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = Screens(hall)
    screens.loop.round()
    sent_by_then: list[int] = []
    glance = hall.database.glance
    monkeypatch.setattr(hall.database, "glance", lambda: sent_by_then.append(len(screens.sent)) or glance())
    screens.loop.notice(hall.centre_id, screens.sent[0] + 1)
    screens.loop.round()
    assert sent_by_then[0] == 2


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_looked_in_the_midst_of_a_change_looks_again(
    hall: Hall, elsewhere: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is foreseen is of one revision; what was not, must not be of the next."""
    screens, asked = Screens(hall), next_turn
    for number in ("A001", "A002", "A003"):
        elsewhere.queue(number)
        screens.loop.round()
    first = screens.sent[-1]

    def pressed(seen: Look) -> Any:
        monkeypatch.undo()
        elsewhere.queue("A005")
        tickets.count(seen, State.HELD)
        return asked(seen)

    elsewhere.queue("A004")
    monkeypatch.setattr("app.live.broadcast.next_turn", pressed)
    screens.loop.round()
    assert screens.sent[screens.sent.index(first) + 1 :] == [first + 1, first + 2]
    assert screens.loop._sent[hall.centre_id] == first + 2
