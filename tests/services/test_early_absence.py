"""An absence recorded sooner than the rules offer it is confirmed, told and counted."""

from app.services import reports
from app.store.reports import By, Range
from tests.services.acts import loudspeaker, recall, speak, steps, undo
from tests.support.hall import MONDAY, Hall


def early(hall: Hall) -> int:
    """Return how many early absences the report of today counts."""
    with hall.look() as look:
        count: int = reports.waits(look, Range(MONDAY, MONDAY), By.FIELD)["total"]["early_no_shows"]
    return count


def test_an_early_absence_is_confirmed_by_a_step_of_its_own_that_says_how_early(hall: Hall) -> None:
    loudspeaker(hall)
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.wait(seconds=20)
    hall.no_show("A001")
    assert steps(hall)[-2:] == [
        "Xác nhận vắng mặt sớm: đã gọi 1 lần, 20 giây sau khi đọc.",
        "Vắng mặt tại Quầy số 1.",
    ]
    assert (early(hall), hall.snapshot("display")["to_speak"]) == (1, [])


def test_next_with_an_early_absence_says_the_same(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002")
    hall.called(1)
    hall.wait(seconds=8)
    assert hall.called(1, no_show=True, read_out=False) == "A002"
    assert steps(hall)[-2] == "Xác nhận vắng mặt sớm: đã gọi 1 lần, 8 giây sau khi gọi."
    assert steps(hall, "A002")[-1] == "Quầy số 1 gọi."


def test_who_was_called_and_not_yet_heard_is_absent_early(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.wait(minutes=9)
    hall.no_show("A001")
    assert steps(hall)[-2] == "Xác nhận vắng mặt sớm: đã gọi 1 lần, chưa đọc."


def test_an_absence_in_its_time_needs_no_confirmation(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.wait(seconds=5)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=55)
    hall.no_show("A001")
    assert steps(hall)[-2:] == ["Quầy số 1 gọi lại.", "Vắng mặt tại Quầy số 1."]
    assert early(hall) == 0


def test_an_early_absence_taken_back_is_none_in_the_figures(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    speak(hall)
    hall.no_show("A001")
    undo(hall, "A001", by="quay1")
    assert (hall.ticket("A001").state, early(hall)) == ("called", 0)
    recall(hall, "A001", by="quay1")
    hall.wait(seconds=60)
    hall.no_show("A001")
    assert early(hall) == 0


def test_who_never_comes_back_from_hold_is_nobodys_early_absence(hall: Hall) -> None:
    hall.open(1)
    hall.take("A")
    hall.called(1)
    hall.start("A001")
    hall.hold("A001")
    hall.no_show("A001")
    assert steps(hall)[-2:] == ["Tạm chờ: sao chụp.", "Vắng mặt tại Quầy số 1."]
    assert early(hall) == 0
