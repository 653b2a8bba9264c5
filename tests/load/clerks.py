"""Eight clerks press Next together, again and again, on two workers: nobody is called twice, nobody is passed over."""

import random
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import select

from app.clock import real_now
from app.domain.ticket import Action
from app.services import issuing
from app.services.issuing import Order
from app.store.models import Ticket, TicketEvent
from tests.load.people import Clerk, make_ready, together
from tests.support.hall import ADDRESS
from tests.support.workers import Workers

# Half of them help the other half, some minutes later.
SERVES = {number: {"H": 0, "A": 5} if number <= 4 else {"A": 0, "H": 3} for number in range(1, 9)}


@dataclass
class Result:
    """What came of it. `passed`: calls of somebody who was not the next by the rule, in the order of commits."""

    tickets: int = 0
    twice: int = 0
    skipped: int = 0
    passed: int = 0

    def __str__(self) -> str:
        return f"{self.tickets} tickets: {self.twice} called twice, {self.skipped} skipped, {self.passed} out of order"


def press_together(server: Workers, *, rounds: int, each: int, seed: int = 1) -> Result:
    """Let `each` people come and all be called, so many times."""
    chance, result = random.Random(seed), Result()
    make_ready(server, SERVES)
    for _ in range(rounds):
        _arrive(server, each, chance)
        clerks = [Clerk(server, number) for number in SERVES]
        called = [*chain.from_iterable(together([partial(_until_nobody_waits, clerk) for clerk in clerks]))]
        for clerk in clerks:
            clerk.leave()
        result.tickets += each
        result.twice += len(called) - len(set(called))
        result.skipped += each - len(set(called))
    result.passed = _passed(server)
    return result


def _arrive(server: Workers, count: int, chance: random.Random) -> None:
    """Let people take numbers seconds apart, some of them with priority."""
    for _ in range(count):
        order = Order(field=chance.choice("HA"), priority=chance.random() < 0.1)
        taken = {"address": ADDRESS, "real_now": real_now()}
        server.hall.act("huongdan", issuing.issue_ticket, order, **taken)
        server.hall.wait(seconds=chance.uniform(0, 8))


def _until_nobody_waits(clerk: Clerk) -> list[str]:
    called = []
    while (ticket := clerk.next()) is not None:
        called.append(ticket["id"])
    return called


def _passed(server: Workers) -> int:
    """Go through all that was written, in the order in which it was, and count calls that were not the next one's.

    The rule written once more, as plainly as it can be: of those who wait in a field the counter serves, the one with
    the smallest due time, the counter's lag for that field added.
    """
    numbers = {id: number for number, id in server.hall.counter_ids.items()}
    with server.hall.database.read() as connection:
        due = {row.id: (row.prefix, row.due_at) for row in connection.execute(select(Ticket))}
        events = connection.execute(select(TicketEvent).order_by(TicketEvent.revision, TicketEvent.id)).all()
    waiting: set[int] = set()
    passed = 0
    for event in events:
        if event.action == Action.ISSUE:
            waiting.add(event.ticket_id)
        elif event.action == Action.CALL:
            passed += event.ticket_id != _next(waiting, due, SERVES[numbers[event.counter_id]])
            waiting.discard(event.ticket_id)
    return passed


def _next(waiting: set[int], due: dict[int, Any], serves: dict[str, int]) -> int | None:
    def place(ticket: int) -> tuple[float, int]:
        prefix, due_at = due[ticket]
        return due_at.timestamp() + serves[prefix] * 60, ticket

    return min((ticket for ticket in waiting if due[ticket][0] in serves), key=place, default=None)
