"""What reception sees, as `docs/contract.md` tells it, no more and no less."""

from datetime import timedelta

from tests.services.acts import bring_back, transfer
from tests.services.shapes import OFFERED, keys, own, rows
from tests.support.hall import MONDAY, Hall


def test_reception(full_hall: Hall) -> None:
    assert own(full_hall.snapshot("reception")) == {
        "fields",
        "waiting",
        "priority",
        "put_back_behind",
        "undo_seconds",
        "help_calls",
        "no_shows",
        "no_shows_total",
        "moved",
        "morning",
        "morning_total",
        "paper",
    }


def test_reception_offers_the_fields_and_the_classes_of_priority(full_hall: Hall) -> None:
    told = full_hall.snapshot("reception")
    assert rows(told["fields"]) == OFFERED
    assert keys(told["priority"]) == {"offered", "note", "classes"}
    assert rows(told["priority"]["classes"]) == {"code", "name", "allowance_minutes"}


def test_whom_reception_attends_to(full_hall: Hall) -> None:
    told = full_hall.snapshot("reception")
    assert (told["waiting"], told["put_back_behind"], told["undo_seconds"]) == (2, 3, 20)
    assert rows(told["help_calls"]) == {"id", "kiosk", "at"}
    assert rows(told["no_shows"]) == {"id", "number", "at", "counter"}
    assert rows(told["moved"]) == {"id", "number", "from", "to", "at", "kind", "joined_at"}


def test_who_came_back_is_absent_no_longer(full_hall: Hall) -> None:
    told = full_hall.snapshot("reception")
    assert (told["no_shows"][0]["number"], told["no_shows"][0]["counter"], told["no_shows_total"]) == ("B001", 3, 1)
    bring_back(full_hall, "B001")
    told = full_hall.snapshot("reception")
    assert (told["no_shows"], told["no_shows_total"]) == ([], 0)


def test_reception_sees_the_newest_twenty_absent_and_how_many_there_are(hall: Hall) -> None:
    hall.open(1)
    for _ in range(21):
        hall.take("A")
        hall.called(1)
        hall.no_show(hall.counter_snapshot(1)["ticket"]["number"])
        hall.wait(seconds=1)
    told = hall.snapshot("reception")
    assert (told["no_shows_total"], len(told["no_shows"]), told["no_shows"][0]["number"]) == (21, 20, "A021")


def test_reception_knows_what_a_move_means_for_the_place_in_line(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.start("A001")
    hall.wait(minutes=5)
    transfer(hall, "A001", "B", "further_procedure", by="quay1")
    transfer(hall, "A002", "B", by="huongdan")
    wrong, further = hall.snapshot("reception")["moved"]
    assert (wrong["number"], wrong["kind"], wrong["joined_at"]) == ("A002", "wrong_field", "2026-11-23T02:00:01.000Z")
    assert (further["number"], further["kind"], further["at"]) == (
        "A001",
        "further_procedure",
        "2026-11-23T02:05:02.000Z",
    )


def test_the_absent_of_yesterday_are_not_called_absent_today(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.no_show("A001")
    hall.at("09:00", MONDAY + timedelta(days=1))
    assert hall.snapshot("reception")["no_shows"] == []


def test_the_newest_absence_comes_first(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    for number in ("A001", "A002"):
        hall.called(1)
        hall.no_show(number)
        hall.wait(minutes=1)
    assert [row["number"] for row in hall.snapshot("reception")["no_shows"]] == ["A002", "A001"]
