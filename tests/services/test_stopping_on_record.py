"""A stop and its end are written down, once each."""

from datetime import timedelta

from app.services import staffing
from tests.services.acts import end_day
from tests.services.afternoon import field, note, override, recorded, take
from tests.support.hall import MONDAY, Hall, at_once


def test_a_stop_is_written_down_once_and_so_is_its_end(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert field(afternoon, "supervisor")["stopped"] == {"since": None, "counters": 1}
    assert [note(afternoon), note(afternoon)] == [True, False]
    afternoon.at("16:20")
    assert field(afternoon, "supervisor")["stopped"] == {"since": "2026-11-23T09:00:00.000Z", "counters": 1}
    afternoon.act("quay2", staffing.open_counter, afternoon.counter_ids[2])
    assert [note(afternoon), note(afternoon)] == [True, False]
    (stop, resumption) = (told for told in recorded(afternoon) if told[1] == "Hộ tịch")
    assert stop[0] == "field_stopped"
    assert (stop[2]["before"], stop[2]["after"]) == (
        {"stopped": False},
        {"stopped": True, "waiting": 6, "counters": 1},
    )
    assert (resumption[0], resumption[2]["after"]) == ("field_resumed", {"stopped": False})


def test_the_supervisors_word_ends_the_stop_in_the_record_too(afternoon: Hall) -> None:
    take(afternoon, 6)
    note(afternoon)
    override(afternoon)
    note(afternoon)
    assert [action for action, _, _ in recorded(afternoon)] == ["field_stopped", "day_override", "field_resumed"]


def test_closing_is_no_resumption(afternoon: Hall) -> None:
    take(afternoon, 6)
    note(afternoon)
    assert [note(afternoon.at(clock)) for clock in ("16:50", "17:00", "23:00")] == [False] * 3


def test_several_servers_write_it_down_once(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert sum(at_once(*[lambda: note(afternoon)] * 4)) == 1


def test_a_stop_of_yesterday_is_not_todays(afternoon: Hall) -> None:
    take(afternoon, 6)
    note(afternoon)
    end_day(afternoon)
    afternoon.at("16:00", MONDAY + timedelta(days=1)).open(1)
    take(afternoon, 2)
    assert field(afternoon, "supervisor")["stopped"] == {"since": None, "counters": 1}
