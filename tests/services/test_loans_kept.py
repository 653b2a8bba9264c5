"""The supervisor changes what a counter serves while it is lent: the snapshot says all that saving has to name."""

from datetime import datetime, timedelta
from typing import Any

from app.services import staffing
from app.services.staffing import Share
from tests.services.acts import SUPERVISOR, share
from tests.support.hall import Hall


def serves(hall: Hall, number: int) -> dict[str, dict[str, Any]]:
    """Return what the supervisor sees of a counter's fields, by prefix."""
    (told,) = [each["fields"] for each in hall.snapshot("supervisor")["counters"] if each["number"] == number]
    return {field["prefix"]: field for field in told}


def times(hall: Hall, number: int) -> dict[str, tuple[int, str | None, int | None]]:
    told = serves(hall, number)
    return {name: (f["lag_minutes"], f["until"], f.get("lasting_minutes")) for name, f in told.items()}


def lend(hall: Hall, number: int, field: str, lag: int, *, minutes: int) -> datetime:
    until = hall.now + timedelta(minutes=minutes)
    told = share((field, lag))
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], told, until=until)
    return until


def save(hall: Hall, number: int) -> None:
    """Save a counter's fields as they are seen, loans with their own end."""
    shares = []
    for field in serves(hall, number).values():
        until = field["until"] and datetime.fromisoformat(field["until"])
        shares.append(Share(field["id"], field["lag_minutes"], until))
        if field.get("lasting_minutes") is not None:
            shares.append(Share(field["id"], field["lasting_minutes"]))
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], shares)


def test_a_loan_of_what_is_not_served_otherwise_covers_nothing(hall: Hall) -> None:
    lend(hall, 1, "H", 3, minutes=120)
    assert times(hall, 1) == {"A": (0, None, None), "H": (3, "2026-11-23T04:00:00.000Z", None)}


def test_what_lies_under_a_loan_is_told_with_it(hall: Hall) -> None:
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], share(("A", 0), ("B", 20)))
    lend(hall, 1, "B", 0, minutes=60)
    assert times(hall, 1)["B"] == (0, "2026-11-23T03:00:00.000Z", 20)


def test_loans_of_different_ends_go_through_a_saving_unchanged(hall: Hall) -> None:
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], share(("A", 0), ("B", 20)))
    lend(hall, 1, "B", 0, minutes=60)
    lend(hall, 1, "H", 5, minutes=120)
    before = times(hall, 1)
    save(hall, 1)
    assert times(hall, 1) == before
    assert times(hall.wait(minutes=61), 1) == {**before, "B": (20, None, None)}
    assert set(times(hall.wait(minutes=60), 1)) == {"A", "B"}
