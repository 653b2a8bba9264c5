"""The slip of a print job: from the contract's JSON to checked values. Draws nothing, asks nobody."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

TEXT_LIMIT = 200
NUMBER_LIMIT = 8
QR_LIMIT = 300
LIST_LIMIT = 4
REPRINT = {"vi": "BẢN IN LẠI", "en": "REPRINT"}


class BadSlip(ValueError):
    """A slip that cannot be printed. The message names the value and what is wrong with it."""


@dataclass(frozen=True)
class Fact:
    """One figure for the citizen, such as "Trước ông/bà:" and "7 lượt"."""

    label: str
    value: str


@dataclass(frozen=True)
class Code:
    """The QR code's text and the words beside it."""

    text: str
    title: str
    body: str


@dataclass(frozen=True)
class Slip:
    """What is printed. Texts are NFC without control characters; an absent one is empty."""

    language: str
    centre_kind: str
    centre_name: str
    number_label: str
    number: str
    taken: str
    field: str
    banner: str
    mark: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    qr: Code | None
    foot: str
    sample: str

    def as_reprint(self) -> Slip:
        """The same slip marked as printed again; a slip already marked stays as it is."""
        return self if self.banner else replace(self, banner=REPRINT.get(self.language, REPRINT["vi"]))


def read_slip(payload: Any) -> Slip:
    """Check the `slip` of a job. Raises BadSlip."""
    slip = _dict(payload, "slip")
    centre = _dict(slip.get("centre"), "slip.centre")
    return Slip(
        language=_text(slip, "language"),
        centre_kind=_text(centre, "kind", "slip.centre"),
        centre_name=_text(centre, "name", "slip.centre", required=True),
        number_label=_text(slip, "number_label"),
        number=_number(slip),
        taken=_text(slip, "taken"),
        field=_text(slip, "field"),
        banner=_text(slip, "banner"),
        mark=_text(slip, "mark"),
        facts=tuple(_fact(fact, f"slip.facts[{at}]") for at, fact in enumerate(_list(slip, "facts"))),
        notes=tuple(_clean(note, f"slip.notes[{at}]") for at, note in enumerate(_list(slip, "notes"))),
        qr=None if slip.get("qr") is None else _code(_dict(slip["qr"], "slip.qr")),
        foot=_text(slip, "foot"),
        sample=_text(slip, "sample"),
    )


def _number(slip: dict[str, Any]) -> str:
    number = _text(slip, "number", limit=NUMBER_LIMIT, required=True)
    if not (number.isascii() and number.isalnum() and number == number.upper()):
        raise BadSlip("slip.number is not made of A–Z and 0–9")
    return number


def _fact(value: Any, name: str) -> Fact:
    fact = _dict(value, name)
    return Fact(_text(fact, "label", name), _text(fact, "value", name, required=True))


def _code(qr: dict[str, Any]) -> Code:
    text = _text(qr, "text", "slip.qr", limit=QR_LIMIT, required=True)
    return Code(text, _text(qr, "title", "slip.qr"), _text(qr, "body", "slip.qr"))


def _dict(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadSlip(f"{name} is not an object")
    return value


def _list(slip: dict[str, Any], key: str) -> list[Any]:
    values = slip.get(key)
    if values is None:
        return []
    if not isinstance(values, list):
        raise BadSlip(f"slip.{key} is not a list")
    if len(values) > LIST_LIMIT:
        raise BadSlip(f"slip.{key} has {len(values)} entries; at most {LIST_LIMIT} fit")
    return values


def _text(
    where: dict[str, Any], key: str, name: str = "slip", *, limit: int = TEXT_LIMIT, required: bool = False
) -> str:
    value = where.get(key)
    text = "" if value is None else _clean(value, f"{name}.{key}", limit)
    if required and not text:
        raise BadSlip(f"{name}.{key} is missing")
    return text


def _clean(value: Any, name: str, limit: int = TEXT_LIMIT) -> str:
    """NFC, because the fonts hold composed letters, and no control sign that could turn a line round."""
    if not isinstance(value, str):
        raise BadSlip(f"{name} is not text")
    if len(value) > limit:
        raise BadSlip(f"{name} has {len(value)} characters; at most {limit} fit")
    spaced = "".join(" " if sign in "\t\r\n" else sign for sign in unicodedata.normalize("NFC", value))
    return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").strip(" ")
