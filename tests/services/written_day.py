"""One small Monday, written down so that its figures can be recounted by hand."""

from typing import Any

from app.services import calling
from app.services.serving import Outcome
from tests.services.acts import SUPERVISOR, cancel, end_day
from tests.support.hall import Hall


def play(hall: Hall) -> Hall:
    """One Monday at counters 1 (field A) and 2 (field B).

    | number | taken | called | started | ended | wait | in hours | way | service |
    | A001   | 09:00 | 09:10  | 09:11   | 09:16 | 10   | 10       | 1   | 5       | two dossiers
    | A002   | 09:05 | 09:20  | 09:22   | 09:30 | 15   | 15       | 2   | 8       |
    | B001   | 09:30 | 09:31  |         | 09:33 | absent after 3 minutes
    | A003   | 11:15 | 13:10  | 13:10   | 13:20 | 115  | 25       | 0   | 10      | over lunch
    | B002   | 14:00 |        |         | 14:08 | gave up after 8 minutes
    | B003   | 14:00 | 14:02  | 14:03   | 14:24 | 2    | 2        | 1   | 2 + 5   | out of order, held 14:05–14:15,
    |        |       |        |         |       |      |          |     |         | called again 14:18, started 14:19
    | A004   | 15:00 |        |         | 17:30 | expired after 150 minutes
    """
    hall.open(1, 2)
    script: list[tuple[str, Any]] = [
        ("09:00", lambda: hall.take("A")),
        ("09:05", lambda: hall.take("A")),
        ("09:10", lambda: hall.called(1)),
        ("09:11", lambda: hall.start("A001")),
        ("09:16", lambda: hall.finish("A001", Outcome(2, "received"))),
        ("09:20", lambda: hall.called(1)),
        ("09:22", lambda: hall.start("A002")),
        ("09:30", lambda: (hall.finish("A002"), hall.take("B"))),
        ("09:31", lambda: hall.called(2)),
        ("09:33", lambda: hall.no_show("B001")),
        ("11:15", lambda: hall.take("A")),
        ("13:10", lambda: (hall.called(1), hall.start("A003"))),
        ("13:20", lambda: hall.finish("A003")),
        ("14:00", lambda: (hall.take("B"), hall.take("B"))),
        ("14:02", lambda: out_of_order(hall, "B003")),
        ("14:03", lambda: hall.start("B003")),
        ("14:05", lambda: hall.hold("B003")),
        ("14:08", lambda: cancel(hall, "B002")),
        ("14:15", lambda: hall.resume("B003")),
        ("14:18", lambda: hall.called(2)),
        ("14:19", lambda: hall.start("B003")),
        ("14:24", lambda: hall.finish("B003")),
        ("15:00", lambda: hall.take("A")),
        ("17:30", lambda: end_day(hall)),
    ]
    for clock, act in script:
        hall.at(clock)
        act()
    return hall


def out_of_order(hall: Hall, number: str) -> None:
    ticket = hall.ticket(number).id
    hall.act(SUPERVISOR, calling.call_out_of_order, hall.counter_ids[2], ticket, reason="người bệnh")
