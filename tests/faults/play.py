"""A morning of one hall with its kills, from the first number to the last audit."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.audit import Auditor, Found
from tests.faults.halls import Form, hall
from tests.faults.kills import Aftermath, Kill, strike
from tests.faults.tray import Tray


@dataclass(frozen=True)
class Result:
    """What became of one hall."""

    form: Form
    aftermaths: list[Aftermath]
    found: Found
    wrongs: list[str]
    refused: Counter[str]
    tries: int
    slips: int
    reprints: int
    spoken: int
    verified: str


def play(
    form: Form, kills: list[Kill], seed: str, folder: Path, *, tell: Callable[[Aftermath], object] = lambda _: None
) -> Result:
    """Run a hall, kill in it, and look after each kill; in the end at everything."""
    with hall(form, folder, seed) as found:
        auditor, tray, aftermaths = Auditor(found), Tray(found), []
        for kill in kills:
            try:
                aftermaths.append(strike(found, kill, auditor))
            except AssertionError as never:
                found.ledger.wrong(f"after the killing of {kill.target}: {never}")
                break
            tray.empty()
            tell(aftermaths[-1])
        found.hours.rest()
        tray.look()
        auditor.look(everything=True)
        verified = found.server.command("verify")
        presses = found.ledger.presses
        return Result(
            form,
            aftermaths,
            auditor.found,
            found.ledger.wrongs,
            found.ledger.refused,
            sum(press.tries > 1 for press in presses),
            tray.count(),
            tray.again(),
            len(found.ledger.spoken()),
            verified,
        )
