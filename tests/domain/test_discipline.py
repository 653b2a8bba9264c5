"""Who is next: one number decides, and nobody is passed by whoever comes much later."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discipline import Candidate, Circumstances, behind, choose, due_at, passing_bound, reason

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
ZERO = timedelta(0)
minutes = st.integers(-120, 120).map(lambda count: timedelta(minutes=count))
lags = st.integers(0, 240).map(lambda count: timedelta(minutes=count))


@dataclass(frozen=True)
class Person:
    """Somebody waiting: which queue, when they came, and what their queue or class allows."""

    id: int
    field: int
    joined_at: datetime
    allowance: timedelta

    @property
    def due(self) -> tuple[datetime, int]:
        return due_at(self.joined_at, self.allowance), self.id


@st.composite
def halls(draw: st.DrawFn) -> tuple[list[Person], dict[int, timedelta]]:
    """People of several fields, with and without priority, and the lags of the counter that calls them."""
    lag = {field: draw(lags) for field in range(draw(st.integers(1, 4)))}
    came = draw(
        st.lists(st.tuples(st.sampled_from(sorted(lag)), st.integers(0, 7200), minutes), min_size=2, max_size=25)
    )
    people = [
        Person(id, field, NINE + timedelta(seconds=after), allowance)
        for id, (field, after, allowance) in enumerate(came)
    ]
    return people, lag


def call_all(people: list[Person], lag: dict[int, timedelta]) -> list[Person]:
    """Call everybody as a counter does: the head of each queue, then the smallest of these."""
    waiting, called = {person.id: person for person in people}, []
    while waiting:
        heads = [
            min((p for p in waiting.values() if p.field == field), key=lambda p: p.due, default=None) for field in lag
        ]
        chosen = choose(Candidate(head.id, head.due[0], lag[head.field]) for head in heads if head)
        assert chosen is not None
        called.append(waiting.pop(chosen.ticket_id))
    return called


@given(halls())
def test_nobody_is_passed_by_one_who_came_later_than_the_bound(hall: tuple[list[Person], dict[int, timedelta]]) -> None:
    called = call_all(*hall)
    for place, first in enumerate(called):
        for second in called[place + 1 :]:
            # `first` was called before `second`, who may have come earlier.
            bound = passing_bound(second.allowance, first.allowance, hall[1][second.field])
            assert first.joined_at - second.joined_at <= bound


@given(halls())
def test_everybody_is_called_once_in_the_order_of_due_time_and_lag(
    hall: tuple[list[Person], dict[int, timedelta]],
) -> None:
    people, lag = hall
    assert call_all(people, lag) == sorted(people, key=lambda p: (p.due[0] + lag[p.field], p.id))


def test_the_smaller_id_goes_first_when_two_are_due_together() -> None:
    pair = [Candidate(8, NINE, ZERO), Candidate(7, NINE, ZERO)]
    chosen = choose(pair)
    assert chosen is not None
    assert chosen.ticket_id == 7


def test_nobody_waits_and_nobody_is_chosen() -> None:
    assert choose([]) is None


def test_a_field_only_helped_with_counts_later_by_its_lag() -> None:
    own, helped = Candidate(2, NINE + timedelta(minutes=5), ZERO), Candidate(1, NINE, timedelta(minutes=5, seconds=1))
    assert choose([own, helped]) == own


def test_a_negative_allowance_puts_somebody_before_their_coming() -> None:
    assert due_at(NINE, timedelta(minutes=-30)) == NINE - timedelta(minutes=30)


@given(st.lists(minutes, max_size=5), minutes)
def test_who_is_put_back_is_behind_all_of_the_next_few_and_never_earlier_than_before(
    following: list[timedelta], own: timedelta
) -> None:
    due = behind(NINE + own, [NINE + other for other in following])
    assert due >= NINE + own
    assert all(due > NINE + other for other in following)


def test_who_is_put_back_alone_keeps_the_place() -> None:
    assert behind(NINE, []) == NINE


def test_who_is_put_back_goes_just_behind_the_last_of_them() -> None:
    following = [NINE + timedelta(minutes=2), NINE + timedelta(minutes=3)]
    assert behind(NINE, following) == NINE + timedelta(minutes=3, microseconds=1)


@pytest.mark.parametrize(
    ("first", "second", "lag", "bound"),
    [
        (15, 15, 0, 0),
        (15, -30, 0, 45),
        (15, -30, 5, 50),
        # Somebody with priority is never passed by one without who came later.
        (-30, 15, 0, 0),
    ],
)
def test_the_bound_is_the_difference_of_the_allowances_and_the_lag(
    first: int, second: int, lag: int, bound: int
) -> None:
    said = [timedelta(minutes=value) for value in (first, second, lag)]
    assert passing_bound(*said) == timedelta(minutes=bound)


def why(**told: object) -> str:
    usual = Circumstances(
        joined_at=NINE + timedelta(minutes=26),
        field="Đất đai",
        target=timedelta(minutes=15),
        allowance=timedelta(minutes=15),
        priority=False,
        named=False,
        lag=ZERO,
        put_back=False,
    )
    values = {name: getattr(usual, name) for name in Circumstances.__slots__} | told
    return reason(Circumstances(**values), ZONE)


def test_the_usual_reason_is_that_they_came_first() -> None:
    assert why() == "Lấy số 09:26, sớm nhất trong lĩnh vực Đất đai"


def test_priority_is_told_with_the_minutes_it_gives() -> None:
    told = why(priority=True, allowance=timedelta(minutes=-30))
    assert told == "Diện ưu tiên, lấy số 09:26, xếp trước 45 phút theo quy chế"


def test_a_ticket_that_names_the_counter_is_told_so() -> None:
    assert why(named=True, priority=True) == "Phiếu chờ riêng quầy này, lấy số 09:26"


def test_a_helping_counter_says_that_it_helps() -> None:
    assert why(lag=timedelta(minutes=5)) == "Lấy số 09:26, quầy hỗ trợ lĩnh vực Đất đai"


@pytest.mark.parametrize("priority", [False, True])
def test_who_was_put_back_is_not_said_to_have_come_first_nor_to_go_before(priority: bool) -> None:
    told = why(put_back=True, priority=priority, allowance=timedelta(minutes=-30))
    assert told == "Lấy số 09:26, đến lượt sau khi trả về hàng chờ lĩnh vực Đất đai"
