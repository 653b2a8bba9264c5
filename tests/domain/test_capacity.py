"""When a field is full until closing: nobody is turned away whom the open counters could still serve."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.capacity import FEW, Hands, Pace, Queue, full, still_busy

A, B, H = 1, 2, 3


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def queue(waiting: int, turn: float = 10) -> Queue:
    return Queue(waiting, minutes(turn))


def counter(*fields: int, busy: float = 0) -> Hands:
    return Hands(frozenset(fields), minutes(busy))


@pytest.mark.parametrize(("waiting", "is_full"), [(0, False), (4, False), (5, True), (40, True)])
def test_a_counter_has_room_for_as_many_turns_as_fit_until_closing(waiting: int, is_full: bool) -> None:
    assert (full({A: queue(waiting)}, [counter(A)], minutes(50)) == {A}) is is_full


def test_the_turn_at_the_counter_takes_its_part_of_what_is_left() -> None:
    assert full({A: queue(4)}, [counter(A, busy=0)], minutes(50)) == set()
    assert full({A: queue(4)}, [counter(A, busy=1)], minutes(50)) == {A}


def test_whole_turns_are_served_at_one_counter() -> None:
    """Three counters with eight minutes each are not one with twenty-four."""
    assert full({A: queue(0)}, [counter(A)] * 3, minutes(8)) == {A}


def test_a_counter_of_two_fields_is_counted_once() -> None:
    assert full({A: queue(2), B: queue(2)}, [counter(A, B)], minutes(50)) == set()
    assert full({A: queue(3), B: queue(2)}, [counter(A, B)], minutes(50)) == {A, B}


def test_a_long_queue_fills_only_the_counters_that_serve_it() -> None:
    counters = [counter(A, B), counter(B)]
    assert full({A: queue(100), B: queue(0)}, counters, minutes(50)) == {A}


def test_work_moves_aside_to_a_counter_that_can_do_it_as_well() -> None:
    """B's people are laid on the first counter, which is the only one of A; the second can take them all."""
    counters = [counter(A, B), counter(B, H), counter(H)]
    queues = {B: queue(5), H: queue(5), A: queue(0)}
    assert full(queues, counters, minutes(50)) == set()
    assert full({**queues, H: queue(10)}, counters, minutes(50)) == {A, B, H}


def test_a_field_that_no_counter_serves_is_full() -> None:
    assert full({A: queue(0)}, [counter(B)], minutes(50)) == {A}


def test_a_turn_that_takes_longer_than_usual_is_taken_to_end_at_any_moment() -> None:
    assert still_busy(minutes(10), minutes(4)) == minutes(6)
    assert still_busy(minutes(10), minutes(25)) == minutes(0)


def test_a_clock_set_back_makes_no_turn_longer_than_usual() -> None:
    assert still_busy(minutes(10), minutes(-25)) == minutes(10)


@pytest.mark.parametrize(
    ("served", "spent", "turn"),
    [(0, 0, 30), (1, 90, 30), (1, 8, 8), (FEW - 1, 400, 30), (FEW, 400, 80), (FEW, 40, 8)],
)
def test_a_few_turns_may_shorten_the_service_target_but_not_exceed_it(served: int, spent: int, turn: int) -> None:
    assert Pace(served=served, spent=minutes(spent)).turn(minutes(30)) == minutes(turn)


def test_who_never_comes_makes_the_pace_faster() -> None:
    assert Pace(served=6, absent=2, spent=minutes(80)).turn(minutes(30)) == minutes(10)


# In any hall

FIELDS = (A, B, H, 4)
counters_of = st.builds(
    Hands,
    st.frozensets(st.sampled_from(FIELDS), min_size=1),
    st.integers(0, 30).map(minutes),
)
queues_of = st.fixed_dictionaries(
    {field: st.builds(Queue, st.integers(0, 12), st.integers(1, 40).map(minutes)) for field in FIELDS}
)
halls = st.tuples(queues_of, st.lists(counters_of, max_size=6), st.integers(0, 240).map(minutes))
Hall = tuple[Mapping[int, Queue], Sequence[Hands], timedelta]


@given(halls, st.sampled_from(FIELDS))
def test_with_nobody_waiting_a_free_counter_and_time_for_a_turn_nobody_is_turned_away(hall: Hall, field: int) -> None:
    queues, counters, left = hall
    empty = {id: Queue(0, each.turn) for id, each in queues.items()}
    enough = left + empty[field].turn
    assert field not in full(empty, [*counters, Hands(frozenset({field}))], enough)


@given(halls, counters_of)
def test_one_more_counter_never_stops_a_field(hall: Hall, more: Hands) -> None:
    queues, counters, left = hall
    assert full(queues, [*counters, more], left) <= full(queues, counters, left)


@given(halls, st.sampled_from(FIELDS), st.integers(1, 5))
def test_more_people_waiting_never_open_a_field(hall: Hall, field: int, more: int) -> None:
    queues, counters, left = hall
    longer = {**queues, field: Queue(queues[field].waiting + more, queues[field].turn)}
    assert full(queues, counters, left) <= full(longer, counters, left)


@given(halls, st.integers(0, 60).map(minutes))
def test_less_time_never_opens_a_field(hall: Hall, less: timedelta) -> None:
    queues, counters, left = hall
    assert full(queues, counters, left) <= full(queues, counters, left - less)


@given(halls, st.sampled_from(FIELDS))
def test_nobody_is_turned_away_whom_a_plan_serves_with_all_the_others(hall: Hall, field: int) -> None:
    """All who wait, and one more, are dealt out whole to the counters: where that works, the rule lets them in."""
    queues, counters, left = hall
    if all_dealt(queues, counters, left, one_more=field):
        assert field not in full(queues, counters, left)


@given(halls)
def test_no_room_is_given_away_twice(hall: Hall) -> None:
    """What is let in has room beside all the others that have it, however the counters share their fields."""
    queues, counters, left = hall
    stopped = full(queues, counters, left)
    placed = sum((each.waiting * each.turn for id, each in queues.items() if id not in stopped), timedelta(0))
    room = sum((max(left - each.busy, timedelta(0)) for each in counters), timedelta(0))
    assert all(placed + each.turn <= room for id, each in queues.items() if id not in stopped)


def all_dealt(queues: Mapping[int, Queue], counters: Sequence[Hands], left: timedelta, *, one_more: int) -> bool:
    """Deal people out, longest turns first, each to the counter of theirs that has most room; tell if it worked."""
    people = [one_more, *(field for field, each in queues.items() for _ in range(each.waiting))]
    room = [left - each.busy for each in counters]
    for person in sorted(people, key=lambda field: queues[field].turn, reverse=True):
        serving = [n for n, each in enumerate(counters) if person in each.fields]
        best = max(serving, key=lambda n: room[n], default=None)
        if best is None or room[best] < queues[person].turn:
            return False
        room[best] -= queues[person].turn
    return True
