"""Slips on their way to paper. A side effect never undoes a ticket: whatever happens here, the number stands."""

from datetime import datetime, timedelta
from typing import Any

from app.clock import real_now as read_real_now
from app.domain.errors import PrintJobGone
from app.domain.slip import WORDS
from app.store import print_jobs
from app.store.database import Database
from app.store.types import AnyRow
from app.store.work import Work

LEASE = timedelta(seconds=20)
PAUSE = timedelta(seconds=10)
ATTEMPTS = 5


def claim(work: Work, printer_id: int) -> dict[str, Any] | None:
    """Give a printer its next slip under a lease, or None.

    A slip given out before may be in somebody's hand already, so it says that it is a reprint.
    """
    real_now = read_real_now()
    job = print_jobs.next_due(work, printer_id, real_now)
    if job is None:
        return None
    attempt = job.attempts + 1
    print_jobs.set_values(work, job.id, state="claimed", attempts=attempt, due_at=real_now + LEASE)
    return _told(job, attempt)


def anything_due(database: Database, centre_id: int, printer_id: int) -> bool:
    """Tell, without taking the centre's lock, whether a slip is to be claimed."""
    with database.look(centre_id) as hall:
        return print_jobs.next_due(hall, printer_id, read_real_now()) is not None


def settle(
    work: Work, job_id: int, printer_id: int, *, printed: bool, error: str | None, real_now: datetime
) -> dict[str, Any]:
    """Write what became of a slip; a failed one is given out again after a pause, a few times.

    Raises NotFound, PrintJobGone when the job is another printer's. Settling twice changes nothing.
    """
    job = print_jobs.get(work, job_id)
    if job.printer_id != printer_id:
        raise PrintJobGone()
    if job.state in ("printed", "failed") or (job.state == "queued" and not printed):
        return {"id": str(job.id), "state": job.state}
    state = "printed" if printed else "queued" if job.attempts < ATTEMPTS else "failed"
    done = work.now if state != "queued" else None
    due = real_now + PAUSE if state == "queued" else job.due_at
    print_jobs.set_values(work, job.id, state=state, settled_at=done, due_at=due, error=_short(error))
    return {"id": str(job.id), "state": state}


def _told(job: AnyRow, attempt: int) -> dict[str, Any]:
    slip = dict(job.slip)
    if attempt > 1:
        slip["banner"] = WORDS[slip["language"]]["reprint"]
    told = {"id": str(job.id), "attempt": attempt, "ticket": str(job.ticket_id), "number": slip["number"]}
    return {**told, "reprint": job.reprint, "slip": slip}


def _short(error: str | None) -> str | None:
    return error[:500] if error else None
