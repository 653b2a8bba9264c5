"""A slip is printed once more."""

import pytest
from sqlalchemy import update

from app.clock import real_now
from app.domain.errors import NothingToPrint, NothingToUndo, UnknownTicket, WrongState
from app.services import slips
from app.store.models import Device
from tests.services.acts import claim, reprint, settle, undo
from tests.support.hall import ADDRESS, Hall


def test_a_reprint_says_that_it_is_one_and_leaves_the_ticket_as_it_is(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    before = hall.ticket("A001")
    first = claim(hall)
    assert first is not None
    settle(hall, first)
    assert reprint(hall, "A001") == before
    again = claim(hall)
    assert again is not None
    assert (again["reprint"], again["attempt"], again["slip"]["banner"]) == (True, 1, "BẢN IN LẠI")
    assert again["slip"]["number"] == "A001"


def test_who_was_called_reads_of_nobody_ahead(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    claim(hall)
    hall.called(1)
    reprint(hall, "A001")
    again = claim(hall)
    assert again is not None
    assert again["slip"]["facts"] == []
    assert hall.snapshot("display")["to_speak"] != []


def test_the_slip_of_a_finished_turn_is_not_printed_again(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    with pytest.raises(WrongState):
        reprint(hall, "A001")


def test_a_clerks_last_step_cannot_be_undone_past_a_reprint(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.called(1)
    hall.start("A001")
    reprint(hall, "A001")
    with pytest.raises(NothingToUndo):
        undo(hall, "A001", by="quay1")


def test_a_centre_without_a_printer_prints_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.take("A", by="Máy lấy số 2")
    with hall.database.write() as connection:
        connection.execute(update(Device).where(Device.kind == "printer").values(active=False))
    with pytest.raises(NothingToPrint):
        reprint(hall, "A001")


def test_an_unknown_ticket_is_refused_by_name(hall: Hall) -> None:
    with pytest.raises(UnknownTicket):
        hall.act("huongdan", slips.reprint, 999, address=ADDRESS, real_now=real_now())
