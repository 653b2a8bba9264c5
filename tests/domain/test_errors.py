"""Every refusal has its own name and a sentence in two languages."""

import string
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain import errors
from app.domain.errors import HallClosed, Refusal, WrongState
from app.domain.ticket import State


def every(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Return the refusals of the domain, whatever other modules add to them."""
    for child in kind.__subclasses__():
        if child.__module__.startswith(f"{errors.__name__}."):
            yield child
            yield from every(child)


def test_every_refusal_that_can_be_named_is_looked_at_here() -> None:
    named = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refusal)}
    assert named - {Refusal} <= set(every())


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", [kind for kind in every() if kind is not WrongState])
def test_a_refusal_speaks_both_languages(kind: type[Refusal]) -> None:
    told: dict[str, Any] = {name: f"<{name}>" for name in names(kind.vi) | names(kind.en)}
    refusal = kind(**told)
    for language in ("vi", "en"):
        sentence = refusal.message(language)
        assert sentence
        assert "{" not in sentence
    assert str(refusal).startswith(f"{kind.code}: ")


def test_no_two_refusals_share_a_name() -> None:
    assert [code for code, times in Counter(kind.code for kind in every()).items() if times > 1] == []


@pytest.mark.parametrize("state", ["none", *State])
def test_a_wrong_state_is_told_in_the_words_of_the_hall(state: str) -> None:
    refusal = WrongState(state=state, action="start")
    assert refusal.message("vi") != WrongState.vi
    assert refusal.message("vi").startswith("Phiếu ")
    assert refusal.message("en") == f"The ticket is {state}: start is not possible."


def test_a_closed_hall_says_when_numbers_are_given_again_if_it_is_today() -> None:
    assert HallClosed(opens="13:00").message("vi") == "Ngoài giờ tiếp nhận. Lấy số lại từ 13:00."
    assert HallClosed(opens="13:00").message("en") == "The hall is closed. Numbers are given again from 13:00."
    assert HallClosed(opens=None).message("vi") == "Ngoài giờ tiếp nhận."
    assert HallClosed().message("en") == "The hall is closed."
