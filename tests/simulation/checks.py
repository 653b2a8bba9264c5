"""The program's hall laid beside the obvious one: the rows, what screens show, and the figures of a day."""

from datetime import date
from typing import Any

from app.services import reports
from app.store import counters
from app.store.reports import By, Range
from app.store.work import Hall as Look
from tests.simulation import recount
from tests.simulation.obvious import Hall as Obvious
from tests.simulation.obvious.asked import Number
from tests.simulation.obvious.hall import OPEN
from tests.simulation.obvious.hall import Ticket as Known
from tests.simulation.services import Program


class Violation(AssertionError):
    """The two halls differ."""


def require(holds: bool, told: str) -> None:
    if not holds:
        raise Violation(told)


def compare(program: Program, obvious: Obvious, *, every: bool = False) -> None:
    """Lay tickets and counters side by side: those of today and all that are open, or really `every` one."""
    day = date.fromisoformat(obvious.today)
    with program.hall.look() as look:
        mine = program.rows.every(look) if every else program.rows.live(look, day)
        standing = [(row.number, row.state, row.clerk_id) for row in counters.every(look)]
    program.ids.update({number: id for number, id, _ in mine})
    there = [*obvious.old.values(), *obvious.tickets.values()] if every else obvious.tickets.values()
    live = [t for t in there if every or t.day >= obvious.today or t.state in OPEN]
    known = {ticket.number: ticket for ticket in sorted(live, key=lambda t: t.came)}
    stored = {number: told for number, _, told in mine}
    require(list(stored) == list(known), f"tickets: {_only(stored, known)}")
    for number, told in stored.items():
        _same(number, told, _expected(known[number]))
    clerks = [(number, state, program.clerks.get(clerk)) for number, state, clerk in standing]
    _same("counters", clerks, [(c.number, c.state, c.clerk) for c in obvious.counters.values()])


def verify(program: Program) -> None:
    """Have everything derived made again from the events."""
    differences = program.hall.differences()
    require(not differences, "\n".join(differences))


def screens(program: Program, obvious: Obvious) -> None:
    """Lay beside it what screens show."""
    display = program.hall.snapshot("display")
    waiting = {row["prefix"]: row["waiting"] for row in display["fields"]}
    _same("people waiting", waiting, {name: len(obvious.waiting(name)) for name in obvious.targets})
    shown = {(c["number"], c["counter"]["number"]) for c in display["calls"] if c["state"] == "called"}
    due = {(f"{t.number[1]}{t.number[2]:03d}", t.counter) for t in _today(obvious) if t.state == "called"}
    require(shown <= due, f"the display shows {shown - due}, which nobody was called to")
    for number in obvious.counters:
        _counter(program, obvious, number)
    _headline(program)


def figures(program: Program, day: str) -> None:
    """Count the figures of a day again from nothing but the events."""
    when = date.fromisoformat(day)
    with program.hall.look() as look:
        told = reports.waits(look, Range(when, when), By.FIELD)["total"]
        counted = recount.figures(look, when)
    _same(f"report of {day}", {name: told[name] for name in counted}, counted)


def durations(look: Look) -> list[str]:
    """Return the turns that took less than no time."""
    return [str(found) for found in recount.negative(look)]


def _headline(program: Program) -> None:
    """Lay what the supervisor is told of the day beside a recount from the events."""
    told = program.hall.snapshot("supervisor")["headline"]
    with program.hall.look() as look:
        counted = recount.figures(look, look.day)
    counted["served"] = counted.pop("turns")
    _same("headline", {name: told[name] for name in counted}, counted)


def _counter(program: Program, obvious: Obvious, number: int) -> None:
    told = program.hall.counter_snapshot(number)
    counter = obvious.counters[number]
    there = obvious.at(number)
    _same(f"at counter {number}", _shown(told["ticket"]), (there.number[1:] if there else None))
    serves = {field["prefix"]: field["lag_minutes"] for field in told["counter"]["fields"]}
    _same(f"what counter {number} serves", serves, obvious.services(counter))
    queue = [t.number[1:] for t, _ in obvious.queue(counter)]
    _same(f"queue of counter {number}", [_shown(row) for row in told["queue"]["rows"]], queue[:50])


def _shown(told: dict[str, Any] | None) -> tuple[str, int] | None:
    return (told["number"][0], int(told["number"][1:])) if told else None


def _today(obvious: Obvious) -> list[Known]:
    return [t for t in obvious.tickets.values() if t.day == obvious.today]


def _expected(ticket: Known) -> tuple[Any, ...]:
    moments = (ticket.due, ticket.joined, ticket.arrived)
    marks = (ticket.priority, ticket.klass, ticket.assist, ticket.put_back, ticket.calls)
    return (ticket.state, ticket.field, ticket.counter, *moments, *marks)


def _same(what: str | Number, stored: Any, due: Any) -> None:
    if stored != due:
        raise Violation(f"{what}: the program has {stored}, it should be {due}")


def _only(stored: dict[Number, Any], known: dict[Number, Any]) -> str:
    more, less = [n for n in stored if n not in known], [n for n in known if n not in stored]
    return f"only in the program {more}, only in the obvious hall {less}" if more or less else "in another order"
