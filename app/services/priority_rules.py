"""Who is given priority: classes switched off and on, and whether kiosks offer it at all."""

from app.domain.errors import UnknownPriority
from app.services.meanwhile import require_unchanged
from app.store import events, priorities
from app.store.work import Work

OFFERED = "Số ưu tiên tại máy lấy số"


def switch_class(work: Work, code: str, *, active: bool, seen: int | None = None) -> None:
    """Grant a class of priority no more, or again; tickets that have it keep it, and their place.

    Saying what stands already changes nothing. Raises UnknownPriority, ChangedMeanwhile.
    """
    listed = next((row for row in priorities.listed(work) if row.code == code), None)
    if listed is None:
        raise UnknownPriority(name=code)
    require_unchanged(work, listed.name_vi, {"priority_class"}, seen)
    if listed.active is not active:
        priorities.switch(work, listed.id, active)
        data = {"before": {"active": listed.active}, "after": {"active": active}}
        events.record_centre(work, "priority_class", listed.name_vi, data=data)


def offer_priority(work: Work, *, offered: bool, seen: int | None = None) -> None:
    """Let kiosks offer priority, or not; staff may grant it in either case.

    Saying what stands already changes nothing. Raises ChangedMeanwhile.
    """
    require_unchanged(work, OFFERED, {"priority_offered"}, seen)
    before = work.rules.priority_offered
    if before is not offered:
        priorities.offer(work, offered)
        data = {"before": {"offered": before}, "after": {"offered": offered}}
        events.record_centre(work, "priority_offered", OFFERED, data=data)
