"""The queue as a counter sees it: in which order, how late, how long."""

from tests.services.acts import transfer
from tests.services.shapes import keys, rows
from tests.support.hall import Hall

QUEUE_ROW = {
    "id",
    "number",
    "prefix",
    "priority",
    "assist",
    "joined_at",
    "arrived_at",
    "target_minutes",
    "named",
    "since_morning",
}


def test_the_queue_of_a_counter(full_hall: Hall) -> None:
    told = full_hall.counter_snapshot(3)["queue"]
    assert keys(told) == {"total", "past", "soon", "rows"}
    assert rows(told["rows"]) == QUEUE_ROW


def test_the_queue_of_a_counter_is_the_order_in_which_it_will_call(hall: Hall) -> None:
    hall.open(1, 2, 3)
    for number in range(14):
        hall.take("AB"[number % 2], priority=number % 5 == 4)
        hall.wait(minutes=number % 4)
    transfer(hall, "A002", 3)
    transfer(hall, "B003", 3)
    transfer(hall, "B004", 2)
    shown = hall.counter_snapshot(3)["queue"]
    called = []
    while (number := hall.called(3, no_show=True)) is not None:
        called.append(number)
    assert [row["number"] for row in shown["rows"]] == called
    assert shown["total"] == len(called) == 13
    assert sum(row["named"] for row in shown["rows"]) == 2


def test_the_queue_counts_who_is_late_and_who_soon_will_be(hall: Hall) -> None:
    hall.open(1)
    for _ in range(4):
        hall.take("A")
        hall.wait(minutes=4)
    hall.at("09:16")
    # They have waited 16, 12, 8 and 4 minutes of fifteen.
    told = hall.counter_snapshot(1)["queue"]
    assert (told["past"], told["soon"], told["total"]) == (1, 1, 4)
    hall.at("09:15")
    told = hall.counter_snapshot(1)["queue"]
    assert (told["past"], told["soon"]) == (0, 1)


def test_a_long_queue_is_told_by_its_first_fifty_and_its_length(hall: Hall) -> None:
    hall.open(1)
    for _ in range(53):
        hall.take("A")
    queue = hall.counter_snapshot(1)["queue"]
    assert (queue["total"], len(queue["rows"]), queue["rows"][0]["number"]) == (53, 50, "A001")
