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
from app.store.foreseen import Habit, Moved
from app.store.kept import Kept
from app.store.models import Centre

TICK_SECONDS = 1.0
# How long people have waited changes without a revision; who looks after that is told this often. A display and a
# kiosk have nothing of it: what the clock changes for them is foreseen (`next_turn`) or written down as a change.
STEADY_SECONDS = 5.0
# A page of figures is not read faster than this, and making it costs more than all the others together; a call on
# its way to the display must not wait for it.
FIGURES_SECONDS = 0.5
STEADY = frozenset({Audience.SUPERVISOR, Audience.RECEPTION})
# Who is there is told to these: a clerk hears whether calls are read out.
PRESENCE = STEADY | {Audience.KIOSK, Audience.DISPLAY, Audience.COUNTER}
FIGURES = frozenset({Audience.SUPERVISOR})
AT_ONCE = frozenset(Audience) - FIGURES

_REVISIONS = Kept(select(Centre.id, Centre.revision))
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
        # The centres that are not what they were: when that was first heard, and to which revision they have come.
        self._pending: dict[int, tuple[float, int]] = {}
        self._sent: dict[int, int] = {}
        # A mark of what was last told, not that itself: a clerk's day grows by each turn.
        self._told: dict[tuple[int, Scope], bytes] = {}
        self._habits: dict[int, Habit] = {}
        self._changes_at: dict[int, datetime] = {}
        self._there: dict[int, frozenset[Present]] = {}
        self._looked_at = 0.0
        self._steady_at = 0.0
        self._figures_at: dict[int, float] = {}
        self._owing: set[int] = set()

    def notice(self, centre_id: int, revision: int) -> None:
        """Take note that a centre has come to a revision; one watched by nobody here, or sent already, is no news."""
        if centre_id in self._audiences.members and revision > self._sent.get(centre_id, -1):
            at, known = self._pending.get(centre_id, (monotonic(), revision))
            self._pending[centre_id] = (at, max(known, revision))
            self._wake.set()

    def greet(self) -> None:
        """Have whoever has just come in be sent what there is to see."""
        self._wake.set()

    def run(self) -> None:
        """Keep screens current until the process ends; no fault of one round stops the next."""
        while True:
            self._wake.wait(FIGURES_SECONDS if self._owing else TICK_SECONDS)
            self._wake.clear()
            try:
                self.round(look=monotonic() - self._looked_at > TICK_SECONDS * 0.9)
            except Refusal as refusal:
                _log.warning("screens wait for the database", why=str(refusal))
            except Exception:
                _log.exception("a round of the broadcast failed")

    def round(self, *, look: bool = True) -> None:
        """Send everything that is due now: first what was heard of, for somebody is being called; with `look` then what
        nobody told of.
        """
        heard, self._pending = self._pending, {}
        # A notice that comes back through Redis is of what was sent meanwhile.
        news = {centre for centre, (_, revision) in heard.items() if revision > self._sent.get(centre, -1)}
        due = (news & self._audiences.members.keys()) | self._audiences.fresh
        self._audiences.fresh.clear()
        for centre_id in due:
            self._send_at_once(centre_id)
            if centre_id in heard:
                metrics.SENT_AFTER.observe(monotonic() - heard[centre_id][0])
        if look:
            self._looked_at = monotonic()
            self._look_around()
        for centre_id in [centre for centre in self._owing if self._rested(centre)]:
            self._figures_at[centre_id] = monotonic()
            self._owing.discard(centre_id)
            self._send(centre_id, FIGURES)

    def _send_at_once(self, centre_id: int) -> None:
        self._send(centre_id, AT_ONCE)
        self._owing.add(centre_id)

    def _look_around(self) -> None:
        """Send what nobody told of: what could not be sent is behind too, so that nothing is forgotten because the
        database could not be asked; and what has changed without a revision.
        """
        for centre_id in self._behind():
            self._send_at_once(centre_id)
        stirred = self._stirred()
        for centre_id in stirred:
            self._send(centre_id, PRESENCE)
        if monotonic() - self._steady_at > STEADY_SECONDS:
            self._steady_at = monotonic()
            for centre_id in self._audiences.members.keys() - stirred:
                self._send(centre_id, STEADY)

    def _behind(self) -> set[int]:
        """Return the centres watched here whose revision is ahead of what was sent, or which have turned."""
        mine = self._audiences.members.keys()
        if not mine:
            return set()
        now = self._database.clock.now()
        turned = {centre for centre in mine if self._changes_at.get(centre, now + timedelta(1)) <= now}
        # All of them: a list of a country's centres would cost more than what it leaves out.
        with self._database.glance() as connection:
            rows = _REVISIONS.all(connection, {})
        return turned | {row.id for row in rows if row.id in mine and row.revision > self._sent.get(row.id, -1)}

    def _stirred(self) -> set[int]:
        """Return the centres watched here in which somebody fell silent, came back or changed."""
        # As it is now: while the database is asked, screens of other centres come in.
        mine = frozenset(self._audiences.members)
        if not mine:
            return set()
        with self._database.glance() as connection:
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
        if not scopes and audiences is not AT_ONCE:
            return
        # Only what is sent at once is the same each time.
        habit = self._habits.setdefault(centre_id, Habit()) if audiences is AT_ONCE else None
        try:
            self._look_and_tell(centre_id, audiences, scopes, habit)
        except Moved:
            # More was to be seen than usual, and somebody has pressed meanwhile.
            self._look_and_tell(centre_id, audiences, scopes, None)

    def _look_and_tell(
        self, centre_id: int, audiences: frozenset[Audience], scopes: list[Scope], habit: Habit | None
    ) -> None:
        world = self._world()
        with self._database.look(centre_id, habit=habit) as hall:
            for scope in sorted(scopes, key=lambda s: s.audience is not Audience.DISPLAY):
                try:
                    snapshot = make(hall, scope, world)
                except Refusal:
                    _log.warning("nothing to show", centre=hall.slug, scope=str(scope))
                    continue
                self._tell(centre_id, scope, snapshot, always=audiences in (AT_ONCE, FIGURES))
                self._pause()
            self._changes_at[centre_id] = next_turn(hall)
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
        """Drop what was last told to a scope, and known of a centre, that nobody watches any more."""
        if scope not in self._audiences.scopes(centre_id):
            self._told.pop((centre_id, scope), None)
        if centre_id not in self._audiences.members:
            self._habits.pop(centre_id, None)
