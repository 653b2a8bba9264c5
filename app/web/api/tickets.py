"""One ticket: its story, and everything that may be done to it."""

from collections.abc import Callable
from typing import Any

from apiflask import APIBlueprint
from flask import g

from app.clock import real_now
from app.context import here
from app.domain.errors import BadInput, UnknownCounter, UnknownTicket
from app.domain.roles import Permission
from app.services import calling, ids, moving, serving, slips, story, views
from app.services.serving import Outcome
from app.store import events
from app.store.tickets import TicketRow
from app.store.work import Work
from app.web.bodies import Assist, Finish, MaybeReason, Nothing, Priority, Reason, Transfer
from app.web.permissions import by_ticket, needs
from app.web.requests import act

blueprint = APIBlueprint("tickets", __name__, tag="Tickets")
Answer = dict[str, Any]


def _move(ticket: str, use_case: Callable[[Work, int], TicketRow], *, ends: bool = False) -> Answer:
    """Do something to a ticket and tell how it stands afterwards. What ends a turn asks for all that it was."""
    address, id = here().settings.public_url, _id(ticket)
    return act(
        lambda work: {"ticket": views.ticket(work, use_case(work, id), address)},
        foreseen=[*views.asked_of_ticket(g.centre_id, id), *([events.question(id)] if ends else [])],
    )


def _id(ticket: str) -> int:
    return ids.parse(ticket, UnknownTicket)


@blueprint.get("/tickets/<ticket>")
@needs(Permission.FIND, by_ticket)
def tell(ticket: str) -> Answer:
    """A ticket with its story, its turns, and who was called before it."""
    with here().database.look(g.centre_id) as hall:
        return story.tell(hall, _id(ticket), here().settings.public_url)


@blueprint.post("/tickets/<ticket>/recall")
@needs(Permission.CALL, by_ticket)
@blueprint.input(Nothing)
def recall(ticket: str, json_data: Nothing) -> Answer:
    """Call the same person again."""
    return _move(ticket, calling.recall)


@blueprint.post("/tickets/<ticket>/start")
@needs(Permission.SERVE, by_ticket, late=True)
@blueprint.input(Nothing)
def start(ticket: str, json_data: Nothing) -> Answer:
    """The person is here."""
    return _move(ticket, serving.start)


@blueprint.post("/tickets/<ticket>/finish")
@needs(Permission.SERVE, by_ticket, late=True)
@blueprint.input(Finish)
def finish(ticket: str, json_data: Finish) -> Answer:
    """Service is over."""
    outcome = Outcome(json_data.dossiers, json_data.outcome)
    return _move(ticket, lambda work, id: serving.finish(work, id, outcome), ends=True)


@blueprint.post("/tickets/<ticket>/no-show")
@needs(Permission.SERVE, by_ticket)
@blueprint.input(Nothing)
def no_show(ticket: str, json_data: Nothing) -> Answer:
    """The person did not come."""
    world = here().world()
    return _move(ticket, lambda work, id: serving.no_show(work, id, read_out=world.reads_out(work)))


@blueprint.post("/tickets/<ticket>/return")
@needs(Permission.RETURN, by_ticket)
@blueprint.input(Nothing)
def bring_back(ticket: str, json_data: Nothing) -> Answer:
    """Somebody recorded as absent is here after all."""
    return _move(ticket, serving.bring_back)


@blueprint.post("/tickets/<ticket>/put-back")
@needs(Permission.SERVE, by_ticket)
@blueprint.input(Nothing)
def put_back(ticket: str, json_data: Nothing) -> Answer:
    """Back to the queue, behind the next few."""
    return _move(ticket, serving.put_back)


@blueprint.post("/tickets/<ticket>/hold")
@needs(Permission.SERVE, by_ticket)
@blueprint.input(Reason)
def hold(ticket: str, json_data: Reason) -> Answer:
    """Let somebody fill in a form or pay a fee; the counter is free meanwhile."""
    return _move(ticket, lambda work, id: serving.hold(work, id, reason=json_data.reason))


@blueprint.post("/tickets/<ticket>/resume")
@needs(Permission.SERVE, by_ticket, also=Permission.RETURN)
@blueprint.input(Nothing)
def resume(ticket: str, json_data: Nothing) -> Answer:
    """Back from hold, in the place it had."""
    return _move(ticket, serving.resume)


@blueprint.post("/tickets/<ticket>/transfer")
@needs(Permission.TRANSFER, by_ticket)
@blueprint.input(Transfer)
def transfer(ticket: str, json_data: Transfer) -> Answer:
    """To another field, or to one named counter."""
    if (json_data.field is None) == (json_data.counter is None):
        raise BadInput(detail="say either field or counter", detail_vi="chỉ chọn một: lĩnh vực hoặc quầy")
    kind = json_data.kind
    if json_data.field is not None:
        field = json_data.field
        return _move(ticket, lambda work, id: moving.transfer_to_field(work, id, field, kind=kind))
    counter = ids.parse(json_data.counter or "", UnknownCounter)
    return _move(ticket, lambda work, id: moving.transfer_to_counter(work, id, counter, kind=kind))


@blueprint.post("/tickets/<ticket>/cancel")
@needs(Permission.CANCEL, by_ticket)
@blueprint.input(MaybeReason)
def cancel(ticket: str, json_data: MaybeReason) -> Answer:
    """Cancel the number at its holder's wish."""
    return _move(ticket, lambda work, id: serving.cancel(work, id, reason=json_data.reason))


@blueprint.post("/tickets/<ticket>/priority")
@needs(Permission.PRIORITY, by_ticket)
@blueprint.input(Priority)
def priority(ticket: str, json_data: Priority) -> Answer:
    """Grant a class of priority, or revoke it."""
    code, reason = json_data.code, json_data.reason
    return _move(ticket, lambda work, id: moving.set_priority(work, id, code, reason=reason))


@blueprint.post("/tickets/<ticket>/assist")
@needs(Permission.ASSIST, by_ticket)
@blueprint.input(Assist)
def assist(ticket: str, json_data: Assist) -> Answer:
    """Mark that this person is to be fetched or waved to, or take the mark away."""
    return _move(ticket, lambda work, id: serving.set_assist(work, id, assist=json_data.assist))


@blueprint.post("/tickets/<ticket>/reprint")
@needs(Permission.REPRINT, by_ticket)
@blueprint.input(Nothing)
def reprint(ticket: str, json_data: Nothing) -> Answer:
    """Print the slip once more, marked as a reprint."""
    address = here().settings.public_url
    return _move(ticket, lambda work, id: slips.reprint(work, id, address=address, real_now=real_now()))


@blueprint.post("/tickets/<ticket>/undo")
@needs(Permission.UNDO, by_ticket)
@blueprint.input(Nothing)
def undo(ticket: str, json_data: Nothing) -> Answer:
    """Take back one's own last step."""
    return _move(ticket, moving.undo)
