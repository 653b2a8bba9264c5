"""What the hall sees and hears; and that all screens tell the same of one moment."""

from typing import Any

from tests.stories import phone
from tests.stories.day import DISPLAY, KIOSK, SUPERVISOR, Day, Seen, There, Unlike
from tests.stories.sentences import Number, act, sight


@act("Giọng đọc hỏng")
def lose_voice(day: Day) -> None:
    day.loudspeaker.there = False


@act("Giọng đọc chạy lại")
def find_voice(day: Day) -> None:
    day.loudspeaker.there = True


@sight("Màn hình sảnh")
def calling(day: Day) -> str:
    return (
        ", ".join(f"{call['number']} đến Quầy số {call['counter']['number']}" for call in _called(day))
        or "không gọi ai"
    )


@sight("Loa")
def heard(day: Day) -> str:
    return day.loudspeaker.said[-1]


@sight("Loa, số lần đã đọc {number}")
def times_heard(day: Day, number: Number) -> str:
    calls = day.snapshot(DISPLAY, "display")["calls"]
    return str(sum(call["number"] == number.shown and call["spoken_at"] is not None for call in calls))


def agree(day: Day, *, everywhere: bool = False) -> None:
    """Compare the screens that should have changed, or all of them, with the supervisor's. Raises Unlike."""
    over, before = day.snapshot(SUPERVISOR, "supervisor"), day.seen
    now = Seen(
        waiting={row["prefix"]: row["waiting"] for row in over["fields"]},
        here={row["number"]: _shown(row["ticket"]) for row in over["counters"]},
    )
    _same("Điều phối, tổng số người chờ", over["headline"]["waiting"], sum(now.waiting.values()))
    if everywhere or now.waiting != before.waiting:
        for name, screen in (("Màn hình sảnh", day.display), ("Máy lấy số", day.snapshot(KIOSK, "kiosk"))):
            _same(f"{name}, số người chờ", {row["prefix"]: row["waiting"] for row in screen["fields"]}, now.waiting)
    changed = {number for number, shown in now.here.items() if everywhere or shown != before.here.get(number)}
    for number in sorted(changed):
        page = day.snapshot(f"quay{number}", "counter", counter=day.counter_id(number))
        _same(f"Quầy {number}", _shown(page["ticket"]), now.here[number])
    if changed:
        _same_calls(day, now)
    day.seen = now


def _same_calls(day: Day, now: Seen) -> None:
    """Whoever is called stands on the display, and is told so on the phone."""
    called = {there.number: number for number, there in now.here.items() if there and there.state == "called"}
    _same("Màn hình sảnh", {call["number"]: call["counter"]["number"] for call in _called(day)}, called)
    for shown, number in called.items():
        page = day.snapshot(day.holder(Number(shown)), "ticket")["ticket"]
        _same(f"Điện thoại {shown}", phone.told(page), f"mời đến quầy số {number}")


def _called(day: Day) -> list[dict[str, Any]]:
    """Return the newest call of each ticket that is called and still expected, oldest first."""
    newest: dict[str, dict[str, Any]] = {}
    for call in reversed(day.display["calls"]):
        if call["active"] and call["state"] == "called":
            newest.pop(call["number"], None)
            newest[call["number"]] = call
    return list(newest.values())


def _shown(ticket: dict[str, Any] | None) -> There | None:
    return There(ticket["id"], ticket["number"], ticket["state"]) if ticket else None


def _same(what: str, seen: object, over: object) -> None:
    if seen != over:
        raise Unlike(f"{what}: {seen}, Điều phối thấy {over}")
