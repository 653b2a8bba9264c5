"""The order of names in a Vietnamese list."""

import random

from app.domain.alphabet import in_a_list


def listed(*names: str) -> list[str]:
    """Return names in order, whatever order they came in."""
    mixed = random.Random(1).sample(names, len(names))
    return sorted(mixed, key=in_a_list)


def test_people_are_listed_by_their_given_name_which_comes_last() -> None:
    names = ["Vũ Văn An", "Lê Thị Ba", "Bùi Cúc", "Nguyễn Cúc"]
    assert listed(*names) == names


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    names = ["An", "Ăng", "Ân", "Dung", "Đạt", "Em", "Ên", "Oanh", "Ông", "Ơn", "Uyên", "Ưng", "Vân"]
    assert listed(*names) == names


def test_a_tone_decides_only_between_words_that_are_otherwise_the_same() -> None:
    names = ["Hanh", "Hành", "Hảnh", "Hãnh", "Hánh", "Hạnh", "Hạo"]
    assert listed(*names) == names


def test_counters_are_listed_by_their_numbers() -> None:
    names = ["Cán bộ quầy 2", "Cán bộ quầy 10", "Cán bộ quầy 20"]
    assert listed(*names) == names


def test_signs_of_other_alphabets_come_last() -> None:
    assert listed("", "An", "Žofia") == ["", "An", "Žofia"]
