"""The two papers, 80 mm and 58 mm, as sizes in dots (203 dpi: 8 dots are 1 mm). Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Type:
    """Be Vietnam Pro at a weight, a size and a distance from baseline to baseline, in dots."""

    weight: int
    size: int
    leading: int


@dataclass(frozen=True)
class Paper:
    """How one width of paper is set. Distances are dots; `number` is the size of the ticket's number."""

    width: int
    margin: int
    head: int
    number: int
    around_number: int
    module: int
    code_left: int
    code_room: int
    code_gap: int
    facts_abreast: bool
    code_body: bool
    kind: Type
    name: Type
    meta: Type
    mark: Type
    banner: Type
    field: Type
    label: Type
    value: Type
    note: Type
    title: Type
    body: Type
    foot: Type
    sample: Type

    @property
    def left(self) -> int:
        """First column that may carry ink."""
        return self.margin

    @property
    def right(self) -> int:
        """The column after the last one that may carry ink."""
        return self.width - self.margin


WIDE = Paper(
    width=576, margin=16, head=20, number=268, around_number=27,
    module=7, code_left=24, code_room=261, code_gap=30, facts_abreast=True, code_body=True,
    kind=Type(600, 27, 34), name=Type(800, 38, 46), meta=Type(600, 28, 36), mark=Type(800, 42, 50),
    banner=Type(800, 28, 36), field=Type(800, 46, 56), label=Type(600, 27, 34), value=Type(800, 42, 50),
    note=Type(600, 25, 34), title=Type(700, 30, 41), body=Type(600, 25, 33), foot=Type(600, 24, 33),
    sample=Type(700, 24, 33),
)  # fmt: skip

NARROW = Paper(
    width=384, margin=6, head=16, number=234, around_number=23,
    module=6, code_left=10, code_room=210, code_gap=18, facts_abreast=False, code_body=False,
    kind=Type(600, 20, 28), name=Type(800, 32, 39), meta=Type(600, 24, 31), mark=Type(800, 38, 46),
    banner=Type(800, 25, 32), field=Type(800, 36, 45), label=Type(600, 26, 33), value=Type(800, 34, 41),
    note=Type(600, 23, 31), title=Type(700, 24, 32), body=Type(600, 21, 28), foot=Type(600, 23, 32),
    sample=Type(700, 21, 28),
)  # fmt: skip

PAPERS = {paper.width: paper for paper in (NARROW, WIDE)}
