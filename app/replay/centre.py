"""The centre in which a recorded day is replayed: a field, a counter and a clerk for each of its queues."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time
from itertools import chain, product
from typing import Final

from app.data.centre_file import Bilingual, CentreFile, Counter, Field, Kiosk, StaffMember
from app.domain.hours import Session
from app.domain.roles import Role
from app.domain.rules import Rules
from app.replay.files import ReplayError
from app.replay.record import ZONE, OfficeDay

# First the letters that sound apart over a loudspeaker, then the others; I and O would be read as figures.
LETTERS: Final = "ABHKLMRSTUXYCDEFGJNPQVWZ"
QUARTER: Final = 15 * 60
DAY_QUARTERS: Final = 24 * 4


def prefixes(recorded: OfficeDay) -> dict[str, str]:
    """Return the prefix of each queue: one letter while they last, then two."""
    letters: Iterator[str] = chain(LETTERS, map("".join, product(LETTERS, repeat=2)))
    return dict(zip(recorded.queues, letters, strict=False))


def centre_for(recorded: OfficeDay) -> CentreFile:
    """Return the centre of a recorded day. Raises ReplayError for calls so late that no hours can hold them.

    The n-th queue has the n-th field, counter n and the n-th of the staff; last comes a supervisor.
    """
    letters = prefixes(recorded)
    hours = (_hours(recorded),)
    return CentreFile(
        slug=f"replay-{_plain(recorded.office)[:20].strip('-')}-{recorded.day}",
        sample=True,
        kind=Bilingual("Phát lại ngày làm việc", "Replay of a day"),
        name=Bilingual(f"{recorded.office} {recorded.day:%d/%m/%Y}", f"{recorded.office} {recorded.day}"),
        timezone=ZONE.key,
        # Numbers are given and called exactly when the record says, up to the last minute.
        rules=Rules(
            early_minutes=0,
            cut_off_minutes=0,
            stop_when_full=False,
            day_ends_at="23:59",
            priority_offered=False,
            spare_from=9901,
        ),
        week=tuple(hours if weekday == recorded.day.weekday() else () for weekday in range(7)),
        holidays=(),
        priority_classes=(),
        fields=tuple(_field(queue, letter) for queue, letter in letters.items()),
        counters=tuple(Counter(n, f"Quầy số {n}", {p: 0}) for n, p in enumerate(letters.values(), 1)),
        devices=(Kiosk("Máy lấy số 1", None),),
        staff=_staff(recorded, len(letters)),
    )


def _hours(recorded: OfficeDay) -> Session:
    """Return whole quarters of an hour around the first arrival and the last call."""
    first = min(ticket.arrived for ticket in recorded.tickets) // QUARTER
    # Hours end before their closing time, so a call on the stroke of a quarter needs the next one.
    last = max(ticket.called for ticket in recorded.tickets) // QUARTER + 1
    if last >= DAY_QUARTERS:
        raise ReplayError(f"{recorded.office} on {recorded.day}: the last call is too close to midnight")
    return Session(time(first // 4, first % 4 * 15), time(last // 4, last % 4 * 15))


def _field(queue: str, letter: str) -> Field:
    return Field(
        prefix=letter,
        name=Bilingual(f"Hàng chờ {queue}", f"Queue {queue}"),
        examples=Bilingual("", ""),
        icon="layers",
        wait_target_minutes=15,
        service_target_minutes=30,
    )


def _staff(recorded: OfficeDay, counters: int) -> tuple[StaffMember, ...]:
    stem = f"{_plain(recorded.office)[:16].strip('-')}-{recorded.day:%y%m%d}"
    clerks = (StaffMember(f"{stem}-quay{n}", f"Cán bộ quầy {n}", Role.CLERK) for n in range(1, counters + 1))
    return (*clerks, StaffMember(f"{stem}-dp", "Điều phối", Role.SUPERVISOR))


def _plain(name: str) -> str:
    """Return a name in small letters, figures and single dashes."""
    letters = unicodedata.normalize("NFKD", name.replace("Ł", "L").replace("ł", "l")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", letters.decode().lower()).strip("-") or "office"
