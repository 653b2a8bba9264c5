"""A day on which everybody does whatever they are let do: whatever happens, what is kept stays true."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.errors import Refusal
from app.domain.ticket import AT_COUNTER, OPEN, Action, State, target
from app.services import calling, guidance, issuing, moving, serving, slips, staffing
from app.services.serving import Outcome
from app.services.staffing import Share
from app.store import counters, tickets, turns
from app.store.models import Call, Field, Ticket, TicketEvent, Turn
from app.store.work import Hall as Look
from tests.services.acts import RECEPTION, SUPERVISOR, claim, end_day, settle, speak
from tests.support.hall import ADDRESS, Hall

STEPS = 450
FIELDS = "AABBH"


class People:
    """Everybody in the hall, acting at random with a seed. A refusal is an answer like any other."""

    def __init__(self, hall: Hall, seed: int) -> None:
        self.hall = hall
        self.random = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.acts: list[tuple[int, Callable[[], object]]] = [
            (9, self.take),
            (14, self.next),
            (9, self.at_counter),
            (7, self.undo),
            (4, self.transfer),
            (6, self.held),
            (2, self.bring_back),
            (2, self.cancel),
            (2, self.priority),
            (1, self.reprint),
            (1, self.out_of_order),
            (1, self.serve_now),
            (3, self.staff),
            (1, self.lend),
            (2, self.machines),
            (1, self.assist),
        ]

    def play(self, steps: int) -> None:
        weights = [weight for weight, _ in self.acts]
        for _ in range(steps):
            self.hall.wait(seconds=self.random.choice((0, 0, 1, 5, 15, 60)))
            (_, act) = self.random.choices(self.acts, weights)[0]
            try:
                act()
            except Refusal as refused:
                self.done[f"refused {refused.code}"] += 1

    # Who, where and whom

    def clerk(self) -> str:
        return self.random.choice(("quay1", "quay2", "quay3"))

    def holder(self, counter: int) -> str:
        """Return who sits at a counter; a clerk who does not, where nobody does."""
        with self.hall.look() as look:
            clerk = counters.get(look, counter).clerk_id
        sitting = (name for name, known in self.hall.actors.items() if clerk and known.staff_id == clerk)
        return next(sitting, self.clerk())

    def counter(self) -> int:
        return self.random.choice(list(self.hall.counter_ids.values()))

    def desk(self) -> str:
        return self.random.choice((RECEPTION, SUPERVISOR))

    def whom(self, *states: State) -> int:
        with self.hall.look() as look:
            ids = [ticket.id for ticket in tickets.in_state(look, *(states or State))]
        return self.random.choice(ids or [1])

    # What

    def take(self) -> object:
        kiosk = self.random.choice(("Máy lấy số 1", "Máy lấy số 2", RECEPTION))
        language = self.random.choice(("vi", "vi", "en"))
        return self.hall.take(
            self.random.choice(FIELDS), by=kiosk, priority=self.random.random() < 0.1, language=language
        )

    def next(self) -> object:
        said: dict[str, Any] = self.random.choice(({}, {"finish": True}, {"finish": True}, {"no_show": True}))
        counter = self.counter()
        return self.hall.act(self.holder(counter), calling.call_next, counter, outcome=Outcome(2), **said)

    def at_counter(self) -> object:
        ticket = self.whom(*AT_COUNTER)
        acts: list[tuple[Callable[..., object], dict[str, Any]]] = [
            (serving.start, {}),
            (serving.start, {}),
            (serving.finish, {"outcome": Outcome(1, "received")}),
            (serving.put_back, {}),
            (serving.no_show, {}),
            (serving.hold, {"reason": "sao chụp"}),
            (serving.hold, {"reason": "điền tờ khai"}),
            (calling.recall, {}),
        ]
        act, said = self.random.choice(acts)
        return self.hall.act(self.random.choice((self.clerk(), SUPERVISOR, SUPERVISOR)), act, ticket, **said)

    def held(self) -> object:
        act = self.random.choice((serving.resume, serving.resume, serving.no_show))
        return self.hall.act(self.random.choice((self.clerk(), SUPERVISOR, SUPERVISOR)), act, self.whom(State.HELD))

    def undo(self) -> object:
        with self.hall.look() as look:
            newest = look.connection.execute(
                select(TicketEvent.ticket_id, TicketEvent.actor).order_by(TicketEvent.id.desc()).limit(3)
            ).all()
        if not newest:
            return None
        ticket, actor = self.random.choice(newest)
        by = next(name for name, known in self.hall.actors.items() if known.key == actor)
        return self.hall.act(by, moving.undo, ticket)

    def transfer(self) -> object:
        kind = self.random.choice(("wrong_field", "further_procedure"))
        by, ticket = self.random.choice((self.clerk(), SUPERVISOR, SUPERVISOR)), self.whom(State.WAITING, *AT_COUNTER)
        if self.random.random() < 0.5:
            return self.hall.act(by, moving.transfer_to_counter, ticket, self.counter(), kind=kind)
        return self.hall.act(by, moving.transfer_to_field, ticket, self.random.choice(FIELDS), kind=kind)

    def bring_back(self) -> object:
        return self.hall.act(
            self.random.choice((self.clerk(), RECEPTION)), serving.bring_back, self.whom(State.NO_SHOW)
        )

    def cancel(self) -> object:
        return self.hall.act(self.desk(), serving.cancel, self.whom(State.WAITING, State.CALLED, State.HELD))

    def priority(self) -> object:
        code = self.random.choice(("elderly", None))
        return self.hall.act(self.desk(), moving.set_priority, self.whom(), code, reason="theo quy chế")

    def assist(self) -> object:
        return self.hall.act(self.desk(), serving.set_assist, self.whom(), assist=self.random.random() < 0.7)

    def reprint(self) -> object:
        more = {"address": ADDRESS, "real_now": self.hall.now}
        return self.hall.act(self.desk(), slips.reprint, self.whom(), **more)

    def out_of_order(self) -> object:
        ticket = self.whom(State.WAITING)
        return self.hall.act(SUPERVISOR, calling.call_out_of_order, self.counter(), ticket, reason="người bệnh")

    def serve_now(self) -> object:
        by = self.clerk()
        clerk = self.hall.actor(by).staff_id
        said = {"priority": False, "clerk_id": clerk}
        return self.hall.act(by, issuing.serve_now, self.counter(), self.random.choice(FIELDS), **said)

    def staff(self) -> object:
        by = self.random.choice((1, 2, 3))
        counter = self.hall.counter_ids[by]
        acts: list[tuple[str, Callable[..., object], dict[str, Any]]] = [
            *[(f"quay{by}", staffing.open_counter, {})] * 4,
            (f"quay{by}", staffing.open_counter, {"take_over": True}),
            (f"quay{by}", staffing.open_counter, {"move": True}),
            (self.clerk(), staffing.open_counter, {"take_over": True, "move": True}),
            (f"quay{by}", staffing.pause_counter, {"reason": "nghỉ giải lao"}),
            (f"quay{by}", staffing.close_counter, {}),
            (SUPERVISOR, staffing.release_counter, {}),
        ]
        who, act, said = self.random.choice(acts)
        return self.hall.act(who, act, counter, **said)

    def lend(self) -> object:
        until = self.hall.now + timedelta(minutes=5) if self.random.random() < 0.8 else None
        shares = [Share(self.random.choice("ABH"), self.random.choice((0, 3)))]
        return self.hall.act(SUPERVISOR, staffing.set_fields, self.counter(), shares, until=until)

    def machines(self) -> object:
        speak(self.hall)
        self.hall.act("Máy lấy số 1", guidance.ask_help)
        job = claim(self.hall)
        return settle(self.hall, job, printed=self.random.random() < 0.7) if job else None


def require_true(hall: Hall) -> None:
    """Check everything that is kept against what it is kept of."""
    with hall.look() as look:
        everyone = [tickets.row(row) for row in look.all(select(*tickets.COLUMNS).order_by(Ticket.id))]
        require_counts(look)
        require_places(look, everyone)
        require_numbers(everyone)
        require_turns(look, everyone)
        require_log(look, {ticket.id: ticket for ticket in everyone})
        require_calls(look, {ticket.id: ticket for ticket in everyone})
    for audience in ("display", "kiosk", "reception", "supervisor"):
        hall.snapshot(audience)
    for number in hall.counter_ids:
        hall.counter_snapshot(number)


def require_counts(look: Look) -> None:
    counted = select(Ticket.field_id, func.count()).where(Ticket.state == "waiting").group_by(Ticket.field_id)
    really = {row[0]: row[1] for row in look.all(counted)}
    kept = {row.id: row.waiting for row in look.all(select(Field.id, Field.waiting))}
    assert {id: count for id, count in kept.items() if count} == really


def require_places(look: Look, everyone: list[tickets.TicketRow]) -> None:
    states = {row.id: row.state for row in counters.every(look)}
    here = Counter(ticket.counter_id for ticket in everyone if ticket.state in AT_COUNTER)
    assert set(here.values()) <= {1}
    assert all(states[counter] == "open" for counter in here if counter is not None)
    named = {ticket.counter_id for ticket in everyone if ticket.state is State.WAITING and ticket.counter_id}
    assert {states[counter] for counter in named} <= {"open"}


def require_numbers(everyone: list[tickets.TicketRow]) -> None:
    given: dict[Any, list[int]] = {}
    for ticket in everyone:
        given.setdefault((ticket.day, ticket.prefix), []).append(ticket.number)
    for numbers in given.values():
        assert numbers == list(range(1, len(numbers) + 1))


def require_turns(look: Look, everyone: list[tickets.TicketRow]) -> None:
    stored = look.all(select(*Turn.__table__.columns).order_by(Turn.ticket_id, Turn.ordinal))
    folded = [values for ticket in everyone for values in turns.rows(look, ticket)]
    assert [dict(row._mapping) for row in stored] == folded
    for turn in stored:
        spans = (turn.wait_ms, turn.wait_open_ms, turn.way_ms, turn.service_ms, turn.held_ms, turn.waited_again_ms)
        assert all(span is None or span >= 0 for span in (*spans, turn.stay_ms))
        assert turn.service_ms + turn.held_ms <= turn.stay_ms


def require_log(look: Look, everyone: dict[int, tickets.TicketRow]) -> None:
    logs: dict[int, list[Any]] = {}
    for row in look.all(select(*TicketEvent.__table__.columns).order_by(TicketEvent.id)):
        logs.setdefault(row.ticket_id, []).append(row)
    assert set(logs) == set(everyone)
    for id, log in logs.items():
        assert (log[0].action, log[0].from_state) == (Action.ISSUE, None)
        assert log[-1].to_state == everyone[id].state
        assert (log[-1].field_id, log[-1].counter_id) == (everyone[id].field_id, everyone[id].counter_id)
        for before, after in pairwise(log):
            assert after.from_state == before.to_state
            assert after.revision >= before.revision
            assert after.at >= before.at
            leads = target(State(after.from_state), Action(after.action))
            assert after.action == Action.UNDO or leads == after.to_state


def require_calls(look: Look, everyone: dict[int, tickets.TicketRow]) -> None:
    standing = look.all(select(Call.ticket_id, Call.counter_id).where(Call.standing))
    assert len({call.ticket_id for call in standing}) == len(standing)
    for call in standing:
        ticket = everyone[call.ticket_id]
        assert (ticket.state, ticket.counter_id) == (State.CALLED, call.counter_id)


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_people_do_what_is_kept_stays_true(hall: Hall, seed: int) -> None:
    people = People(hall.at("08:00").open(1, 2, 3), seed)
    for _ in range(3):
        people.play(STEPS // 3)
        require_true(hall)
    end_day(hall.at("22:00"), carry_over=seed == 1)
    require_true(hall)
    with hall.look() as look:
        left = [ticket for ticket in tickets.in_state(look, *OPEN) if ticket.day <= look.day]
        happened = {row.action for row in look.all(select(TicketEvent.action).distinct())}
    assert left == []
    # A day on which nothing was done would prove nothing.
    assert happened >= {Action.CALL, Action.START, Action.FINISH, Action.PUT_BACK, Action.TRANSFER, Action.UNDO}
    assert len(happened) >= len(Action) - 3
    assert people.done["refused wrong_state"] > 0
