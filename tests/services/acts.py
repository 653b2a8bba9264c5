"""What people do in the hall beyond taking a number and pressing Next, each in one line; and its rules, changed."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from app.clock import real_now
from app.domain.rules import from_json
from app.services import calling, days, issuing, moving, printing, serving, slips, speaking, staffing
from app.services.days import Ended
from app.services.staffing import Share
from app.store import devices, fields
from app.store import events as centre_events
from app.store.counters import CounterRow
from app.store.models import Centre, Holiday, OpeningHours, Ticket, Turn
from app.store.tickets import TicketRow
from app.store.types import AnyRow
from app.store.work import Hall as Look
from tests.support.hall import ADDRESS, Hall

SUPERVISOR, RECEPTION, KIOSK = "dieuphoi", "huongdan", "Máy lấy số 1"


def transfer(hall: Hall, number: str, to: str | int, kind: str = "wrong_field", *, by: str = SUPERVISOR) -> TicketRow:
    """Send a ticket to a field by its prefix, or to a counter by its number."""
    ticket = hall.ticket(number).id
    if isinstance(to, int):
        return hall.act(by, moving.transfer_to_counter, ticket, hall.counter_ids[to], kind=kind)
    return hall.act(by, moving.transfer_to_field, ticket, to, kind=kind)


def undo(hall: Hall, number: str, *, by: str) -> TicketRow:
    return hall.act(by, moving.undo, hall.ticket(number).id)


def priority(hall: Hall, number: str, code: str | None = "elderly", *, reason: str = "trên 80 tuổi") -> TicketRow:
    return hall.act(RECEPTION, moving.set_priority, hall.ticket(number).id, code, reason=reason)


def bring_back(hall: Hall, number: str, *, by: str = RECEPTION) -> TicketRow:
    return hall.act(by, serving.bring_back, hall.ticket(number).id)


def cancel(hall: Hall, number: str, *, by: str = SUPERVISOR, reason: str | None = None) -> TicketRow:
    return hall.act(by, serving.cancel, hall.ticket(number).id, reason=reason)


def recall(hall: Hall, number: str, *, by: str) -> TicketRow:
    return hall.act(by, calling.recall, hall.ticket(number).id)


def reprint(hall: Hall, number: str, *, by: str = RECEPTION) -> TicketRow:
    return hall.act(by, slips.reprint, hall.ticket(number).id, address=ADDRESS, real_now=real_now())


def serve_now(hall: Hall, counter: int, field: str = "A", *, priority: bool = False) -> TicketRow:
    """Take in somebody who stands at the counter."""
    by = f"quay{counter}"
    clerk = hall.actor(by).staff_id
    return hall.act(by, issuing.serve_now, hall.counter_ids[counter], field, priority=priority, clerk_id=clerk)


def pause(hall: Hall, counter: int, reason: str = "nghỉ giải lao") -> CounterRow:
    return hall.act(f"quay{counter}", staffing.pause_counter, hall.counter_ids[counter], reason=reason)


def close(hall: Hall, counter: int) -> CounterRow:
    return hall.act(f"quay{counter}", staffing.close_counter, hall.counter_ids[counter])


def take_over(hall: Hall, number: int, by: str) -> CounterRow:
    """Open a counter that somebody else holds."""
    return hall.act(by, staffing.open_counter, hall.counter_ids[number], take_over=True)


def assign(hall: Hall, number: int, *told: tuple[str, int], by: str = SUPERVISOR, **said: Any) -> None:
    """Give a counter fields, each by its prefix and minutes; `until`, `seen`, `confirm` as the use case takes them."""
    hall.act(by, staffing.set_fields, hall.counter_ids[number], share(*told), **said)


def keep_days(hall: Hall) -> bool:
    """Let the server look whether a day is to be ended or begun."""
    return days.keep_days(hall.database, hall.centre_id, address=ADDRESS)


def end_day(hall: Hall, *, carry_over: bool = False) -> Ended:
    return hall.act(SUPERVISOR, days.end_day, carry_over=carry_over, address=ADDRESS, real_now=real_now())


def claim(hall: Hall) -> dict[str, Any] | None:
    """Have the printer ask for its next slip."""
    return hall.act("Máy in 1", printing.claim, hall.actor("Máy in 1").device_id)


def settle(hall: Hall, job: dict[str, Any], *, printed: bool = True, error: str | None = None) -> dict[str, Any]:
    printer = hall.actor("Máy in 1").device_id
    said = {"printed": printed, "error": error, "real_now": real_now()}
    return hall.act("Máy in 1", printing.settle, int(job["id"]), printer, **said)


def speak(hall: Hall) -> list[str]:
    """Have the hall display read out what is still to be spoken; return the ids of the calls."""
    ids: list[str] = hall.snapshot("display")["to_speak"]
    for id in ids:
        hall.act("Màn hình sảnh 1", speaking.mark_spoken, int(id))
    return ids


def loudspeaker(hall: Hall, sound: str = "on", *, seconds_ago: float = 0) -> None:
    """Have the hall display say that it is there, and whether it can sound."""
    display = hall.actor("Màn hình sảnh 1").device_id
    assert display is not None
    heard_at = real_now() - timedelta(seconds=seconds_ago)
    with hall.database.write() as connection:
        devices.heard(connection, display, heard_at, {"sound": sound})


def rule(hall: Hall, **changes: Any) -> None:
    """Change the rules of the hall."""
    with hall.database.write() as connection:
        mine = Centre.id == hall.centre_id
        now = from_json(connection.execute(select(Centre.settings).where(mine)).scalar_one())
        connection.execute(update(Centre).where(mine).values(settings=asdict(replace(now, **changes))))


def hours(hall: Hall, *sessions: tuple[str, str]) -> None:
    """Let every day have these sessions."""
    with hall.database.write() as connection:
        told = [list(session) for session in sessions]
        connection.execute(update(OpeningHours).where(OpeningHours.centre_id == hall.centre_id).values(sessions=told))


def day_off(hall: Hall, *, weekday: int | None = None, holiday: date | None = None) -> None:
    """Let the hall be closed on a weekday, or on one date."""
    with hall.database.write() as connection:
        if weekday is not None:
            mine = (OpeningHours.centre_id == hall.centre_id, OpeningHours.weekday == weekday)
            connection.execute(delete(OpeningHours).where(*mine))
        if holiday is not None:
            names = {"name_vi": "Nghỉ lễ", "name_en": "Holiday"}
            connection.execute(insert(Holiday).values(centre_id=hall.centre_id, day=holiday, **names))


def waiting(hall: Hall, prefix: str = "A") -> int:
    """Return how many wait in a field as it is kept, having checked that as many really do."""
    with hall.look() as look:
        (kept,) = [(row.id, fields.waiting(look)[row.id]) for row in fields.every(look) if row.prefix == prefix]
        mine = (Ticket.field_id == kept[0], Ticket.state == "waiting")
        counted = look.connection.execute(select(func.count()).where(*mine)).scalar_one()
    assert kept[1] == counted
    return int(counted)


def steps(hall: Hall, number: str = "A001") -> list[str]:
    """Return a ticket's story in words."""
    return [step["text"] for step in hall.story(number)["story"]]


