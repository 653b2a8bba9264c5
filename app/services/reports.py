"""The report of waits: figures of a range of days, divided as asked, with the definitions it rests on.

A year has more turns than a worker may count while screens and counters wait for it, so the database counts them, part
by part, and a report asks for a pause after each. What a pause is, only whoever asked for the report knows.
"""

from dataclasses import asdict
from typing import Any, Final

from app.domain.alphabet import in_a_list
from app.domain.errors import BadInput
from app.domain.figures import LAST_MINUTE, Figures
from app.services.views import moment
from app.store import counting, fields, reports
from app.store.counting import Group
from app.store.fields import FieldRow
from app.store.reports import By, Pause, Range
from app.store.work import Hall

LONGEST_RANGE_DAYS: Final = 3660

DEFINITIONS: Final = (
    (
        "Thời gian chờ",
        "từ lúc lấy số đến lần gọi dẫn tới phục vụ, không tính thời gian Tạm chờ. Gọi rồi Trả về hàng chờ hoặc Chọn "
        "nhầm chưa kết thúc thời gian chờ.",
    ),
    ("Trong giờ tiếp nhận", "phần của thời gian chờ nằm trong giờ tiếp nhận, trừ nghỉ trưa."),
    ("Đến quầy", "từ lần gọi đó đến lúc bắt đầu phục vụ."),
    ("Phục vụ", "tổng thời gian phục vụ tại quầy, không tính thời gian Tạm chờ."),
    ("Trung vị", "một nửa số lượt chờ không quá mức này."),
    (
        "Lượt qua lúc mất điện",
        "đang diễn ra khi hệ thống ngừng hoạt động; vẫn có trong mọi số liệu, đếm riêng vì lúc đó không gọi được ai.",
    ),
    (
        "Số liệu chính",
        "tính trên lượt đã phục vụ; vắng mặt, đã hủy và hết giờ ghi riêng, kèm thời gian họ đã ở lại.",
    ),
)

# Which turns each figure is made of: the query of `turns` that lists them. Together with what narrows to a group, an
# hour or a minute it opens every figure and every cell of a report.
_SERVED: Final = {"outcome": "done"}
_MADE_OF: Final = (
    (_SERVED, ("turns", "within_share", "dossiers", "mean_ms", "median_ms", "p90_ms", "max_ms", "elapsed")),
    (_SERVED, ("way_mean_ms", "service_mean_ms")),
    (_SERVED | {"late": "false"}, ("within",)),
    (_SERVED | {"late": "true"}, ("late",)),
    (_SERVED | {"waited_again": "true"}, ("waited_again_mean_ms",)),
    ({"outcome": "no_show"}, ("no_shows", "no_show_stay_mean_ms")),
    ({"outcome": "no_show", "early": "true"}, ("early_no_shows",)),
    ({"outcome": "cancelled"}, ("cancelled", "cancelled_stay_mean_ms")),
    ({"outcome": "expired"}, ("expired", "expired_stay_mean_ms")),
    ({"outcome": "done,no_show"}, ("within_with_no_shows_share",)),
    ({"out_of_order": "true"}, ("out_of_order",)),
    ({"spans_outage": "true"}, ("spans_outage",)),
)
BEHIND: Final = {figure: query for query, figures in _MADE_OF for figure in figures}


def go_on() -> None:
    """Do not pause."""


def waits(hall: Hall, days: Range, by: By, *, pause: Pause = go_on) -> dict[str, Any]:
    """Return the report of `docs/contract.md`; `pause` is called every few milliseconds of work.

    Raises BadInput for a range that runs backwards or is too long.
    """
    require_sound(days)
    counted = counting.count(hall, days, by, pause)
    return {
        "centre": hall.slug,
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "by": by.value,
        "headline": "open_hours" if hall.rules.headline_open_hours else "elapsed",
        "target_minutes": usual_target(hall),
        "generated_at": moment(hall.now),
        "total": _figures(hall, counted.total),
        "groups": _groups(hall, counted.groups, by, pause),
        "distribution": [{"minute": minute, "turns": counted.minutes[minute]} for minute in range(LAST_MINUTE + 1)],
        "behind": BEHIND,
        "definitions": definitions(),
    }


