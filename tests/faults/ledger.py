"""What people were told: every acknowledged press, written down by whoever pressed, the moment the answer came.

It knows nothing of the server's tables. What each press must have left behind is worked out here from the request and
its answer alone, so that it can be laid beside the log.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Step = tuple[str, str, str]
# Steps that only people make; the hall itself makes others (a counter's name dropped, an absence confirmed).
_OF_CALLING = {"call", "recall", "start", "finish", "no_show", "put_back", "hold", "resume"}
PRESSED = frozenset(_OF_CALLING | {"issue", "return", "transfer", "further", "cancel"})


@dataclass(frozen=True)
class Press:
    """A request that was answered: by whom, with what, and after how many tries."""

    actor: str
    token: str
    path: str
    body: dict[str, Any]
    key: str
    answer: dict[str, Any]
    present: str | None
    tries: int

    def steps(self) -> Iterator[Step]:
        """Give (actor, ticket, action) of every step that this press was told it had made."""
        what = self.path.rsplit("/", 1)[-1]
        if what == "tickets":
            yield self.actor, self.answer["id"], "issue"
        elif what == "next":
            if self.body.get("finish"):
                assert self.present is not None
                yield self.actor, self.present, "finish"
            if self.answer["ticket"] is not None:
                yield self.actor, self.answer["ticket"]["id"], "call"
        elif "ticket" in self.answer:
            further = self.body.get("kind") == "further_procedure"
            yield self.actor, self.answer["ticket"]["id"], "further" if further else what.replace("-", "_")


class Ledger:
    """Everybody's notes together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.presses: list[Press] = []
        self.refused: Counter[str] = Counter()
        self.wrongs: list[str] = []

    def acknowledge(self, press: Press) -> None:
        """Write down an answer."""
        with self._lock:
            self.presses.append(press)

    def refuse(self, code: str) -> None:
        """Count a refusal by its name."""
        with self._lock:
            self.refused[code] += 1

    def wrong(self, what: str) -> None:
        """Write down something that must never happen, once however often it is found."""
        with self._lock:
            if what not in self.wrongs:
                self.wrongs.append(what)

    def steps(self) -> Counter[Step]:
        """Return all the steps that somebody was told of."""
        return Counter(step for press in self.presses for step in press.steps())

    def numbers(self) -> dict[str, str]:
        """Return the number of each ticket that somebody was given."""
        return {press.answer["id"]: press.answer["number"] for press in self.presses if "number" in press.answer}

    def spoken(self) -> list[str]:
        """Return the calls that the hall was told had been read out."""
        return [press.answer["call"]["id"] for press in self.presses if press.path.endswith("/spoken")]
