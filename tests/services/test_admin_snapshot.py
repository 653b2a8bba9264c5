"""What whoever rules the centre sees."""

from datetime import timedelta

from app.services import field_days, staffing
from tests.services.acts import SUPERVISOR, pause, share
from tests.support.hall import Hall


def test_each_field_tells_who_waits_and_whether_it_is_closed(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.act(SUPERVISOR, field_days.close_field, "H", reason="mất điện")
    told = {field["prefix"]: field for field in hall.snapshot("admin")["fields"]}
    assert {prefix: (f["waiting"], f["closed"]) for prefix, f in told.items()} == {
        "A": (2, None),
        "B": (0, None),
        "H": (0, "mất điện"),
    }
    assert (told["A"]["wait_target_minutes"], told["A"]["service_target_minutes"]) == (15, 30)


def test_each_counter_tells_its_state_its_ticket_and_what_it_serves_now_and_for_good(hall: Hall) -> None:
    hall.open(1, 2)
    hall.queue("A001")
    hall.called(1)
    pause(hall, 2)
    until = hall.now + timedelta(minutes=30)
    hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[1], share(("A", 3), ("H", 0)), until=until)
    one, two, three = hall.snapshot("admin")["counters"]
    assert [(c["number"], c["state"], c["clerk"]) for c in (one, two, three)] == [
        (1, "open", "Cán bộ quầy 1"),
        (2, "paused", "Cán bộ quầy 2"),
        (3, "closed", None),
    ]
    assert one["ticket"] == {"number": "A001", "state": "called"}
    assert sorted((s["lag_minutes"], s["until"] is not None) for s in one["fields"]) == [(0, True), (3, True)]
    assert [(s["lag_minutes"], s["until"]) for s in one["lasting"]] == [(0, None)]
    assert (two["pause_reason"], three["planned"]) == ("nghỉ giải lao", None)


def test_it_tells_the_week_and_what_was_just_changed(hall: Hall) -> None:
    for number in (1, 2, 3, 1):
        hall.wait(minutes=1)
        hall.act(SUPERVISOR, staffing.set_fields, hall.counter_ids[number], share(("H", 0)))
    told = hall.snapshot("admin")
    assert len(told["week"]) == 7
    assert told["week"][6] == [["07:30", "11:30"], ["13:00", "17:00"]]
    assert [entry["text"].partition(":")[0] for entry in told["recent"]] == ["Quầy số 1", "Quầy số 3", "Quầy số 2"]
    assert told["holidays"][0]["day"] == "2027-01-01"
