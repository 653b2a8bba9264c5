"""What printers need: the next slip, waited for, and a word on what became of it."""

from contextlib import suppress
from typing import Any

from apiflask import APIBlueprint
from flask import g, request

from app import notices
from app.clock import monotonic, real_now
from app.context import here
from app.domain.errors import NotFound
from app.domain.roles import Permission
from app.services import ids, printing
from app.services.perform import NothingDone
from app.store.work import Work
from app.web.bodies import Claim, Settle
from app.web.permissions import by_job, by_own, needs
from app.web.requests import act

blueprint = APIBlueprint("print_jobs", __name__, tag="Print jobs")
# A notice may be lost between workers; looking again each second bounds what that costs.
LOOK_AGAIN_SECONDS = 1.0


@blueprint.post("/print-jobs/claim")
@needs(Permission.PRINT, by_own)
@blueprint.input(Claim)
def claim(json_data: Claim) -> dict[str, Any]:
    """Take the next slip of this printer, waiting for one to come if asked to."""
    until = monotonic() + json_data.wait_seconds
    database = here().database
    # Whose first answer was lost on the way asks again under the same key: that slip is no longer due, but theirs.
    take = "Idempotency-Key" in request.headers
    while True:
        with notices.listen(g.centre_id) as changed:
            if take or printing.anything_due(database, g.centre_id, g.actor.device_id):
                with suppress(_NothingDue):
                    return act(_take)
            take = False
            left = until - monotonic()
            if left <= 0:
                return {"job": None}
            changed.wait(min(left, LOOK_AGAIN_SECONDS))


def _take(work: Work) -> dict[str, Any]:
    job = printing.claim(work, g.actor.device_id)
    if job is None:
        raise _NothingDue()
    return {"job": job}


class _NothingDue(NothingDone):
    """That nothing was due is no answer to be kept under a key."""


@blueprint.post("/print-jobs/<job>/settle")
@needs(Permission.PRINT, by_job)
@blueprint.input(Settle)
def settle(job: str, json_data: Settle) -> dict[str, Any]:
    """Say that a slip was printed, or that it failed."""
    job_id, printed = ids.parse(job, NotFound), json_data.result == "printed"
    return act(
        lambda work: {
            "job": printing.settle(
                work, job_id, g.actor.device_id, printed=printed, error=json_data.error, real_now=real_now()
            )
        }
    )
