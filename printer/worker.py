"""The work: claim a job, draw the slip, print it, settle it, and never hand the same plain slip out twice."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from printer.drawing import Draughtsman
from printer.head import Fault, Head
from printer.patience import Patience
from printer.server import Absent, Refused, Server, fresh_key
from printer.slip import BadSlip, read_slip

REMEMBERED = 1_000
HURRIED_SECONDS = 0.5

log = logging.getLogger("printer")


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt at a job. `on_paper`: a citizen may hold (part of) the slip already."""

    attempt: int
    result: Literal["printed", "failed"]
    error: str | None = None
    on_paper: bool = True


class Memory:
    """The outcomes of the latest jobs, because an answer may be lost on the way and the job come again."""

    def __init__(self) -> None:
        self._outcomes: OrderedDict[str, Outcome] = OrderedDict()

    def of(self, job: str) -> Outcome | None:
        """What is known of a job."""
        return self._outcomes.get(job)

    def keep(self, job: str, outcome: Outcome) -> None:
        """Remember, and forget the oldest beyond a thousand."""
        self._outcomes[job] = outcome
        self._outcomes.move_to_end(job)
        if len(self._outcomes) > REMEMBERED:
            self._outcomes.popitem(last=False)


class Worker:
    """Runs until `stop`; `in_hand` is held while a slip is being printed and settled."""

    def __init__(
        self,
        server: Server,
        head: Head,
        draughtsman: Draughtsman,
        stop: threading.Event,
        *,
        on_fault: Callable[[], None] = lambda: None,
        patience: Patience | None = None,
    ) -> None:
        self.in_hand = threading.Lock()
        self._server = server
        self._head = head
        self._draughtsman = draughtsman
        self._stop = stop
        self._on_fault = on_fault
        self._patience = patience or Patience(stop)
        self._memory = Memory()

    def run(self) -> None:
        """Claim and print, one job after the other."""
        while not self._stop.is_set():
            asked = time.monotonic()
            job = self._claim()
            if job is not None:
                self._take(job)
            elif time.monotonic() - asked < HURRIED_SECONDS:
                # A server that does not wait as asked must not be asked a thousand times a second.
                self._stop.wait(HURRIED_SECONDS)

    def _claim(self) -> dict[str, Any] | None:
        """The next job. A lost answer is asked for again under the same key, so no job is lost with it."""
        key = fresh_key()
        while not self._stop.is_set():
            try:
                job = self._server.claim(key)
            except Absent as problem:
                self._patience.wait("the server is absent", problem)
            except Refused as problem:
                key = fresh_key()
                self._patience.wait("the server refuses to give out jobs", problem)
            else:
                self._patience.over()
                return job
        return None

    def _take(self, job: dict[str, Any]) -> None:
        number, attempt = job.get("id"), job.get("attempt")
        if not isinstance(number, str) or not number or not isinstance(attempt, int):
            self._patience.wait("a job without id or attempt cannot be settled", job)
            return
        with self.in_hand:
            if self._stop.is_set():
                return  # its lease runs out and it comes again
            outcome = self._outcome(number, attempt, job.get("slip"))
            self._memory.keep(number, outcome)
            self._settle(number, outcome)

    def _outcome(self, job: str, attempt: int, slip: Any) -> Outcome:
        known = self._memory.of(job)
        if known and (known.result == "printed" or known.attempt == attempt):
            log.info("job %s is %s already; settling it again", job, known.result)
            return known
        on_paper = known is not None and known.on_paper
        try:
            self._print(slip, again=on_paper)
        except BadSlip as problem:
            return self._failed(job, Outcome(attempt, "failed", f"bad_slip: {problem}", on_paper))
        except Fault as fault:
            self._on_fault()
            return self._failed(job, Outcome(attempt, "failed", str(fault), on_paper or fault.on_paper))
        except Exception as problem:  # a slip we cannot print must not end the printing of all others
            log.exception("job %s", job)
            return Outcome(attempt, "failed", f"internal: {type(problem).__name__}: {problem}"[:200])
        return Outcome(attempt, "printed")

    def _print(self, payload: Any, *, again: bool) -> None:
        slip = read_slip(payload)
        began = time.monotonic()
        image = self._draughtsman.draw(slip.as_reprint() if again else slip)
        drawn = time.monotonic()
        self._head.print(image)
        drawing, printing = (drawn - began) * 1000, (time.monotonic() - drawn) * 1000
        log.info("%s drawn in %.0f ms, printed in %.0f ms", slip.number, drawing, printing)

    def _failed(self, job: str, outcome: Outcome) -> Outcome:
        log.warning("job %s failed: %s", job, outcome.error)
        return outcome

    def _settle(self, job: str, outcome: Outcome) -> None:
        """Until it is answered: what is on paper must be known before anything else is printed."""
        key = fresh_key()
        while True:
            try:
                self._server.settle(job, outcome.result, outcome.error, key)
                self._patience.over()
                return
            except Refused as problem:
                log.warning("the server refuses the settling of job %s: %s", job, problem)
                return
            except Absent as problem:
                if self._stop.is_set():
                    return
                self._patience.wait("the server is absent", problem)
