"""What a centre does by itself, and when that may be: days that end, plans that begin, fields that stop.

A country has thousands of centres, and nearly all of them have nothing of the kind to do at any moment. Each is looked
at, and then left alone until something in it may have come due, or somebody has arranged it otherwise.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from app.domain.errors import Refusal
from app.services import days, stopping
from app.store.database import Database
from app.store.kept import Kept
from app.store.models import Centre

# Whatever was not foreseen, such as an undo that opens a ticket of yesterday, waits no longer, by the hall's clock.
AT_LEAST_EVERY = timedelta(minutes=5)
SPREAD = 64
_CENTRES = Kept(select(Centre.id, Centre.arrangement).order_by(Centre.id))
_log = structlog.get_logger()


class Keeper:
    """One worker's memory of which centres may rest."""

    def __init__(self, database: Database, address: str, pause: Callable[[], object] = lambda: None) -> None:
        self._database = database
        self._address = address
        self._pause = pause
        # The count of a centre's arrangement when it was looked at, and from when until when it rests.
        self._resting: dict[int, tuple[int, datetime, datetime]] = {}

    def round(self) -> None:
        """Look at the centres in which something may be due; a fault in one does not stop the others."""
        with self._database.glance() as connection:
            rows = _CENTRES.all(connection, {})
        now = self._database.clock.now()
        for row in rows:
            if not self._rests(row.id, row.arrangement, now):
                self._keep(row.id, row.arrangement)
                # A country's centres take seconds, and screens that hear nothing for so long take the hall for lost.
                self._pause()

    def _rests(self, centre_id: int, arrangement: int, now: datetime) -> bool:
        """A clock that was set back has all of them looked at again."""
        known, since, until = self._resting.get(centre_id, (None, now, now))
        return known == arrangement and since <= now < until

    def _keep(self, centre_id: int, arrangement: int) -> None:
        self._resting.pop(centre_id, None)
        try:
            days.keep_days(self._database, centre_id, address=self._address)
            stopping.note(self._database, centre_id)
            with self._database.look(centre_id) as hall:
                until = min(days.rests_until(hall), hall.now + _rest(centre_id))
                self._resting[centre_id] = (arrangement, hall.now, until)
        except Refusal as refusal:
            _log.warning("a day could not be kept", centre=centre_id, why=str(refusal))


def _rest(centre_id: int) -> timedelta:
    """Return how long a centre rests at most: not as long as its neighbour, or all that were looked at together at the
    start would come together ever after.
    """
    return AT_LEAST_EVERY * (1 - centre_id % SPREAD / (2 * SPREAD))
