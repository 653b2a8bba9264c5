"""The server runs, and the power goes."""

from datetime import date

from app.services import outages
from tests.support.hall import Hall


def sign(hall: Hall) -> None:
    """Let a worker say that the server runs."""
    outages.sign_of_life(hall.database, hall.now)


def cut(hall: Hall, until: str, day: date | None = None) -> None:
    """The power goes right after a sign of life, and the server is back at a time."""
    sign(hall)
    hall.at(until, day)
    sign(hall)
