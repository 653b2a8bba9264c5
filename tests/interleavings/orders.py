"""Which orders are tried, and in what sequence.

Two changes of twenty statements each have 137,846,528,820 orders. Two things make them few:

- A change that waits for another's lock cannot go on, so where the lock is first nearly all of those orders do not
  exist. What is left is where the second one asks.
- An order is counted by its switches: how often somebody who could have gone on is left standing for another (going on
  to another when one has ended or waits is no choice and counts nothing). All orders with no switch are tried first,
  then all with one, then all with two. A missing lock, a read outside its snapshot, a row looked at before its turn
  need one switch to be seen, a repair that comes undone two; faults that need more among so few are rare. Where the
  orders are more than there is time for, as many as are wanted are drawn by lot, those with fewer switches first.

Of one kind none is left to the lot: whoever only reads is left standing once before each of their statements while
the others go to their end, for each such order could show another mixture of old and new.

Then some are drawn by lot in which anybody may go next at any time, with as many switches as chance brings.
"""

import heapq
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.interleavings.stage import Choose, Order, Step, Stuck

Play = Callable[[Choose], Order]


@dataclass(frozen=True)
class Bounds:
    """How much is tried: switches at most, orders drawn (beside those that are never left out), and how many in which
    chance decides each step, from this seed.
    """

    switches: int = 2
    most: int = 60
    by_lot: int = 6
    seed: int = 1


def explore(play: Play, bounds: Bounds) -> Iterator[Order]:
    """Play the orders of a scene, those with the fewest switches first, then some by lot."""
    lot = random.Random(bounds.seed)
    yield from _systematic(play, bounds, lot)
    for _ in range(bounds.by_lot):
        yield play(lambda _step, _last, able: lot.choice(able))


def _systematic(play: Play, bounds: Bounds, lot: random.Random) -> Iterator[Order]:
    ahead: list[tuple[int, bool, float, list[int]]] = [(0, False, 0.0, [])]
    drawn = 0
    while ahead and (drawn < bounds.most or not ahead[0][1]):
        switches, by_lot, _, begun = heapq.heappop(ahead)
        drawn += by_lot
        order = play(follow(begun))
        yield order
        readers = {step.who for step in order.steps} - {step.who for step in order.steps if not _reads(step)}
        for at in range(len(begun), len(order.steps)):
            for other, more in _others(order, at):
                if switches + more <= bounds.switches:
                    turned = [step.who for step in order.steps[:at]] + [other]
                    never_left_out = switches + more <= 1 and order.steps[at].who in readers
                    heapq.heappush(ahead, (switches + more, not never_left_out, lot.random(), turned))


def _reads(step: Step) -> bool:
    """Whoever only reads begins and ends like anybody."""
    return step.statement in ("BEGIN", "COMMIT") or step.statement.startswith("SELECT")


def _others(order: Order, at: int) -> Iterator[tuple[int, int]]:
    """Give who else could have gone at a step, and whether that would have been a switch."""
    step = order.steps[at]
    last = order.steps[at - 1].who if at else None
    for other in step.able:
        if other != step.who:
            yield other, int(last in step.able)


def follow(begun: Sequence[int]) -> Choose:
    """Go as told, and from there on without a switch."""

    def choose(step: int, last: int | None, able: Sequence[int]) -> int:
        if step < len(begun):
            if begun[step] not in able:
                raise Stuck(
                    f"step {step + 1}: {letter(begun[step])} cannot go; who can: {', '.join(map(letter, able))}"
                )
            return begun[step]
        return last if last in able else able[0]

    return choose


def one_after_the_other(sequence: Sequence[int]) -> Choose:
    """Let each end before the next begins."""
    return lambda _step, _last, able: next(who for who in sequence if who in able)


def letter(who: int) -> str:
    return "ABC"[who]


def written(order: Order) -> str:
    """Return an order so that it can be given again: "A3 B12 A9"."""
    runs: list[list[int]] = []
    for step in order.steps:
        if runs and runs[-1][0] == step.who:
            runs[-1][1] += 1
        else:
            runs.append([step.who, 1])
    return " ".join(f"{letter(who)}{count}" for who, count in runs)


def read(text: str) -> list[int]:
    """Return a written order. Raises ValueError."""
    runs = [re.fullmatch("([ABC])([1-9][0-9]*)", word) for word in text.split()]
    if not runs or None in runs:
        raise ValueError(f"an order is written like A3 B12 A9, not {text!r}")
    return [who for run in runs if run for who in ["ABC".index(run[1])] * int(run[2])]
