"""Who sends bad input, and what there is in the hall for it to be about: a ticket in each state, a slip, a call."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import func, select

from app.clock import Clock, real_now
from app.domain.errors import Refusal
from app.services import access, days, guidance, issuing, serving, staffing
from app.services.issuing import Order
from app.store.models import Call, HelpCall, PrintJob, PriorityClass, Ticket
from app.store.work import Work
from tests.support.hall import ADDRESS, Hall

KIOSK, PRINTER, DISPLAY = "Máy lấy số 1", "Máy in 1", "Màn hình sảnh 1"
# Each by the name it has in the sample hall; the holder of a ticket's link and nobody have none.
NAMES = {
    "kiosk": KIOSK,
    "printer": PRINTER,
    "display": DISPLAY,
    "clerk": "quay3",
    "reception": "huongdan",
    "reader": "lanhdao",
    "supervisor": "dieuphoi",
    "administrator": "quantri",
}
ROLES = (*NAMES, "holder", "nobody")
# Counters 3 to 5 serve land, 8 and 9 civil status: enough for somebody to be called, held, absent and served at once.
COUNTERS = (3, 4, 5, 8, 9)
FIELDS = ("H", "A")


class Scene:
    """The sample hall with something of everything, and more of it whenever somebody has used it up."""

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self.hall = hall
        self._clock = clock

    def token(self, role: str) -> str:
        """Return a token of somebody in a role; nobody has an empty one."""
        if role == "nobody":
            return ""
        if role == "holder":
            with self.hall.database.read() as connection:
                return str(connection.execute(select(func.max(Ticket.token))).scalar_one())
        actor = self.hall.actor(NAMES[role])
        with self.hall.database.write() as connection:
            if actor.staff_id is not None:
                return access.start_session(connection, actor.staff_id, real_now()).token
            assert actor.device_id is not None
            return access.device_token(connection, actor.device_id, real_now(), alone=False)

    def fill(self) -> None:
        """Open counters and let people come, be called, be held, be absent, be served; whoever cannot, does not."""
        self.hall.hand.moment = self._clock.now()
        for number in COUNTERS:
            self._try(f"quay{number}", staffing.open_counter, self.hall.counter_ids[number], take_over=True, move=True)
        for field in FIELDS * 3:
            order = Order(field=field)
            self._try(KIOSK, issuing.issue_ticket, order, address=ADDRESS, real_now=real_now())
        deeds = (None, _start, _hold, _absent, _serve)
        for number, deed in zip(COUNTERS, deeds, strict=True):
            self._call(number, deed)
        self._try(KIOSK, guidance.ask_help)

    def end_day(self) -> None:
        """End the day, as its clock or its supervisor does."""
        self._try("dieuphoi", days.end_day, address=ADDRESS, real_now=real_now())

    def there(self) -> dict[str, list[str]]:
        """Return for each name in a path what is there now: the newest ticket in each state, slips, calls …"""
        queries = {
            "ticket": select(func.max(Ticket.id)).group_by(Ticket.state).order_by(Ticket.state),
            "job": select(PrintJob.id).order_by(PrintJob.id.desc()).limit(3),
            "call": select(Call.id).order_by(Call.id.desc()).limit(3),
            "help_call": select(HelpCall.id).order_by(HelpCall.id.desc()).limit(1),
            "code": select(PriorityClass.code).order_by(PriorityClass.code).limit(1),
        }
        with self.hall.database.read() as connection:
            found = {name: list(map(str, connection.execute(query).scalars())) for name, query in queries.items()}
        counters = [str(self.hall.counter_ids[number]) for number in COUNTERS]
        return {**found, "centre": ["phuong-mau"], "counter": counters, "field": [*FIELDS], "day": ["2027-01-01"]}

    def _call(self, counter: int, deed: Callable[[Work, int], Any] | None) -> None:
        """Have a counter call somebody and do what it does; whoever is still there goes first."""
        with suppress(Refusal):
            called = self.hall.next(counter, finish=True)
            if called is not None and deed is not None:
                self.hall.act(f"quay{counter}", deed, called.ticket.id)

    def _try(self, name: str, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        with suppress(Refusal):
            self.hall.act(name, use_case, *args, **kwargs)


def _start(work: Work, ticket: int) -> None:
    serving.start(work, ticket)


def _hold(work: Work, ticket: int) -> None:
    serving.start(work, ticket)
    serving.hold(work, ticket, reason="sao chụp")


def _absent(work: Work, ticket: int) -> None:
    serving.no_show(work, ticket)


def _serve(work: Work, ticket: int) -> None:
    serving.start(work, ticket)
    serving.finish(work, ticket, serving.Outcome())
