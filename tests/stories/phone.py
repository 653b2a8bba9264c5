"""What the holder of a slip's link does and sees on the phone."""

from typing import Any

from tests.stories.day import STATES, Day
from tests.stories.sentences import Number, act, sight


@act("{number} bấm Hủy số trên điện thoại")
def cancel(day: Day, number: Number) -> None:
    day.post(day.holder(number), day.path(number, "cancel"))


@act("{number} bấm Hoàn tác trên điện thoại")
def undo(day: Day, number: Number) -> str:
    return STATES[day.post(day.holder(number), day.path(number, "undo"))["ticket"]["state"]]


@act("{number} thử hủy số {number2} trên điện thoại")
def cancel_another(day: Day, number: Number, number2: Number) -> None:
    day.post(day.holder(number), day.path(number2, "cancel"))


@sight("Điện thoại {number}")
def page(day: Day, number: Number) -> str:
    return told(day.snapshot(day.holder(number), "ticket")["ticket"])


def told(ticket: dict[str, Any]) -> str:
    """Return what the page says above all else."""
    if ticket["state"] == "called":
        return f"mời đến quầy số {ticket['counter']['number']}"
    if ticket["state"] == "waiting":
        return f"trước ông/bà {ticket['people_ahead']} lượt"
    return STATES[ticket["state"]]
