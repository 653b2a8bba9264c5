"""Where a line of Vietnamese breaks."""

import pytest

from printer.wrapping import wrap


def by_letters(text: str) -> float:
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, []),
        ("Hộ tịch", 20, ["Hộ tịch"]),
        ("Văn hóa, giáo dục, y tế, việc làm", 24, ["Văn hóa, giáo dục,", "y tế, việc làm"]),
        ("Đất đai, môi trường", 14, ["Đất đai,", "môi trường"]),
        ("Quét mã để theo dõi lượt trên điện thoại", 17, ["Quét mã để", "theo dõi lượt", "trên điện thoại"]),
        ("phường Văn Miếu – Quốc Tử Giám", 20, ["phường Văn Miếu –", "Quốc Tử Giám"]),
    ],
)
def test_lines_break_between_words_of_a_name_and_are_balanced(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, by_letters) == lines


def test_words_joined_by_a_hard_space_stay_together() -> None:
    assert wrap("một hai\u00a0ba bốn", 8, by_letters) == ["một", "hai\u00a0ba", "bốn"]


@pytest.mark.parametrize("width", range(3, 60))
def test_every_word_is_kept_in_order_and_no_line_is_too_long(width: int) -> None:
    text = "Phiếu này không thay Giấy tiếp nhận hồ sơ và hẹn trả kết quả."
    lines = wrap(text, width, by_letters)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= width
