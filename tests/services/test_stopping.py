"""A field stops when its counters are full until closing."""

import pytest

from app.domain.errors import CutOff, FieldClosed
from tests.services.acts import close, hours, pause, rule, serve_now
from tests.services.afternoon import field, note, stopped, take
from tests.support.hall import Hall, at_once


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
