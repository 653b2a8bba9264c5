"""The number on a slip."""

import pytest

from app.domain.errors import NumbersExhausted, UnknownField
from app.domain.numbering import LARGEST, PREFIX, SPARES, parted, spares, spell


@pytest.mark.parametrize(
    ("prefix", "number", "shown"),
    [
        ("A", 1, "A001"),
        ("H", 42, "H042"),
        ("H", 999, "H999"),
        ("H", 1204, "H1204"),
        ("", 7, "007"),
        ("K2", 9999, "K29999"),
    ],
)
def test_a_number_is_a_prefix_and_at_least_three_digits(prefix: str, number: int, shown: str) -> None:
    assert spell(prefix, number) == shown


def test_the_ten_thousandth_number_of_a_day_is_refused_by_its_prefix() -> None:
    with pytest.raises(NumbersExhausted) as refused:
        spell("A", 10_000)
    assert refused.value.data == {"prefix": "A"}


@pytest.mark.parametrize("number", [0, -1])
def test_no_number_is_below_one(number: int) -> None:
    with pytest.raises(ValueError, match="starts at 1"):
        spell("A", number)


@pytest.mark.parametrize(("prefix", "fits"), [("", True), ("A", True), ("K2", True), ("ABC", False), ("a", False)])
def test_a_prefix_has_at_most_two_capital_letters_or_digits(prefix: str, fits: bool) -> None:
    assert bool(PREFIX.fullmatch(prefix)) is fits


def test_ninety_nine_numbers_are_kept_for_paper() -> None:
    kept = spares(901)
    assert (kept[0], kept[-1], len(kept)) == (901, 999, SPARES)
    assert spares(LARGEST - SPARES + 1)[-1] == LARGEST


@pytest.mark.parametrize(
    ("typed", "prefixes", "meant"),
    [
        ("H903", "AH", ("H", 903)),
        (" h 903 ", "AH", ("H", 903)),
        ("903", ["A", ""], ("", 903)),
        ("1903", ["1", ""], ("1", 903)),
        ("K2903", ["K", "K2"], ("K2", 903)),
        ("1903", ["", "A"], ("", 1903)),
    ],
)
def test_a_number_somebody_types_is_read_by_the_prefixes_of_the_hall(
    typed: str, prefixes: list[str], meant: tuple[str, int]
) -> None:
    assert parted(typed, prefixes) == meant


@pytest.mark.parametrize("typed", ["Z903", "903", "H", "H93", "H90300", "H-903", "Số 3", "", "H٩٠٣"])
def test_what_is_no_number_of_this_hall_names_no_field(typed: str) -> None:
    with pytest.raises(UnknownField) as refused:
        parted(typed, "AH")
    assert refused.value.data == {"field": typed}
