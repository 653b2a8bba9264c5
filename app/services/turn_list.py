"""The list behind a figure: which turns it was made of, a page at a time, each leading to its story.

The answer carries the figures of the turns it lists, made as the report makes them, so that anybody can see that the
list is of the figure pressed and of nothing else.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.errors import TooManyTurns, UnknownClerk, UnknownCounter
from app.domain.figures import Gathering
from app.domain.numbering import spell
from app.services import ids, views
from app.services.reports import definitions, flat, go_on, require_sound, usual_target
from app.services.views import moment
from app.store import chosen as store
from app.store import counters, fields, reports
from app.store.chosen import Chosen, Sort
from app.store.reports import Pause, Range
from app.store.types import AnyRow
from app.store.work import Hall

PAGE: Final = 50
MOST_IN_A_FILE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a list is narrowed to by name, as a request gives it; "" does not narrow."""

    field: str = ""
    counter: str = ""
    clerk: str = ""


def choose(hall: Hall, days: Range, named: Named, **plain: Any) -> Chosen:
    """Return which turns a request means; `plain` as in Chosen.

    Raises BadInput for days no report can be made of, UnknownField, UnknownCounter, UnknownClerk.
    """
    require_sound(days)
    return Chosen(
        days=days,
        field_id=fields.known(hall, named.field).id if named.field else None,
        counter_id=counters.get(hall, ids.parse(named.counter, UnknownCounter)).id if named.counter else None,
        clerk_id=_clerk(hall, named.clerk) if named.clerk else None,
        **plain,
    )


def page(hall: Hall, chosen: Chosen, sort: Sort, number: int, *, pause: Pause = go_on) -> dict[str, Any]:
    """Return one page of the turns meant, as `docs/contract.md` tells it; one past the last is empty. `pause`: as for
    a report.
    """
    rows = store.listed(hall, chosen, sort, first=(number - 1) * PAGE, most=PAGE)
    return _told(hall, chosen, sort, rows, pause) | {"page": number}


def whole(hall: Hall, chosen: Chosen, sort: Sort, *, pause: Pause = go_on) -> dict[str, Any]:
    """Return all of the turns meant, for a file. Raises TooManyTurns."""
    total = store.count(hall, chosen)
    if total > MOST_IN_A_FILE:
        raise TooManyTurns(total=total, most=MOST_IN_A_FILE)
    return _told(hall, chosen, sort, store.listed(hall, chosen, sort, first=0, most=MOST_IN_A_FILE), pause)


def _told(hall: Hall, chosen: Chosen, sort: Sort, rows: list[AnyRow], pause: Pause) -> dict[str, Any]:
    everyone = _count(hall, chosen, pause)
    return {
        "centre": hall.slug,
        "from": chosen.days.first.isoformat(),
        "to": chosen.days.last.isoformat(),
        "filters": _filters(hall, chosen),
        "sort": sort.value,
        "headline": "open_hours" if hall.rules.headline_open_hours else "elapsed",
        "target_minutes": usual_target(hall),
        "generated_at": moment(hall.now),
        "total": everyone.turns,
        "per_page": PAGE,
        "pages": max(1, -(-everyone.turns // PAGE)),
        "figures": flat(everyone.figures(open_hours=hall.rules.headline_open_hours)),
        "turns": [_turn(row) for row in rows],
        "definitions": definitions(),
    }


def _count(hall: Hall, chosen: Chosen, pause: Pause) -> Gathering:
    everyone = Gathering()
    for rows in store.measured(hall, chosen):
        for row in rows:
            everyone.add(reports.measured(row))
        pause()
    return everyone


def _filters(hall: Hall, chosen: Chosen) -> dict[str, Any]:
    """Return what the list is narrowed to, with the names people know it by; null where it is not."""
    counter = counters.get(hall, chosen.counter_id) if chosen.counter_id is not None else None
    clerk = chosen.clerk_id
    return {
        "field": views.field(fields.get(hall, chosen.field_id)) if chosen.field_id is not None else None,
        "counter": {"id": str(counter.id), "number": counter.number} if counter else None,
        "clerk": {"id": str(clerk), "name": reports.clerk_name(hall, clerk)} if clerk is not None else None,
        "outcome": [outcome.value for outcome in chosen.outcomes] or None,
        **{name: getattr(chosen, name) for name in ("hour", "minute", "late")},
        **{name: getattr(chosen, name) for name in ("waited_again", "early", "out_of_order", "spans_outage")},
    }


def _turn(row: AnyRow) -> dict[str, Any]:
    name = {"vi": row.name_vi, "en": row.name_en}
    counter = {"id": str(row.counter_id), "number": row.counter_number}
    plain = ("wait_ms", "wait_open_ms", "waited_ms", "way_ms", "service_ms", "held_ms", "waited_again_ms", "stay_ms")
    marks = ("outcome", "result", "priority", "calls", "dossiers", "early", "out_of_order", "spans_outage")
    return {
        "ticket": str(row.ticket_id),
        "number": spell(row.prefix, row.number),
        "day": row.day.isoformat(),
        "field": {"id": str(row.field_id), "prefix": row.field_prefix, "name": name},
        "counter": counter if row.counter_id is not None else None,
        **{name: moment(getattr(row, name)) for name in ("arrived_at", "called_at", "started_at", "ended_at")},
        **{name: getattr(row, name) for name in (*plain, *marks)},
        "target_minutes": row.target_ms // 60_000,
        "late": bool(row.late),
    }


def _clerk(hall: Hall, text: str) -> int:
    clerk_id = ids.parse(text, UnknownClerk)
    if reports.clerk_name(hall, clerk_id) is None:
        raise UnknownClerk()
    return clerk_id
