"""What is spoken: every number and every counter in words, as people in Việt Nam say them."""

import itertools
import string
from typing import Any

import pytest

from app.domain.phrases import LETTERS_VI, Phrase, call_phrases, cardinal_en, cardinal_vi

SIGNS = string.ascii_uppercase + string.digits
PREFIXES = ["", *SIGNS, *map("".join, itertools.product(SIGNS, repeat=2))]
KINDS: list[dict[str, Any]] = [
    {"kind": kind, "priority": priority} for kind in ("call", "recall", "last") for priority in (False, True)
]


def vietnamese(number: str, counter: int = 3, **others: Any) -> str:
    (phrase,) = call_phrases(number, counter, **others)
    assert phrase.language == "vi"
    return phrase.text


def english(number: str, counter: int = 3, **others: Any) -> str:
    (phrase,) = call_phrases(number, counter, languages=("en",), **others)
    assert phrase.language == "en"
    return phrase.text


def test_a_call_is_spoken_as_the_glossary_says() -> None:
    assert vietnamese("A042") == "Xin mời công dân có số A, không bốn hai, đến quầy số ba"
    assert english("A042") == "Number A, zero four two, please go to counter three"


def test_a_recall_has_the_words_of_the_call() -> None:
    assert vietnamese("H107", 15, kind="recall") == vietnamese("H107", 15)


def test_the_last_call_says_that_it_is_the_last() -> None:
    assert vietnamese("H107", kind="last") == ("Mời lần cuối: công dân có số hát, một không bảy, đến quầy số ba")
    assert english("H107", kind="last") == ("Last call: number H, one zero seven, please go to counter three")


def test_priority_is_a_mark_and_never_says_which_kind() -> None:
    assert vietnamese("K001", priority=True) == ("Xin mời công dân có số ưu tiên ca, không không một, đến quầy số ba")
    assert english("K001", priority=True, kind="last") == (
        "Last call: priority number K, zero zero one, please go to counter three"
    )


def test_a_centre_with_two_languages_hears_them_in_its_order() -> None:
    phrases = call_phrases("A042", 3, languages=("en", "vi"))
    assert [phrase.language for phrase in phrases] == ["en", "vi"]
    assert phrases[1] == Phrase("vi", vietnamese("A042"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("042", "số không bốn hai, đến"),
        ("1042", "số một không bốn hai, đến"),
        ("A1042", "số A, một không bốn hai, đến"),
        ("XY999", "số ích-xì i dài, chín chín chín, đến"),
        ("2B015", "số hai bê, không một năm, đến"),
    ],
)
def test_a_number_is_read_sign_by_sign(number: str, said: str) -> None:
    assert said in vietnamese(number)


def test_a_prefix_of_digits_is_set_apart_when_it_is_known() -> None:
    assert "số một hai, không bốn hai, đến" in vietnamese("12042", prefix="12")
    assert "số một, hai không bốn hai, đến" in vietnamese("12042", prefix="1")


@pytest.mark.parametrize(
    ("counter", "vi", "en"),
    [
        (1, "một", "one"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (11, "mười một", "eleven"),
        (14, "mười bốn", "fourteen"),
        (15, "mười lăm", "fifteen"),
        (20, "hai mươi", "twenty"),
        (21, "hai mươi mốt", "twenty-one"),
        (24, "hai mươi tư", "twenty-four"),
        (25, "hai mươi lăm", "twenty-five"),
        (91, "chín mươi mốt", "ninety-one"),
        (100, "một trăm", "one hundred"),
        (104, "một trăm linh bốn", "one hundred and four"),
        (105, "một trăm linh năm", "one hundred and five"),
        (111, "một trăm mười một", "one hundred and eleven"),
        (115, "một trăm mười lăm", "one hundred and fifteen"),
        (121, "một trăm hai mươi mốt", "one hundred and twenty-one"),
        (999, "chín trăm chín mươi chín", "nine hundred and ninety-nine"),
    ],
)
def test_a_counter_is_a_number_in_words(counter: int, vi: str, en: str) -> None:
    assert vietnamese("A042", counter).endswith(f"đến quầy số {vi}")
    assert english("A042", counter).endswith(f"go to counter {en}")


def test_no_two_counters_have_the_same_words() -> None:
    assert len({cardinal_vi(number) for number in range(1000)}) == 1000
    assert len({cardinal_en(number) for number in range(1000)}) == 1000


def test_every_letter_has_a_name_of_its_own() -> None:
    assert sorted(LETTERS_VI) == list(string.ascii_uppercase)
    assert len(set(LETTERS_VI.values())) == 26


def plain(text: str) -> bool:
    """What the voice takes: letters and plain punctuation, short enough."""
    return len(text) <= 300 and all(sign.isalpha() or sign in " ,:-" for sign in text)


def test_no_digit_reaches_the_engine_from_any_prefix_in_any_kind_of_call() -> None:
    for prefix, options in itertools.product(PREFIXES, KINDS):
        for phrase in call_phrases(f"{prefix}042", 12, prefix=prefix, languages=("vi", "en"), **options):
            assert plain(phrase.text), phrase


def test_no_digit_reaches_the_engine_from_any_number() -> None:
    for count in range(1, 10_000):
        for phrase in call_phrases(f"H{count:03d}", 3, languages=("vi", "en")):
            assert plain(phrase.text), phrase


def test_no_digit_reaches_the_engine_from_any_counter() -> None:
    for counter, options in itertools.product(range(1, 121), KINDS):
        for phrase in call_phrases("H042", counter, languages=("vi", "en"), **options):
            assert plain(phrase.text), phrase


def test_no_two_numbers_are_called_with_the_same_words() -> None:
    for language in ("vi", "en"):
        numbers = [(f"{prefix}042", prefix) for prefix in PREFIXES]
        numbers += [(f"A{count:03d}", "A") for count in range(1, 10_000) if count != 42]
        said = {call_phrases(*(number, 3), prefix=prefix, languages=(language,)) for number, prefix in numbers}
        assert len(said) == len(numbers)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"number": ""}, "number"),
        ({"number": "A42"}, "number"),
        ({"number": "A12345678"}, "number"),
        ({"number": "ABC042"}, "number"),
        ({"number": "a042"}, "number"),
        ({"number": "Đ042"}, "number"),
        ({"number": "A042\n"}, "number"),
        ({"number": "A٠٤٢"}, "number"),
        ({"counter": 0}, "counter"),
        ({"counter": -3}, "counter"),
        ({"counter": 1000}, "counter"),
        ({"counter": True}, "counter"),
        ({"counter": 3.0}, "counter"),
        ({"kind": "shout"}, "kind"),
        ({"prefix": "B"}, "prefix"),
        ({"prefix": "A0"}, "prefix"),
        ({"languages": ()}, "languages"),
        ({"languages": ("vi", "fr")}, "languages"),
    ],
)
def test_what_cannot_be_called_is_refused_by_name(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=rf"^{named}"):
        call_phrases(**{"number": "A042", "counter": 3, **wrong})


@pytest.mark.parametrize("number", [-1, 1000])
def test_numbers_out_of_reach_have_no_words(number: int) -> None:
    with pytest.raises(ValueError, match="0–999"):
        cardinal_vi(number)
    with pytest.raises(ValueError, match="0–999"):
        cardinal_en(number)
