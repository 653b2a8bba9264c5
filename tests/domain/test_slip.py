"""What is printed on a slip."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.slip import WORDS, SlipFacts, compose, long_date

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FACTS = SlipFacts(
    centre_kind="Trung tâm Phục vụ hành chính công",
    centre_name="phường Mẫu",
    sample=True,
    number="H042",
    field="Đất đai, môi trường",
    taken_at=datetime(2026, 11, 23, 2, 41, tzinfo=UTC),
    people_ahead=7,
    priority=False,
    reprint=False,
    link="https://luot.example/t/AbC",
    language="vi",
)


def test_a_slip_is_exactly_what_the_contract_tells_printers() -> None:
    assert compose(FACTS, ZONE) == {
        "language": "vi",
        "centre": {"kind": "Trung tâm Phục vụ hành chính công", "name": "phường Mẫu"},
        "number_label": "Số thứ tự",
        "number": "H042",
        "taken": "Thứ Hai, 23/11/2026, 09:41",
        "field": "Đất đai, môi trường",
        "banner": None,
        "mark": None,
        "facts": [{"label": "Trước ông/bà:", "value": "7 lượt"}],
        "notes": ["Người thuộc diện ưu tiên có thể được mời trước."],
        "qr": {
            "text": "https://luot.example/t/AbC",
            "title": "Quét mã để theo dõi lượt trên điện thoại",
            "body": "Hoặc nghe gọi số và nhìn Màn hình sảnh.",
        },
        "foot": "Phiếu này không thay Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        "sample": "DỮ LIỆU MẪU",
    }


def test_an_english_slip_has_no_vietnamese_words_of_ours() -> None:
    told = compose(replace(FACTS, language="en", field="Land"), ZONE)
    assert told["taken"] == "Monday, 23/11/2026, 09:41"
    assert told["facts"] == [{"label": "Ahead of you:", "value": "7 people"}]
    ours = json.dumps({name: told[name] for name in ("number_label", "notes", "foot", "sample", "qr")})
    assert not [word for word in WORDS["vi"].values() if word in ours]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reprint_a_priority_and_sample_data_are_marked(language: str) -> None:
    told = compose(replace(FACTS, language=language, reprint=True, priority=True), ZONE)
    assert (told["banner"], told["mark"]) == (WORDS[language]["reprint"], WORDS[language]["priority"])
    assert told["sample"] == WORDS[language]["sample"]


def test_a_real_centre_prints_no_sample_mark() -> None:
    assert compose(replace(FACTS, sample=False), ZONE)["sample"] is None


def test_who_no_longer_waits_is_told_of_nobody_ahead() -> None:
    assert compose(replace(FACTS, people_ahead=None), ZONE)["facts"] == []


def test_the_first_of_all_reads_that_nobody_is_ahead() -> None:
    assert compose(replace(FACTS, people_ahead=0), ZONE)["facts"][0]["value"] == "0 lượt"


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["vi"]) == set(WORDS["en"])


@pytest.mark.parametrize(
    ("day", "vi", "en"), [(23, "Thứ Hai", "Monday"), (28, "Thứ Bảy", "Saturday"), (29, "Chủ Nhật", "Sunday")]
)
def test_days_are_called_by_their_names(day: int, vi: str, en: str) -> None:
    moment = datetime(2026, 11, day, 7, 5)
    assert long_date(moment, "vi") == f"{vi}, {day}/11/2026, 07:05"
    assert long_date(moment, "en") == f"{en}, {day}/11/2026, 07:05"
