"""Taking in somebody who already stands at the counter."""

import pytest

from app.domain.errors import CounterBusy, CounterClosed, CounterPaused, NotYourCounter, UnknownCounter, UnknownField
from app.services import issuing
from tests.services.acts import claim, pause, serve_now, waiting
from tests.support.hall import Hall


def test_they_get_a_number_and_are_served_at_once_without_slip_or_speech(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", by="Máy lấy số 2")
    served = serve_now(hall, 1)
    assert (served.shown, served.state, served.channel) == ("A002", "serving", "counter")
    assert claim(hall) is None
    assert (hall.snapshot("display")["calls"], hall.snapshot("display")["to_speak"]) == ([], [])
    assert waiting(hall) == 1


def test_they_have_not_waited_and_are_told_so_in_the_figures(hall: Hall) -> None:
    hall.open(1)
    serve_now(hall, 1, priority=True)
    hall.wait(minutes=4)
    hall.finish("A001")
    (turn,) = hall.story("A001")["turns"]
    assert (turn["wait_ms"], turn["way_ms"], turn["service_ms"]) == (0, 0, 240_000)


def test_it_may_be_any_field_even_one_the_counter_does_not_serve_and_at_any_hour(hall: Hall) -> None:
    hall.open(1).at("17:30")
    assert serve_now(hall, 1, "H").shown == "H001"


def test_a_counter_with_somebody_at_it_takes_in_nobody(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    with pytest.raises(CounterBusy) as refused:
        serve_now(hall, 1)
    assert refused.value.data == {"counter": 1, "number": "A001"}
    hall.finish(str(hall.start("A001").shown))
    assert serve_now(hall, 1).shown == "A002"


def test_a_closed_or_paused_counter_somebody_elses_or_none_at_all_takes_in_nobody(hall: Hall) -> None:
    hall.open(2)
    with pytest.raises(CounterClosed):
        serve_now(hall, 1)
    clerk = hall.actor("quay1").staff_id
    for counter, refusal in ((hall.counter_ids[2], NotYourCounter), (999, UnknownCounter)):
        with pytest.raises(refusal):
            hall.act("quay1", issuing.serve_now, counter, "A", priority=False, clerk_id=clerk)
    pause(hall, 2)
    with pytest.raises(CounterPaused):
        serve_now(hall, 2)


def test_an_unknown_field_is_refused_by_name(hall: Hall) -> None:
    hall.open(1)
    with pytest.raises(UnknownField):
        serve_now(hall, 1, "Z")
