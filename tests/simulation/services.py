"""The same requests done by the program: real use cases, in one change each, under the key they were asked with."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from app.services import (
    calendar,
    calling,
    days,
    field_days,
    issuing,
    moving,
    paper,
    plans,
    priority_rules,
    serving,
    slips,
    staffing,
    stopping,
)
from app.services.issuing import Order
from app.services.perform import Request, perform
from app.services.staffing import Share
from app.store import fields
from app.store.counters import CounterRow
from app.store.tickets import TicketRow
from app.store.work import Work
from tests.simulation.obvious.asked import Asked, Number
from tests.simulation.rows import Rows
from tests.support.hall import ADDRESS, Hall

Act = Callable[["Program", Work, Asked], dict[str, Any]]


class Program:
    """The program at work in one hall. Numbers of tickets and counters are turned into ids here."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.ids: dict[Number, int] = {}
        self.rows = Rows()
        self.numbers = {id: number for number, id in hall.counter_ids.items()}
        self.clerks = {actor.staff_id: name for name, actor in hall.actors.items() if actor.staff_id}
        with hall.look() as look:
            self.prefixes = {row.id: row.prefix for row in fields.every(look)}

    def answer(self, asked: Asked) -> dict[str, Any]:
        """Do what is asked, or get the first answer once more. Raises Refusal."""
        request = Request(self.hall.actor(asked.by), asked.key, str(asked))
        act = ACTS[asked.what]
        told = perform(self.hall.database, self.hall.centre_id, request, lambda work: act(self, work, asked))
        return self._known(told)

    def id(self, number: Number) -> int:
        """Return the id of a ticket; one that is no ticket's, of a number nobody has."""
        return self.ids.get(number, 0)

    def keep_days(self) -> None:
        """Have the server look whether a day is to be ended or begun."""
        days.keep_days(self.hall.database, self.hall.centre_id, address=ADDRESS)

    def ticket(self, row: TicketRow) -> dict[str, Any]:
        """Return a ticket as both sides tell it."""
        return {
            "id": row.id,
            "number": [row.day.isoformat(), row.prefix, row.number],
            "state": row.state.value,
            "field": self.prefixes[row.field_id],
            "counter": self.numbers[row.counter_id] if row.counter_id else None,
            "due": row.due_at.isoformat(),
            "calls": row.calls,
        }

    def counter(self, row: CounterRow) -> dict[str, Any]:
        return {"counter": row.number, "state": row.state, "clerk": self.clerks[row.clerk_id] if row.clerk_id else None}

    def _known(self, told: dict[str, Any]) -> dict[str, Any]:
        """Learn the id of a ticket, which nobody outside speaks of."""
        told = dict(told)
        if "number" in told:
            told["number"] = tuple(told["number"])
            self.ids[told["number"]] = told.pop("id")
        return told


