"""A field stops when its counters are full until closing; the supervisor may let it go on."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import CutOff, DayEnded, FieldClosed, HallClosed
from app.services import staffing, stopping
from app.store import events
from tests.services.acts import SUPERVISOR, close, day_off, end_day, hours, pause, rule, serve_now
from tests.support.hall import MONDAY, Hall, at_once


@pytest.fixture
def afternoon(hall: Hall) -> Hall:
    """Counter 1 is open on an afternoon; six people of field A were served in ten minutes each."""
    hall.at("14:00").open(1)
    for _ in range(6):
        serve(hall)
    return hall.at("16:00")


def serve(hall: Hall, *, minutes: float = 10) -> None:
    """Serve somebody who stands at counter 1, and be done."""
    number = serve_now(hall, 1).shown
    hall.wait(minutes=minutes)
    hall.finish(number)


def take(hall: Hall, count: int, field: str = "A") -> None:
    for _ in range(count):
        hall.take(field)


def field(hall: Hall, audience: str, prefix: str = "A") -> dict[str, Any]:
    """Return a field as an audience sees it."""
    return next(dict(row) for row in hall.snapshot(audience)["fields"] if row["prefix"] == prefix)


def stopped(hall: Hall, prefix: str = "A") -> bool:
    return field(hall, "supervisor", prefix)["stopped"] is not None


def override(hall: Hall, *, on: bool = True) -> Any:
    return hall.act(SUPERVISOR, stopping.override, on=on)


def note(hall: Hall) -> bool:
    return stopping.note(hall.database, hall.centre_id)


def recorded(hall: Hall) -> list[tuple[str, str, dict[str, Any]]]:
    with hall.look() as look:
        kinds = ("field_stopped", "field_resumed", "day_override")
        rows = events.centre_since(look, kinds, look.now - timedelta(days=1))
        return [(row.action, row.subject, row.data) for row in rows]


# When


def test_one_more_is_let_in_while_there_is_time_for_a_turn_and_then_no_more(afternoon: Hall) -> None:
    take(afternoon, 6)
    with pytest.raises(CutOff) as refused:
        afternoon.take("A")
    assert refused.value.message("vi") == (
        "Lĩnh vực Hộ tịch đã hết lượt tiếp nhận trong buổi: các quầy đang mở không kịp phục vụ thêm."
    )
    assert afternoon.ticket("A012").state == "waiting"


def test_kiosk_and_reception_see_the_field_stopped_and_the_others_not(afternoon: Hall) -> None:
    afternoon.open(3)
    take(afternoon, 12)
    for audience in ("kiosk", "reception"):
        assert (field(afternoon, audience)["open"], field(afternoon, audience)["reason"]) == (False, "cut_off")
    assert afternoon.snapshot("kiosk")["hall"]["state"] == "open"


def test_the_turn_at_the_counter_counts_as_much_as_is_left_of_it(afternoon: Hall) -> None:
    take(afternoon, 5)
    afternoon.called(1)
    afternoon.start("A007")
    afternoon.at("16:07")
    # Fifty-three minutes are left: three for A007, forty for the four who wait, ten for one more.
    assert not stopped(afternoon)
    afternoon.take("A")
    assert stopped(afternoon)


def test_another_counter_opens_the_field_again_by_itself(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert stopped(afternoon)
    afternoon.open(2)
    assert afternoon.take("A").shown == "A013"


def test_a_counter_that_helps_counts_as_well(afternoon: Hall) -> None:
    take(afternoon, 6)
    afternoon.open(3)
    assert not stopped(afternoon)


def test_a_counter_that_two_fields_share_serves_only_one_of_them_at_a_time(afternoon: Hall) -> None:
    """An hour of counter 2 holds six turns of A of ten minutes each, or two of B, half an hour each by its target."""
    close(afternoon, 1)
    afternoon.open(2)
    take(afternoon, 3)
    assert not stopped(afternoon, "B")
    take(afternoon, 1, "B")
    assert stopped(afternoon, "B")
    assert stopped(afternoon, "A")


def test_a_faster_pace_opens_it_again_by_itself(afternoon: Hall) -> None:
    take(afternoon, 6)
    for _ in range(3):
        called = afternoon.called(1)
        assert called is not None
        afternoon.start(called)
        afternoon.wait(minutes=1)
        afternoon.finish(called)
    assert not stopped(afternoon)


def test_a_counter_paused_for_a_moment_comes_back(afternoon: Hall) -> None:
    take(afternoon, 5)
    pause(afternoon, 1)
    assert afternoon.take("A").shown == "A012"


def test_a_field_without_a_counter_says_so_rather(afternoon: Hall) -> None:
    take(afternoon, 6)
    close(afternoon, 1)
    assert field(afternoon, "kiosk")["reason"] == "no_counter"
    with pytest.raises(FieldClosed):
        afternoon.take("A")


def test_before_a_pace_is_known_the_service_target_speaks(hall: Hall) -> None:
    hall.at("16:30").open(1)
    assert not stopped(hall)
    hall.at("16:30:01")
    assert stopped(hall)


def test_who_never_came_makes_the_pace_faster(afternoon: Hall) -> None:
    """Six were served in an hour; with six who never came that makes five minutes for each who waits."""
    take(afternoon, 6)
    for _ in range(6):
        called = afternoon.called(1)
        assert called is not None
        afternoon.no_show(called)
    take(afternoon, 12)
    assert stopped(afternoon)


def test_before_lunch_nobody_is_turned_away_for_tickets_live_across_it(hall: Hall) -> None:
    hall.at("11:00").open(1)
    take(hall, 30)
    assert hall.at("11:19:59").take("A").shown == "A031"


def test_while_clerks_come_back_from_lunch_nobody_is_turned_away(hall: Hall) -> None:
    hall.at("11:00").open(1)
    take(hall, 30)
    hall.at("13:14:59")
    assert not stopped(hall)
    hall.at("13:15")
    assert stopped(hall)


def test_a_hall_with_one_session_stops_in_that(hall: Hall) -> None:
    hours(hall, ("07:30", "11:30"))
    hall.at("07:40").open(1)
    take(hall, 30)
    hall.at("07:44:59")
    assert not stopped(hall)
    hall.at("07:45")
    assert stopped(hall)


def test_at_the_door_before_the_only_session_nobody_is_turned_away(hall: Hall) -> None:
    hours(hall, ("07:30", "11:30"))
    hall.at("07:20")
    take(hall, 30)
    assert field(hall, "kiosk")["open"]


def test_a_centre_may_choose_never_to_stop(afternoon: Hall) -> None:
    rule(afternoon, stop_when_full=False)
    take(afternoon, 20)
    assert not stopped(afternoon)
    assert note(afternoon) is False


def test_who_stands_at_a_counter_already_is_served_all_the_same(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert serve_now(afternoon, 1).shown == "A013"


def test_the_last_place_is_given_once_to_two_who_press_together(afternoon: Hall) -> None:
    take(afternoon, 5)

    def press() -> str:
        try:
            return afternoon.take("A").shown
        except CutOff as refused:
            return refused.code

    assert sorted(at_once(press, press)) == ["A012", "cut_off"]


# The supervisor's word


def test_the_supervisor_lets_numbers_be_given_until_the_session_ends(afternoon: Hall) -> None:
    take(afternoon, 6)
    assert override(afternoon) == afternoon.at("17:00").now
    afternoon.at("16:10")
    assert afternoon.take("A").shown == "A013"
    told = afternoon.snapshot("supervisor")
    assert told["override_until"] == "2026-11-23T10:00:00.000Z"
    assert told["fields"][0]["stopped"] is None


def test_and_takes_it_back(afternoon: Hall) -> None:
    take(afternoon, 6)
    override(afternoon)
    assert override(afternoon, on=False) is None
    assert stopped(afternoon)
    assert afternoon.snapshot("supervisor")["override_until"] is None


def test_each_word_is_recorded_with_what_was_before_and_one_that_changes_nothing_is_not(afternoon: Hall) -> None:
    for on in (True, True, False, False):
        override(afternoon, on=on)
    until = "2026-11-23T10:00:00+00:00"
    assert recorded(afternoon) == [
        ("day_override", "2026-11-23", {"before": {"override_until": None}, "after": {"override_until": until}}),
        ("day_override", "2026-11-23", {"before": {"override_until": until}, "after": {"override_until": None}}),
    ]


def test_a_word_given_in_the_morning_holds_for_the_afternoon(hall: Hall) -> None:
    hall.open(1)
    override(hall)
    take(hall, 30)
    assert hall.at("16:49").take("A").shown == "A031"


def test_it_does_not_hold_on_the_next_day(afternoon: Hall) -> None:
    override(afternoon)
    take(afternoon, 20)
    afternoon.at("16:00", MONDAY + timedelta(days=1))
    assert afternoon.snapshot("supervisor")["override_until"] is None
    assert stopped(afternoon)


def test_it_gives_no_numbers_after_the_cut_off(afternoon: Hall) -> None:
    override(afternoon)
    with pytest.raises(CutOff) as refused:
        afternoon.at("16:50").take("A")
    assert refused.value.data == {"opens": "07:15, 24/11/2026"}


@pytest.mark.parametrize("clock", ["17:00", "22:00"])
def test_after_the_last_session_there_is_nothing_to_let_in(hall: Hall, clock: str) -> None:
    with pytest.raises(HallClosed):
        override(hall.at(clock))


def test_on_a_holiday_there_is_nothing_to_let_in(hall: Hall) -> None:
    day_off(hall, holiday=MONDAY)
    with pytest.raises(HallClosed):
        override(hall)


def test_an_ended_day_stays_ended(hall: Hall) -> None:
    end_day(hall)
    with pytest.raises(DayEnded):
        override(hall)


# What is written down


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
