"""A printer and a hall display of the simulated hall: they come and go, and tell what they find twice."""

import random
from dataclasses import dataclass, field
from typing import Any

from app.services import guidance, printing, speaking
from app.services.presence import Roll
from app.store import calls
from tests.support.hall import Hall

PRINTER, DISPLAY, KIOSK = "Máy in 1", "Màn hình sảnh 1", "Máy lấy số 1"


@dataclass
class Machines:
    """What came out of the printer and of the loudspeaker."""

    hall: Hall
    chance: random.Random
    papers: dict[str, int] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.roll = Roll(self.hall.database)

    def stir(self) -> None:
        """Have one of the machines do what machines do."""
        self.chance.choice((self.print, self.print, self.speak, self.speak, self.beat, self.ask_help))()

    def print(self) -> bool:
        """Claim a slip and print it; sometimes the agent dies with the paper out and nothing said."""
        job = self.hall.act(PRINTER, printing.claim, self.hall.actor(PRINTER).device_id)
        if job is None:
            return False
        fate = self.chance.random()
        if fate < 0.85:
            self._paper(job)
        if fate < 0.75:
            self._settle(job, printed=True)
        elif fate > 0.93:
            self._settle(job, printed=False)
        return True

    def drain(self) -> None:
        """Let the printer work off what is left, each lease and pause being over."""
        for _ in range(10_000):
            self.hall.wait(seconds=21)
            if not self.print():
                return
        raise AssertionError("the printer never comes to an end")

    def speak(self) -> None:
        """Read out the calls that still stand; sometimes the display goes before it can say that it has."""
        with self.hall.look() as look:
            due = calls.to_speak(look)
        again = self.spoken & set(due)
        assert not again, f"calls {again} are to be spoken once more"
        for call in due:
            if self.chance.random() < 0.9:
                self.hall.act(DISPLAY, speaking.mark_spoken, call)
                self.spoken.add(call)

    def beat(self) -> None:
        name = self.chance.choice((PRINTER, DISPLAY, KIOSK))
        device, state = self.hall.actor(name).device_id, self.chance.choice(("ready", "paper_low", "offline"))
        assert device is not None
        self.roll.device(self.hall.centre_id, device, {"state": state}, self.hall.now)
        if self.chance.random() < 0.3:
            self.roll.write()

    def ask_help(self) -> None:
        self.hall.act(KIOSK, guidance.ask_help)

    def _paper(self, job: dict[str, Any]) -> None:
        before = self.papers.get(job["id"], 0)
        assert not before or "banner" in job["slip"], f"slip {job['number']} came out twice and does not say so"
        self.papers[job["id"]] = before + 1

    def _settle(self, job: dict[str, Any], *, printed: bool) -> None:
        printer = self.hall.actor(PRINTER).device_id
        said = {"printed": printed, "error": None if printed else "hết giấy", "real_now": self.hall.now}
        self.hall.act(PRINTER, printing.settle, int(job["id"]), printer, **said)
