"""What the hall is like before a scene."""

from collections.abc import Callable

from tests.services.acts import claim, transfer
from tests.support.hall import Hall


def free(hall: Hall) -> None:
    """Three counters are open and free; four wait for A, two for B."""
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "A003", "A004", "B001", "B002")
    hall.wait(minutes=6)


def busy(hall: Hall) -> None:
    """A001 is served at counter 1, A002 called to counter 2; the others wait, A005 for counter 2 by name. Counter 3 is
    free, and a printer has taken a slip.
    """
    hall.open(1, 2, 3)
    hall.queue("A001", "A002", "A003", "A004", "A005", "A006", "B001")
    claim(hall)
    hall.wait(minutes=6)
    assert (hall.called(1), hall.called(2)) == ("A001", "A002")
    hall.wait(minutes=1)
    hall.start("A001")
    transfer(hall, "A005", 2)


def done(hall: Hall) -> None:
    """Counter 1 has finished A001 a moment ago, and others wait."""
    free(hall)
    assert hall.called(1) == "A001"
    hall.start("A001")
    hall.wait(minutes=5)
    hall.finish("A001")


def dawn(hall: Hall) -> None:
    """Nobody has come yet, and only counter 1 is open, so field B is not."""
    hall.at("07:40").open(1)


def lone(hall: Hall) -> None:
    """Field B has one open counter, and nobody waits."""
    hall.open(1, 2)


def night(hall: Hall) -> None:
    """The doors are long closed, and the day has not been ended."""
    busy(hall)
    hall.at("23:30")


BEGINNINGS: dict[str, Callable[[Hall], None]] = {made.__name__: made for made in (free, busy, done, dawn, lone, night)}
