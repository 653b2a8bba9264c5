"""What the printer takes for a slip, and what it refuses by name."""

from typing import Any

import pytest

from printer.slip import BadSlip, read_slip
from tests.printer.slips import slip


@pytest.mark.parametrize(
    ("payload", "complaint"),
    [
        (None, "slip is not an object"),
        ([], "slip is not an object"),
        (slip(number=None), "slip.number is missing"),
        (slip(number="  "), "slip.number is missing"),
        (slip(number=42), "slip.number is not text"),
        (slip(number="H0420420421"), "slip.number has 11 characters; at most 8 fit"),
        (slip(number="h042"), "slip.number is not made of"),
        (slip(number="Ẩ042"), "slip.number is not made of"),
        (slip(centre=None), "slip.centre is not an object"),
        (slip(centre={"kind": "Trung tâm"}), "slip.centre.name is missing"),
        (slip(field="x" * 201), "slip.field has 201 characters; at most 200 fit"),
        (slip(facts={}), "slip.facts is not a list"),
        (slip(facts=[{"label": "Trước", "value": "7"}] * 5), "slip.facts has 5 entries; at most 4 fit"),
        (slip(facts=["7 lượt"]), "slip.facts[0] is not an object"),
        (slip(facts=[{"label": "Trước"}]), "slip.facts[0].value is missing"),
        (slip(notes=[None]), "slip.notes[0] is not text"),
        (slip(qr=[]), "slip.qr is not an object"),
        (slip(qr={"text": ""}), "slip.qr.text is missing"),
        (slip(qr={"text": "x" * 301}), "slip.qr.text has 301 characters; at most 300 fit"),
    ],
)
def test_a_slip_that_cannot_be_printed_is_refused_by_name(payload: Any, complaint: str) -> None:
    with pytest.raises(BadSlip) as refusal:
        read_slip(payload)
    assert str(refusal.value).startswith(complaint)


def test_what_is_not_there_is_left_out() -> None:
    read = read_slip({"number": "A1", "centre": {"name": "phường Mẫu"}})
    assert (read.number, read.facts, read.notes, read.qr, read.foot) == ("A1", (), (), None, "")


def test_letters_put_together_from_parts_are_read_as_one_and_control_signs_are_dropped() -> None:
    read = read_slip(slip(field="Đa\u0302\u0301t\tđai\u202e\x00\n"))
    assert read.field == "Đất đai"


def test_a_slip_printed_again_is_marked_in_its_own_language_once() -> None:
    assert read_slip(slip()).as_reprint().banner == "BẢN IN LẠI"
    assert read_slip(slip(language="en")).as_reprint().banner == "REPRINT"
    assert read_slip(slip(banner="Lần thứ hai")).as_reprint().banner == "Lần thứ hai"
