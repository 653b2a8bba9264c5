"""Whoever sends something wrong reads in their own language what is wrong with it, never in the library's English."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.settings.load import ROOT
from app.web import bodies, wrong_parts
from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE

MODELS = [
    model
    for _, model in inspect.getmembers(bodies, inspect.isclass)
    if issubclass(model, BaseModel) and model.__module__ == bodies.__name__
]
BAD: list[Any] = [
    *(None, True, 1, -1, 10**6, 10**30, 1.5, float("nan"), float("inf"), "", "x", "yes", "9" * 5000, "z" * 3000),
    *("\ud800", "2026-13-01", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23T09:00:00Z", "soon", "25:00", b"\xff"),
    *([], [1], [None] * 99, ["x"], [["07:30"]], [["07:30", "x", "y"]], {}, {"x": 1}, {str(n): n for n in range(99)}),
    *([{"id": 3, "lag": "x", "until": "soon", "z": 1}], [{"lag": 999, "until": "2026-11-23"}], [{"until": 1e300}]),
]


def errors(model: type[BaseModel]) -> Iterator[ValidationError]:
    """Give what a model says of everything wrong we can think of, part by part, and of what is no object."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    bodies_sent: list[Any] = [{}, {"colour": "red"}, *([], "x", 1, None) * (not model.__name__.endswith("Query"))]
    bodies_sent += [{name: value} for name in names for value in BAD]
    for body in bodies_sent:
        try:
            model.model_validate(body)
        except ValidationError as error:
            yield error


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_wrong_part_of_every_body_is_told_in_the_callers_language(model: type[BaseModel]) -> None:
    for error in errors(model):
        english = {found["msg"] for found in error.errors()}
        assert all(wrong_parts.known(found["type"]) for found in error.errors()), error
        vi, types = wrong_parts.told(error, "vi")
        en, _ = wrong_parts.told(error, "en")
        assert set(vi) == set(en) == set(types)
        for part, texts in vi.items():
            assert not english & set(texts)
            assert all("{" not in text for text in (*texts, *en[part]))
            assert all(not text.isascii() for text in texts)
            assert all(text.isascii() for text in en[part])


def test_all_bodies_are_walked() -> None:
    assert len(MODELS) > 30
    assert len({found["type"] for model in MODELS for error in errors(model) for found in error.errors()}) > 20


def test_an_error_nobody_has_thought_of_has_words_too() -> None:
    class Even(BaseModel):
        number: float

        @staticmethod
        def wrong() -> ValidationError:
            return ValidationError.from_exception_data(
                "Even", [{"type": "multiple_of", "loc": ("number",), "input": 3, "ctx": {"multiple_of": 2}}]
            )

    assert wrong_parts.told(Even.wrong(), "vi") == ({"number": ["không đúng"]}, {"number": ["multiple_of"]})


def test_an_answer_names_the_part_and_says_what_is_wrong_with_it(api: Api) -> None:
    answer = api.kiosk.post(f"{CENTRE}/tickets", {"field": "A" * 30, "language": "fr"})
    assert refusal(answer) == (422, "bad_input")
    assert answer.json["error"] == {
        "code": "bad_input",
        "message": "Dữ liệu gửi đến không đúng: field: dài quá 20 ký tự; language: chỉ nhận một trong: vi, en.",
        "data": {
            "parts": {"field": ["dài quá 20 ký tự"], "language": ["chỉ nhận một trong: vi, en"]},
            "types": {"field": ["string_too_long"], "language": ["literal_error"]},
        },
    }
    english = api.kiosk.post(f"{CENTRE}/tickets", {"field": "A" * 30}, headers={"Accept-Language": "en"})
    assert english.json["error"]["message"] == "The request is not valid: field: has more than 20 characters."


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("reports/waits?by=week", "by: chỉ nhận một trong: field, counter, hour, day, clerk."),
        ("reports/waits?from=2026-11-24&to=2026-11-23", "ngày đầu (from) không được sau ngày cuối (to)."),
        ("reports/waits?from=soon", "from và to là ngày, như 2026-11-23."),
        ("reports/turns?hour=noon", "hour: phải là số nguyên."),
        ("tickets", "number: còn thiếu."),
    ],
)
def test_a_query_is_answered_in_vietnamese_too(api: Api, path: str, message: str) -> None:
    answer = api["dieuphoi"].get(f"{CENTRE}/{path}")
    assert answer.json["error"]["message"] == f"Dữ liệu gửi đến không đúng: {message}"


def test_what_is_refused_by_hand_is_said_in_both_languages() -> None:
    said = []
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadInput":
                said.append({word.arg: ast.unparse(word.value) for word in node.keywords})
    assert len(said) > 20
    by_hand = [words for words in said if words["detail"] != "detail"]
    assert len(by_hand) == len(said) - 1
    assert all(words["detail"].isascii() and not words["detail_vi"].isascii() for words in by_hand)
