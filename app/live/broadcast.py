"""The loop that keeps screens current, and by which the last change is never lost.

It wakes on a commit of this process, on a notice from another, and once a second, when one query over the centres
watched here shows whether any revision is ahead of what was sent. So a lost notice, a worker killed between commit
and broadcast, or a change made by the command line costs a screen at most a second. In the same second it sees who has
fallen silent or come back: heartbeats themselves wake nobody, whichever worker hears them.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select

from app import metrics
from app.clock import monotonic
from app.domain.errors import Refusal
from app.live.audiences import Audiences, room
from app.live.written import Written
from app.services.presence import Present, called_over
from app.services.snapshots import Audience, Scope, make
from app.services.snapshots.make import World
from app.services.snapshots.turning import next_turn
from app.store.database import Database
from app.store.models import Centre

TICK_SECONDS = 1.0
# What a snapshot tells of devices and of the clock changes without a revision; it is looked at this often.
STEADY_SECONDS = 5.0
# A page of figures is not read faster than this, and making it costs more than all the others together; a call on
# its way to the display must not wait for it.
FIGURES_SECONDS = 0.5
STEADY = frozenset({Audience.KIOSK, Audience.SUPERVISOR, Audience.DISPLAY, Audience.RECEPTION})
# Who is there is told to these: a clerk hears whether calls are read out.
PRESENCE = STEADY | {Audience.COUNTER}
FIGURES = frozenset({Audience.SUPERVISOR})
AT_ONCE = frozenset(Audience) - FIGURES

Emit = Callable[[str, dict[str, Any]], None]
_log = structlog.get_logger()


class Broadcaster:
    """Reads one snapshot per centre and scope, and sends it to this process's own sockets."""

    def __init__(
        self,
        database: Database,
        audiences: Audiences,
        world: Callable[[], World],
        emit: Emit,
        pause: Callable[[], None],
    ) -> None:
        self._database = database
        self._audiences = audiences
        self._world = world
        self._emit = emit
        self._pause = pause
        self._wake = threading.Event()
        # The centres that are not what they were, and when that was first heard.
        self._pending: dict[int, float] = {}
        self._sent: dict[int, int] = {}
        # A mark of what was last told, not that itself: a clerk's day grows by each turn.
        self._told: dict[tuple[int, Scope], bytes] = {}
        self._changes_at: dict[int, datetime] = {}
        self._there: dict[int, frozenset[Present]] = {}
        self._called_over_at = 0.0
        self._looked = 0.0
        self._figures_at: dict[int, float] = {}
        self._owing: set[int] = set()

    def notice(self, centre_id: int) -> None:
        """Take note that a centre is not what it was."""
        self._pending.setdefault(centre_id, monotonic())
        self._wake.set()

    def run(self) -> None:
        """Keep screens current until the process ends; no fault of one round stops the next."""
        while True:
            self._wake.wait(FIGURES_SECONDS if self._owing else TICK_SECONDS)
            self._wake.clear()
            try:
                self.round()
            except Refusal as refusal:
                _log.warning("screens wait for the database", why=str(refusal))
            except Exception:
                _log.exception("a round of the broadcast failed")

    def round(self) -> None:
        """Send everything that is due now."""
        behind = self._behind()
        # Only now: what is due must not be forgotten because the database could not be asked.
        heard, self._pending = self._pending, {}
        due = (heard.keys() & set(self._audiences.centres())) | self._audiences.fresh
        self._audiences.fresh.clear()
        steady = monotonic() - self._looked > STEADY_SECONDS
        if steady:
            self._looked = monotonic()
        for centre_id in due | behind:
            self._send(centre_id, AT_ONCE)
            self._owing.add(centre_id)
            if centre_id in heard:
                metrics.SENT_AFTER.observe(monotonic() - heard[centre_id])
        stirred = self._stirred()
        for centre_id in self._audiences.centres():
            if steady or centre_id in stirred:
                self._send(centre_id, PRESENCE if centre_id in stirred else STEADY)
        for centre_id in [centre for centre in self._owing if self._rested(centre)]:
            self._figures_at[centre_id] = monotonic()
            self._owing.discard(centre_id)
            self._send(centre_id, FIGURES)

    def _behind(self) -> set[int]:
        """Return the centres watched here whose revision is ahead of what was sent, or which have turned."""
        mine = self._audiences.centres()
        if not mine:
            return set()
        now = self._database.clock.now()
        turned = {centre for centre in mine if self._changes_at.get(centre, now + timedelta(1)) <= now}
        with self._database.read() as connection:
            rows = connection.execute(select(Centre.id, Centre.revision).where(Centre.id.in_(mine)))
            return turned | {row.id for row in rows if row.revision > self._sent.get(row.id, -1)}

    def _stirred(self) -> set[int]:
        """Return the centres watched here in which somebody fell silent, came back or changed; looks once a second."""
        mine = self._audiences.centres()
        if not mine or monotonic() - self._called_over_at < TICK_SECONDS * 0.9:
            return set()
        self._called_over_at = monotonic()
        with self._database.read() as connection:
            there = called_over(connection, mine, self._world().ear)
        before, self._there = self._there, there
        return {id for id in mine if before.get(id) not in (None, there[id])}

    def _rested(self, centre_id: int) -> bool:
        return monotonic() - self._figures_at.get(centre_id, 0.0) >= FIGURES_SECONDS

    def _send(self, centre_id: int, audiences: frozenset[Audience]) -> None:
        """Send a centre's snapshots; what cannot be read now is owed, and tried again each second."""
        try:
            self._read_and_tell(centre_id, audiences)
        except Refusal as refusal:
            self._sent.pop(centre_id, None)
            _log.warning("snapshots wait for the database", centre=centre_id, why=str(refusal))
        except Exception:
            self._sent.pop(centre_id, None)
            _log.exception("snapshots could not be sent", centre=centre_id)

    def _read_and_tell(self, centre_id: int, audiences: frozenset[Audience]) -> None:
        """Make the due snapshots of a centre from one snapshot of the database, the hall's displays first.

        After each the sockets get their turn, so that a call is on its way before the next page is made.
        """
        scopes = [s for s in self._audiences.scopes(centre_id) if s.audience in audiences]
        world = self._world()
        with self._database.look(centre_id) as hall:
            self._changes_at[centre_id] = next_turn(hall)
            for scope in sorted(scopes, key=lambda s: s.audience is not Audience.DISPLAY):
                try:
                    snapshot = make(hall, scope, world)
                except Refusal:
                    _log.warning("nothing to show", centre=hall.slug, scope=str(scope))
                    continue
                self._tell(centre_id, scope, snapshot, always=audiences in (AT_ONCE, FIGURES))
                self._pause()
        if audiences is AT_ONCE:
            self._sent[centre_id] = hall.revision

    def _tell(self, centre_id: int, scope: Scope, snapshot: dict[str, Any], *, always: bool) -> None:
        """Emit a snapshot; of what is only looked at again, nothing that says nothing new."""
        written = Written.of(snapshot)
        if scope.audience in PRESENCE:
            known = self._told.get((centre_id, scope))
            self._told[centre_id, scope] = written.mark
            if known == written.mark and not always:
                return
        metrics.SNAPSHOT_BYTES.labels(scope.audience).observe(len(written.text.encode()))
        self._emit(room(centre_id, scope), written)

    def left(self, centre_id: int, scope: Scope) -> None:
        """Drop what was last told to a scope that nobody watches any more."""
        if scope not in self._audiences.scopes(centre_id):
            self._told.pop((centre_id, scope), None)
