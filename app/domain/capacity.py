"""Whether the open counters can still serve one more person of a field before the hall closes.

Time is the only measure, in whole milliseconds. A counter has **room**: what is left of the session, less what the turn
it is at still takes. A field has **work**: those who wait in it, times how long one of its turns takes a counter today.
The work of all fields is laid on the counters that serve them, as much of it as finds room, each counter's room given
away once however many fields it serves. A field is full when one more turn of it finds no room, even after moving the
others' work to counters that could do it as well; or when no counter that serves it has a whole turn's room left.

Work is laid like water, part of a turn here and part there, so whatever a real plan could fit fits here too: nobody is
turned away for a plan that was only a bad one. One more counter or a shorter queue never fills a field (sources and
sinks of a flow help one another, sources stand in one another's way: Shapley, *On network flow functions*, 1961).
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

# With fewer served turns than this a field has no pace of its own yet: one long turn must not turn people away.
FEW = 5
_MS = timedelta(milliseconds=1)
_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pace:
    """A field's turns of today: how many were `served`, how many never came, and what `spent` the counters on them."""

    served: int = 0
    absent: int = 0
    spent: timedelta = _ZERO

    def turn(self, target: timedelta) -> timedelta:
        """Return what one more person who waits will cost a counter: today's mean, the absent costing nothing.

        Before the first turn it is the field's service target, and until a few were served the smaller of the two.
        """
        if not self.served:
            return target
        mean = self.spent / (self.served + self.absent)
        return mean if self.served >= FEW else min(mean, target)


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits in a field, and what one of them costs a counter."""

    waiting: int
    turn: timedelta


@dataclass(frozen=True, slots=True)
class Hands:
    """A counter that is open: the fields it serves, own or helping, and what the turn it is at still takes."""

    fields: frozenset[int]
    busy: timedelta = _ZERO


def still_busy(turn: timedelta, elapsed: timedelta) -> timedelta:
    """Return what is left of a turn; one that takes longer than usual is taken to end at any moment, and one that
    begins in the future (clocks are set back) to have just begun.
    """
    return min(max(turn - elapsed, _ZERO), turn)


def full(queues: Mapping[int, Queue], counters: Sequence[Hands], left: timedelta) -> set[int]:
    """Return the fields in which one more person cannot be served within what is `left` of the session."""
    room = [max(left - hands.busy, _ZERO) // _MS for hands in counters]
    serving = {field: [c for c, hands in enumerate(counters) if field in hands.fields] for field in queues}
    turns = {field: queue.turn // _MS for field, queue in queues.items()}
    plan = _Plan(serving, room)
    for field, queue in queues.items():
        plan.lay(field, queue.waiting * turns[field])
    return {
        field
        for field, turn in turns.items()
        if not any(room[c] >= turn for c in serving[field]) or plan.copy().lay(field, turn) < turn
    }


class _Plan:
    """Which counter is to spend how long on which field."""

    def __init__(self, serving: Mapping[int, Sequence[int]], room: Sequence[int]) -> None:
        self._serving = serving
        self._room = list(room)
        self._given: list[dict[int, int]] = [{} for _ in room]

    def copy(self) -> "_Plan":
        other = _Plan(self._serving, self._room)
        other._given = [dict(given) for given in self._given]
        return other

    def lay(self, field: int, work: int) -> int:
        """Lay work of a field on its counters, moving other fields' work where that makes room; return how much."""
        laid = 0
        while laid < work and (moves := self._moves(field)):
            given_up = (self._given[counter][other] for (_, counter), (other, _) in pairwise(moves))
            most = min(work - laid, self._room[moves[-1][1]], *given_up)
            self._make(moves, most)
            laid += most
        return laid

    def _moves(self, field: int) -> list[tuple[int, int]]:
        """Return the shortest row of moves `(field, counter)` that ends at a counter with room: each field takes time
        at its counter from the next one, which goes on to another. Empty: there is none.
        """
        before: dict[int, tuple[int, int] | None] = {field: None}
        seen: set[int] = set()
        reached = deque([field])
        while reached:
            here = reached.popleft()
            for counter in self._serving[here]:
                if self._room[counter]:
                    return self._row(before, (here, counter))
                if counter not in seen:
                    seen.add(counter)
                    for other in self._given[counter]:
                        if other not in before:
                            before[other] = (here, counter)
                            reached.append(other)
        return []

    @staticmethod
    def _row(before: Mapping[int, tuple[int, int] | None], last: tuple[int, int]) -> list[tuple[int, int]]:
        row, move = [last], before[last[0]]
        while move is not None:
            row.append(move)
            move = before[move[0]]
        return row[::-1]

    def _make(self, moves: Sequence[tuple[int, int]], time: int) -> None:
        for (field, counter), (other, _) in pairwise(moves):
            self._give(counter, field, time)
            self._give(counter, other, -time)
        field, counter = moves[-1]
        self._give(counter, field, time)
        self._room[counter] -= time

    def _give(self, counter: int, field: int, time: int) -> None:
        given = self._given[counter]
        given[field] = given.get(field, 0) + time
        if not given[field]:
            del given[field]
