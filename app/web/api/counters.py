"""One counter: opened, paused, closed, given other fields; and the call it makes."""

from collections.abc import Callable, Sequence
from typing import Any

from apiflask import APIBlueprint
from flask import g

from app.clock import real_now
from app.context import here
from app.domain.errors import BadInput, UnknownCounter, UnknownTicket
from app.domain.roles import Permission
from app.services import calling, ids, issuing, plans, staffing, views
from app.services.calling import Called
from app.services.serving import Outcome
from app.services.staffing import Share
from app.services.views import moment
from app.store import counters
from app.store.counters import CounterRow
from app.store.foreseen import Question
from app.store.work import Work
from app.web.bodies import CallTicket, CounterFields, Next, Nothing, OpenCounter, Reason, Serve
from app.web.permissions import by_counter, needs
from app.web.requests import act

blueprint = APIBlueprint("counters", __name__, tag="Counters")
Answer = dict[str, Any]


def _set(use_case: Callable[[Work], CounterRow]) -> Answer:
    return act(lambda work: {"counter": views.counter(work, use_case(work))})


def _call(use_case: Callable[[Work], Called | None], *, foreseen: Sequence[Question] = ()) -> Answer:
    address = here().settings.public_url

    def told(work: Work) -> Answer:
        called = use_case(work)
        if called is None:
            return {"ticket": None}
        # Whoever called will say next what becomes of it.
        here().database.ticket_places.remember(called.ticket.id, g.centre_id)
        return {"ticket": views.ticket(work, called.ticket, address), "reason": called.reason}

    return act(told, foreseen=foreseen)


def _id(counter: str) -> int:
    return ids.parse(counter, UnknownCounter)


@blueprint.post("/counters/<counter>/open")
@needs(Permission.HOLD_COUNTER, by_counter)
@blueprint.input(OpenCounter)
def open_counter(counter: str, json_data: OpenCounter) -> Answer:
    """Open a counter, or open it again after a pause."""
    said = {"take_over": json_data.take_over, "move": json_data.move}
    return _set(lambda work: staffing.open_counter(work, _id(counter), **said))


@blueprint.post("/counters/<counter>/pause")
@needs(Permission.HOLD_COUNTER, by_counter)
@blueprint.input(Reason)
def pause_counter(counter: str, json_data: Reason) -> Answer:
    """Pause a free counter."""
    return _set(lambda work: staffing.pause_counter(work, _id(counter), reason=json_data.reason))


@blueprint.post("/counters/<counter>/close")
@needs(Permission.HOLD_COUNTER, by_counter)
@blueprint.input(Nothing)
def close_counter(counter: str, json_data: Nothing) -> Answer:
    """Close a free counter."""
    return _set(lambda work: staffing.close_counter(work, _id(counter)))


@blueprint.post("/counters/<counter>/heartbeat")
@needs(Permission.HOLD_COUNTER, by_counter)
@blueprint.input(Nothing)
def heartbeat(counter: str, json_data: Nothing) -> Answer:
    """Say that the page of this counter is there, in the name of the clerk who holds it."""
    context = here()
    context.roll.counter(g.centre_id, _id(counter), g.actor.staff_id, real_now())
    return {"now": moment(context.clock.now())}


@blueprint.post("/counters/<counter>/release")
@needs(Permission.RULE_COUNTERS, by_counter)
@blueprint.input(Nothing)
def release_counter(counter: str, json_data: Nothing) -> Answer:
    """Free a counter somebody left open."""
    return _set(lambda work: staffing.release_counter(work, _id(counter)))


@blueprint.post("/counters/<counter>/fields")
@needs(Permission.RULE_COUNTERS, by_counter)
@blueprint.input(CounterFields)
def set_fields(counter: str, json_data: CounterFields) -> Answer:
    """Say what a counter serves: from now on, with `until` lent for a while, or with `from_day` from a later day on."""
    shares = [Share(share.id, share.lag, share.until) for share in json_data.fields]
    until, from_day, seen = json_data.until, json_data.from_day, json_data.seen
    if until is not None and from_day is not None:
        raise BadInput(detail="say either until or from_day", detail_vi="chỉ chọn một: until hoặc from_day")
    if from_day is not None:
        return _set(lambda work: plans.plan_fields(work, _id(counter), shares, from_day, seen=seen))
    confirm = json_data.confirm
    return _set(lambda work: staffing.set_fields(work, _id(counter), shares, until=until, seen=seen, confirm=confirm))


@blueprint.post("/counters/<counter>/planned-fields/remove")
@needs(Permission.RULE_COUNTERS, by_counter)
@blueprint.input(Nothing)
def drop_plan(counter: str, json_data: Nothing) -> Answer:
    """Take back what was planned for a counter from a later day on."""
    return _set(lambda work: plans.drop_plan(work, _id(counter)))


@blueprint.post("/counters/<counter>/next")
@needs(Permission.CALL, by_counter, late=True)
@blueprint.input(Next)
def call_next(counter: str, json_data: Next) -> Answer:
    """End the present ticket as said, and call who is next."""
    outcome = Outcome(json_data.dossiers, json_data.outcome)
    finish, no_show, world = json_data.finish, json_data.no_show, here().world()
    ticket = ids.parse(json_data.ticket, UnknownTicket) if json_data.ticket is not None else None
    asked = here().database.rehearse(g.centre_id, lambda hall: calling.foreseen(hall, _id(counter), finish=finish))
    return _call(
        lambda work: calling.call_next(
            work,
            _id(counter),
            finish=finish,
            no_show=no_show,
            ticket_id=ticket,
            outcome=outcome,
            read_out=world.reads_out(work),
        ),
        foreseen=asked,
    )


@blueprint.post("/counters/<counter>/call")
@needs(Permission.CALL_OUT_OF_ORDER, by_counter)
@blueprint.input(CallTicket)
def call_out_of_order(counter: str, json_data: CallTicket) -> Answer:
    """Call one waiting ticket before its turn, with a reason."""
    ticket = ids.parse(json_data.ticket, UnknownTicket)
    return _call(lambda work: calling.call_out_of_order(work, _id(counter), ticket, reason=json_data.reason))


@blueprint.post("/counters/<counter>/serve")
@needs(Permission.SERVE, by_counter)
@blueprint.input(Serve)
def serve(counter: str, json_data: Serve) -> tuple[Answer, int]:
    """Take in somebody who already stands at the counter."""
    address = here().settings.public_url

    def use_case(work: Work) -> Answer:
        at = counters.get(work, _id(counter))
        ticket = issuing.serve_now(work, at.id, json_data.field, priority=json_data.priority, clerk_id=at.clerk_id)
        return {"ticket": views.ticket(work, ticket, address)}

    return act(use_case), 201