def _on_ticket(use_case: Callable[..., TicketRow], *said: str) -> Act:
    def act(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
        more = {name: asked.said[name] for name in said}
        return program.ticket(use_case(work, program.id(asked.about), **more))

    return act


def _on_counter(use_case: Callable[..., CounterRow]) -> Act:
    def act(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
        return program.counter(use_case(work, program.hall.counter_ids[asked.about], **asked.said))

    return act


def _take(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    order = Order(field=asked.about, priority=asked.said.get("priority", False))
    return program.ticket(issuing.issue_ticket(work, order, address=ADDRESS, real_now=program.hall.now))


def _serve_now(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    more = {"priority": asked.said["priority"], "clerk_id": work.actor.staff_id}
    counter = program.hall.counter_ids[asked.about]
    return program.ticket(issuing.serve_now(work, counter, asked.said["field"], **more))


def _enter_paper(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    shown, at = f"{asked.about[1]}{asked.about[2]}", time.fromisoformat(asked.said["at"])
    return program.ticket(paper.enter_paper(work, shown, at, priority=asked.said["priority"]))


def _next(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    said = {name: True for name in ("finish", "no_show") if name in asked.said}
    about = program.id(asked.said["ticket"]) if "ticket" in asked.said else None
    called = calling.call_next(work, program.hall.counter_ids[asked.about], **said, ticket_id=about)
    return program.ticket(called.ticket) if called else {"ticket": None}


def _out_of_order(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    counter, ticket = program.hall.counter_ids[asked.about], program.id(asked.said["ticket"])
    return program.ticket(calling.call_out_of_order(work, counter, ticket, reason="người bệnh").ticket)


def _transfer(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    ticket, to, kind = program.id(asked.about), asked.said["to"], asked.said["kind"]
    if isinstance(to, int):
        return program.ticket(moving.transfer_to_counter(work, ticket, program.hall.counter_ids[to], kind=kind))
    return program.ticket(moving.transfer_to_field(work, ticket, to, kind=kind))


def _priority(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    ticket = program.id(asked.about)
    return program.ticket(moving.set_priority(work, ticket, asked.said["klass"], reason="theo quy chế"))


def _reprint(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    more = {"address": ADDRESS, "real_now": program.hall.now}
    return program.ticket(slips.reprint(work, program.id(asked.about), **more))


def _fields(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    shares = [Share(name, lag) for name, lag in asked.said["serves"].items()]
    until = datetime.fromisoformat(asked.said["until"]) if "until" in asked.said else None
    return program.counter(staffing.set_fields(work, program.hall.counter_ids[asked.about], shares, until=until))


def _plan(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    shares = [Share(name, lag) for name, lag in asked.said["serves"].items()]
    day = date.fromisoformat(asked.said["from_day"])
    return program.counter(plans.plan_fields(work, program.hall.counter_ids[asked.about], shares, day))


def _close_field(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    closed = field_days.close_field(work, asked.about, reason="hết biểu mẫu", move_to=asked.said.get("move_to"))
    return {"moved": closed.moved}


def _end_day(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
    more = {"address": ADDRESS, "real_now": program.hall.now}
    ended = days.end_day(work, carry_over=asked.said["carry_over"], **more)
    return {"expired": ended.expired, "carried": ended.carried_over}


def _quietly(use_case: Callable[[Work, Asked], object]) -> Act:
    """What has nothing to tell."""

    def act(program: Program, work: Work, asked: Asked) -> dict[str, Any]:
        use_case(work, asked)
        return {}

    return act


ACTS: dict[str, Act] = {
    "take": _take,
    "serve now": _serve_now,
    "enter paper": _enter_paper,
    "next": _next,
    "call out of order": _out_of_order,
    "start": _on_ticket(serving.start),
    "finish": _on_ticket(lambda work, id: serving.finish(work, id, serving.Outcome(1, "received"))),
    "no-show": _on_ticket(serving.no_show),
    "hold": _on_ticket(lambda work, id: serving.hold(work, id, reason="sao chụp")),
    "cancel": _on_ticket(serving.cancel),
    "recall": _on_ticket(calling.recall),
    "resume": _on_ticket(serving.resume),
    "put back": _on_ticket(serving.put_back),
    "bring back": _on_ticket(serving.bring_back),
    "transfer": _transfer,
    "priority": _priority,
    "assist": _on_ticket(serving.set_assist, "assist"),
    "reprint": _reprint,
    "undo": _on_ticket(moving.undo),
    "open": _on_counter(staffing.open_counter),
    "pause": _on_counter(lambda work, id: staffing.pause_counter(work, id, reason="nghỉ giải lao")),
    "close": _on_counter(staffing.close_counter),
    "release": _on_counter(staffing.release_counter),
    "fields": _fields,
    "lend": _fields,
    "plan": _plan,
    "drop plan": _on_counter(plans.drop_plan),
    "close field": _close_field,
    "reopen field": _quietly(lambda work, asked: field_days.reopen_field(work, asked.about)),
    "hours": _quietly(
        lambda work, asked: calendar.set_hours(
            work, asked.about, asked.said["sessions"], from_today=asked.said["from_today"]
        )
    ),
    "holiday": _quietly(lambda work, asked: calendar.declare_holiday(work, date.fromisoformat(asked.about), "Nghỉ bù")),
    "no holiday": _quietly(lambda work, asked: calendar.take_back_holiday(work, date.fromisoformat(asked.about))),
    "class": _quietly(lambda work, asked: priority_rules.switch_class(work, asked.about, active=asked.said["active"])),
    "offer priority": _quietly(lambda work, asked: priority_rules.offer_priority(work, offered=asked.said["offered"])),
    "override": _quietly(lambda work, asked: stopping.override(work, on=asked.said["on"])),
    "end day": _end_day,
}
