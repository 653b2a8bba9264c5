"""Which orders are tried: each once, those with the fewest switches first, the same again from the same seed."""

from collections.abc import Sequence
from math import comb

import pytest

from tests.interleavings.orders import Bounds, explore, follow, read, written
from tests.interleavings.stage import Choose, Order, Step, Stuck


def walk(choose: Choose, steps: Sequence[str] = ("SELECT", "UPDATE", "COMMIT"), parties: int = 2) -> Order:
    """Let parties go that never wait for one another."""
    order, done = Order(), [0] * parties
    while able := tuple(who for who in range(parties) if done[who] < len(steps)):
        who = choose(len(order.steps), order.steps[-1].who if order.steps else None, able)
        order.steps.append(Step(who, steps[done[who]], able))
        done[who] += 1
    return order


def tried(**bounds: int) -> list[str]:
    return [written(order) for order in explore(walk, Bounds(**{"by_lot": 0, "most": 1000, **bounds}))]


def switches(order: str) -> int:
    """Of two parties, every change but the one at an end is a switch."""
    return len(order.split()) - 2


def test_every_order_is_tried_once() -> None:
    orders = tried(switches=9)
    assert len(set(orders)) == len(orders) == comb(6, 3)


def test_orders_with_fewer_switches_come_first_and_none_with_more_than_asked() -> None:
    assert tried(switches=0) == ["A3 B3", "B3 A3"]
    counts = [switches(order) for order in tried(switches=2)]
    assert counts == sorted(counts)
    assert max(counts) == 2


def test_the_same_seed_tries_the_same_and_another_something_else() -> None:
    few = {"most": 3, "by_lot": 4}
    assert tried(**few, seed=1) == tried(**few, seed=1)
    assert tried(**few, seed=1) != tried(**few, seed=2)


def test_who_only_reads_is_interrupted_before_each_statement_however_few_are_asked_for() -> None:
    def play(choose: Choose) -> Order:
        return walk(choose, ["SELECT"] * 5)

    orders = [written(order) for order in explore(play, Bounds(most=0, by_lot=0))]
    assert {f"A{n} B5 A{5 - n}" for n in range(1, 5)} <= set(orders)


def test_an_order_is_written_and_read_back() -> None:
    order = walk(follow([0, 0, 1]))
    assert written(order) == "A2 B3 A1"
    assert written(walk(follow(read("A2 B3 A1")))) == "A2 B3 A1"
    for wrong in ("", "A2 D1", "A0", "2A"):
        with pytest.raises(ValueError, match="an order is written like"):
            read(wrong)


def test_an_order_that_cannot_be_is_not_played_as_another() -> None:
    with pytest.raises(Stuck, match="step 4: A cannot go; who can: B"):
        walk(follow(read("A4")))