def counter(hall: Hall, number: int) -> dict[str, Any]:
    """Return a counter as its clerk sees it."""
    told: dict[str, Any] = hall.counter_snapshot(number)["counter"]
    return told


def serves(hall: Hall, number: int) -> dict[str, int]:
    """Return the fields a counter serves now with their minutes."""
    return {field["prefix"]: field["lag_minutes"] for field in counter(hall, number)["fields"]}


def given(hall: Hall, number: int) -> dict[str, tuple[int, bool]]:
    """Return the fields of a counter as the administration sees them: minutes, and whether only for a while."""
    told = next(c for c in hall.snapshot("admin")["counters"] if c["number"] == number)
    prefixes = {field["id"]: field["prefix"] for field in hall.snapshot("admin")["fields"]}
    return {prefixes[s["id"]]: (s["lag_minutes"], s["until"] is not None) for s in told["fields"]}


def revision(hall: Hall) -> int:
    with hall.look() as look:
        return look.revision


def share(*told: tuple[str, int]) -> list[Share]:
    """Return fields by prefix with their minutes as a counter is given them."""
    return [Share(field, lag) for field, lag in told]


def events(hall: Hall, *actions: str) -> list[Any]:
    """Return what was done to the centre within a day, newest first."""
    around = timedelta(days=1)
    with hall.look() as look:
        return centre_events.of_centre(look, hall.now - around, hall.now + around, actions or None)


def stored_turns(look: Look, day: date) -> list[AnyRow]:
    """Return the ended turns of a day as they are stored."""
    query = select(*Turn.__table__.columns).where(Turn.centre_id == look.centre_id, Turn.day == day)
    return look.all(query.order_by(Turn.ended_at))