def definitions() -> list[dict[str, str]]:
    """Return what the figures mean, in words."""
    return [{"term": term, "text": text} for term, text in DEFINITIONS]


def flat(figures: Figures) -> dict[str, Any]:
    """Return figures as the contract tells them: the headline spread beside the rest, the elapsed one below."""
    told = asdict(figures)
    headline = told.pop("headline")
    return {**headline, **told}


def require_sound(days: Range) -> None:
    """Refuse days no report can be made of. Raises BadInput."""
    if days.last < days.first:
        raise BadInput(detail="from must not be after to", detail_vi="ngày đầu (from) không được sau ngày cuối (to)")
    if (days.last - days.first).days > LONGEST_RANGE_DAYS:
        raise BadInput(
            detail=f"a report spans at most {LONGEST_RANGE_DAYS} days",
            detail_vi=f"báo cáo dài nhất {LONGEST_RANGE_DAYS} ngày",
        )


def _figures(hall: Hall, group: Group) -> dict[str, Any]:
    return flat(group.figures(open_hours=hall.rules.headline_open_hours))


def _groups(hall: Hall, groups: dict[Any, Group], by: By, pause: Pause) -> list[dict[str, Any]]:
    known = fields.by_id(fields.every(hall)) if by is By.FIELD else {}
    labels = _labels(hall, groups, by)
    keys = [key for key in known if key in groups] if by is By.FIELD else []
    keys += sorted((key for key in groups if key not in known), key=lambda key: (labels[key][0], str(key)))
    told = []
    for key in keys:
        name = {"key": str(key), "label": labels[key][1], "prefix": known[key].prefix if key in known else None}
        figures = {"figures": _figures(hall, groups[key]), "hours": _hours(groups[key])}
        told.append({**name, "where": _where(key, by, known), **figures})
        pause()
    return told


def _labels(hall: Hall, groups: dict[Any, Group], by: By) -> dict[Any, tuple[Any, str]]:
    """Return for each key what to sort by and what to show."""
    match by:
        case By.FIELD:
            return {key: (0, fields.get(hall, key).name_vi) for key in groups}
        case By.COUNTER:
            numbers = reports.counter_numbers(hall)
            return {key: (numbers[key], f"Quầy số {numbers[key]}") for key in groups}
        case By.CLERK:
            names = reports.clerk_names(hall, list(groups))
            return {key: (in_a_list(names[key]), names[key]) for key in groups}
        case By.HOUR:
            return {key: (key, f"{key:02d}:00") for key in groups}
        case By.DAY:
            return {key: (key, key.strftime("%d/%m/%Y")) for key in groups}


def _where(key: Any, by: By, known: dict[int, FieldRow]) -> dict[str, str]:
    """Return what narrows a list of turns to a group. A field without a letter, or closed for good, goes by its id."""
    match by:
        case By.DAY:
            return {"from": key.isoformat(), "to": key.isoformat()}
        case By.FIELD if key in known:
            return {"field": known[key].prefix or str(key)}
        case _:
            return {by.value: str(key)}


def _hours(group: Group) -> dict[str, dict[str, Any]]:
    """Return the mean wait by the hour in which the number was taken."""
    return {
        f"{hour:02d}": {"mean_ms": waits.mean(), "turns": waits.count} for hour, waits in sorted(group.hours.items())
    }


def usual_target(hall: Hall) -> int:
    """Return the wait target, in minutes, that most fields have."""
    targets = [row.wait_target_minutes for row in fields.every(hall)]
    return max(set(targets), key=targets.count, default=15)
