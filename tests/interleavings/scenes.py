"""What happens at the same time: scenes of two or three requests."""

from dataclasses import dataclass

from app.services import calling, days, issuing, moving, printing, serving, speaking, staffing
from app.services.issuing import Order
from app.services.serving import Outcome
from app.services.staffing import Share
from tests.interleavings.parts import (
    REAL_NOW,
    Part,
    claimed_job,
    counter,
    device,
    first_call,
    keep_days,
    look,
    press,
    ticket,
)
from tests.services.acts import KIOSK, RECEPTION, SUPERVISOR
from tests.support.hall import ADDRESS

PRINTER, OTHER_KIOSK, ADMINISTRATOR = "Máy in 1", "Máy lấy số 2", "quantri"


@dataclass(frozen=True)
class Scene:
    """Requests that meet, and the hall they meet in: the name of a beginning.

    `idle_changes`: one that comes too late may still count a revision in which it did nothing.
    """

    name: str
    beginning: str
    parts: tuple[Part, ...]
    idle_changes: bool = False


def _next(number: int, *, by: str | None = None, key: str = "a press", **said: object) -> Part:
    return press(by or f"quay{number}", calling.call_next, counter(number), key=key, **said)


def _take(by: str = KIOSK, *, key: str = "a press", field: str = "A") -> Part:
    return press(by, issuing.issue_ticket, Order(field), key=key, address=ADDRESS, real_now=REAL_NOW)


def _open(number: int, by: str) -> Part:
    return press(by, staffing.open_counter, counter(number), key=f"open {number}")


def _finish(number: str, key: str = "a press") -> Part:
    return press("quay1", serving.finish, ticket(number), Outcome(1), key=key)


def _end(*, carry_over: bool = False) -> Part:
    return press(SUPERVISOR, days.end_day, carry_over=carry_over, address=ADDRESS, real_now=REAL_NOW)


def _settle(*, printed: bool) -> Part:
    said = {"printed": printed, "error": None, "real_now": REAL_NOW}
    return press(PRINTER, printing.settle, claimed_job(), device(PRINTER), key=f"printed {printed}", **said)


def _claim(key: str) -> Part:
    return press(PRINTER, printing.claim, device(PRINTER), key=key)


def _spoken(key: str) -> Part:
    return press("Màn hình sảnh 1", speaking.mark_spoken, first_call(), key=key)


def _lend(by: str, lag: int) -> Part:
    return press(by, staffing.set_fields, counter(3), [Share("A", lag), Share("B", 0)])


def _to_counter(number: str, to: int) -> Part:
    return press(SUPERVISOR, moving.transfer_to_counter, ticket(number), counter(to), kind="wrong_field")


def _to_field(number: str, to: str) -> Part:
    return press(SUPERVISOR, moving.transfer_to_field, ticket(number), to, kind="wrong_field")


_SERVE_NOW = press("quay1", issuing.serve_now, counter(1), "A", key="stands here", priority=False, clerk_id=None)
_PUT_BACK = press("quay2", serving.put_back, ticket("A002"), key="put back")
_START = press("quay2", serving.start, ticket("A002"))
_CANCEL = press(SUPERVISOR, serving.cancel, ticket("A003"))
_RELEASE = press(SUPERVISOR, staffing.release_counter, counter(1))
_CLOSE = press("quay2", staffing.close_counter, counter(2))
_PRIORITY = press(RECEPTION, moving.set_priority, ticket("A006"), "elderly", reason="trên 80 tuổi")

_ALL = (
    Scene("two counters press Next", "free", (_next(1), _next(2))),
    Scene("three counters press Next", "free", (_next(1), _next(2), _next(3))),
    Scene("a counter presses Next twice with one key", "free", (_next(1), _next(1))),
    Scene("a counter presses Next twice with two keys", "free", (_next(1), _next(1, key="another"))),
    Scene("clerk and supervisor press Next at one counter", "free", (_next(1), _next(1, by=SUPERVISOR))),
    Scene("Next twice with one key and Next elsewhere", "free", (_next(1), _next(1), _next(2))),
    Scene("two kiosks take a number", "free", (_take(), _take(OTHER_KIOSK))),
    Scene("a kiosk takes a number twice with one key", "free", (_take(), _take())),
    Scene("three take a number", "free", (_take(), _take(OTHER_KIOSK), _take(RECEPTION))),
    Scene("the first number of a day, twice", "dawn", (_take(field="B"), _take(OTHER_KIOSK, field="B"))),
    Scene("a number is taken and its counter closes", "lone", (_take(field="B"), _CLOSE)),
    Scene("somebody at the counter, and Next", "free", (_SERVE_NOW, _next(1))),
    Scene("Next and a transfer to that counter", "busy", (_next(3), _to_counter("A004", 3))),
    Scene("Next and a transfer to another field", "busy", (_next(1, finish=True), _to_field("A003", "B"))),
    Scene("Next and the same put back", "busy", (_next(1, finish=True), _PUT_BACK)),
    Scene("start and put back", "busy", (_START, _PUT_BACK)),
    Scene("Next and a cancelled number", "busy", (_next(1, finish=True), _CANCEL)),
    Scene("Next and priority given", "busy", (_next(1, finish=True), _PRIORITY)),
    Scene("Next and the counter freed", "busy", (_next(1, finish=True), _RELEASE)),
    Scene("Next and the day's end", "busy", (_next(1, finish=True), _end())),
    Scene("a number taken and the day's end, carrying over", "busy", (_take(), _end(carry_over=True))),
    Scene("finished twice", "busy", (_finish("A001"), _finish("A001", "another"))),
    Scene("undo and Next", "done", (press("quay1", moving.undo, ticket("A001"), key="undo"), _next(1))),
    Scene("one clerk opens two counters", "dawn", (_open(2, "quay2"), _open(3, "quay2"))),
    Scene("two clerks open one counter", "dawn", (_open(3, "quay2"), _open(3, "quay3"))),
    Scene("two people say what a counter serves", "busy", (_lend(SUPERVISOR, 10), _lend(ADMINISTRATOR, 20))),
    Scene("two agents take slips of one printer", "busy", (_claim("one"), _claim("other"))),
    Scene("a slip settled twice", "busy", (_settle(printed=True), _settle(printed=False))),
    Scene("a call said to be read out twice", "busy", (_spoken("one"), _spoken("other"))),
    Scene("two workers end the day", "night", (keep_days(), keep_days()), idle_changes=True),
    Scene("a worker and the supervisor end the day", "night", (keep_days(), _end()), idle_changes=True),
    Scene("the display looks and somebody is called", "free", (look("display"), _next(1))),
    Scene("a counter looks and finishes with Next", "busy", (look("counter", counter(1)), _next(1, finish=True))),
    Scene("the kiosk looks and a number is taken", "busy", (look("kiosk", device(KIOSK)), _take())),
    Scene("the supervisor looks and a ticket is finished", "busy", (look("supervisor"), _finish("A001"))),
    Scene("reception looks and a number is cancelled", "busy", (look("reception"), _CANCEL)),
    Scene("a phone looks and its number is called", "free", (look("ticket", ticket("A001")), _next(1))),
    Scene("the display looks while two are called", "free", (look("display"), _next(1), _next(2))),
)
SCENES = {scene.name: scene for scene in _ALL}
