"""The number on a slip."""

import pytest

from app.domain.errors import NumbersExhausted
from app.domain.numbering import PREFIX, spell


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
