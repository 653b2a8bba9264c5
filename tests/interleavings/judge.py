"""Whether what came of an order could have come of the same requests one after the other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, zip_longest
from typing import Any

from tests.interleavings import rows
from tests.interleavings.grounds import Ground
from tests.interleavings.orders import letter, one_after_the_other, written
from tests.interleavings.rows import Rows
from tests.interleavings.scenes import Scene
from tests.interleavings.stage import Choose, Order, Stage

_SHOWN = 16


@dataclass(frozen=True)
class Result:
    """The answers and refusals, and everything that is stored afterwards."""

    outcomes: list[str]
    rows: Rows

    def __str__(self) -> str:
        return json.dumps([self.outcomes, self.rows], default=str, sort_keys=True)


class Wrong(AssertionError):
    """An order after which the hall is not as it may be: the list of who did what, and what is wrong."""


class Judge:
    """Plays a scene in a hall and judges each order. Begins with every sequence of its requests."""

    def __init__(self, scene: Scene, stage: Stage, ground: Ground) -> None:
        self.scene, self._stage, self._ground = scene, stage, ground
        self.results: dict[str, Result] = {}
        for sequence in permutations(range(len(scene.parts))):
            self._learn(one_after_the_other(sequence))

    def play(self, choose: Choose) -> Order:
        """Play one order. Raises Wrong when no sequence gives what it gave."""
        order, result = self._played(choose)
        if str(result) not in self.results:
            raise Wrong(self._told(order, [*self._broken(result), *self._nearest(result)]))
        return order

    def _learn(self, choose: Choose) -> None:
        """Take what comes of a sequence as right, unless it breaks a promise by itself. Raises Wrong."""
        order, result = self._played(choose)
        if broken := self._broken(result):
            raise Wrong(self._told(order, broken))
        self.results[str(result)] = result

    def _played(self, choose: Choose) -> tuple[Order, Result]:
        order = self._stage.play(self.scene, self._ground, choose)
        said = [json.dumps(outcome, default=str, ensure_ascii=False, sort_keys=True) for outcome in order.outcomes]
        stored = rows.kept(self._ground.hall)
        if self.scene.idle_changes:
            stored["centres"] = []
        return order, Result(said, stored)

    def _broken(self, result: Result) -> list[str]:
        """Return what is wrong by itself: faults, news told too early, rows that are not what the events say.

        Rows equal to those of a sequence need no second look.
        """
        faults = [said for said in result.outcomes if '"fault"' in said or '"told too early"' in said]
        return faults + self._ground.hall.differences()

    def _nearest(self, result: Result) -> list[str]:
        """Return in what a result differs from the sequence it is most like."""
        found = [list(_differences(result, other)) for other in self.results.values()]
        lines = min(found, key=len)
        return ["no sequence of these requests gives this; the nearest differs in", *lines[:_SHOWN]]

    def _told(self, order: Order, wrong: list[str]) -> str:
        where = f"{self.scene.name}, in a hall that is {self.scene.beginning}"
        parts = [f"{letter(n)} is {part.who}: {part.what}" for n, part in enumerate(self.scene.parts)]
        steps = [f"{n:3} {letter(step.who)} {step.statement}" for n, step in enumerate(order.steps, 1)]
        again = f'python -m tests.interleavings --scene "{self.scene.name}" --replay "{written(order)}"'
        return "\n".join([where, *parts, *steps, *wrong, again])


def _differences(result: Result, other: Result) -> Iterator[str]:
    for n, (here, there) in enumerate(zip(result.outcomes, other.outcomes, strict=True)):
        if here != there:
            yield f"  {letter(n)} got {here}, not {there}"
    for table, lines in result.rows.items():
        for place, (has, ought) in enumerate(zip_longest(lines, other.rows[table], fillvalue={}), 1):
            if has != ought:
                yield f"  row {place} of {table}: {_columns(has, ought)}"


def _columns(has: dict[str, Any], ought: dict[str, Any]) -> str:
    """Return the columns in which a row is not as it ought to be, or the whole row where there is no other."""
    if not has or not ought:
        row = ", ".join(f"{name} {value}" for name, value in (has or ought).items() if value is not None)
        return f"{'should not be' if has else 'is not there'}: {row}"
    return ", ".join(f"{name} is {has[name]}, not {ought[name]}" for name in has if has[name] != ought[name])
