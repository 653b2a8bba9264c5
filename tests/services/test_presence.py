"""Which devices are there."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app.services import presence
from app.store.models import Device
from tests.support.hall import Hall

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def beat(hall: Hall, after: float, state: str = "ready") -> bool:
    device = hall.actor("Máy in 1").device_id
    assert device is not None
    moment = NOON + timedelta(seconds=after)
    return presence.heard(hall.database, hall.centre_id, device, {"state": state}, moment)


def seen(hall: Hall) -> float:
    """Return when the printer was last written down, in seconds after noon."""
    with hall.look() as look:
        name = Device.name == "Máy in 1"
        moment = look.connection.execute(select(Device.seen_at).where(name)).scalar_one()
    assert moment is not None
    return float((moment - NOON).total_seconds())


def test_the_first_word_of_a_device_is_news(hall: Hall) -> None:
    assert beat(hall, 0) is True
    assert seen(hall) == 0


def test_saying_the_same_again_is_no_news_and_written_down_only_now_and_then(hall: Hall) -> None:
    beat(hall, 0)
    assert beat(hall, 5) is False
    assert seen(hall) == 0
    assert beat(hall, 9) is False
    assert seen(hall) == 9


def test_a_change_is_news_at_once(hall: Hall) -> None:
    beat(hall, 0)
    assert beat(hall, 1, "paper_out") is True
    assert seen(hall) == 1


def test_a_device_that_was_thought_lost_is_news_when_it_speaks_again(hall: Hall) -> None:
    beat(hall, 0)
    assert beat(hall, 30) is True


def test_an_unknown_device_is_nothing(hall: Hall) -> None:
    assert presence.heard(hall.database, hall.centre_id, 999, {}, NOON) is False
