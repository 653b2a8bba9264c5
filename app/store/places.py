"""Which centre a slug names, and a counter or a ticket belongs to: asked at every press, and never another."""

from collections.abc import Callable

from app.store.remembered import Remembered

# The country has some twenty thousand counters, and no more people at them at a time.
REMEMBERED = 65_536


class Places:
    """What a process remembers of them, at most so many. What is not there is not remembered: it may come."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._known = Remembered[str | int, int](most)

    def of(self, name: str | int, find: Callable[[], int]) -> int:
        """Return the centre of a slug, or of an id; `find` asks, and raises when there is none."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = find()
        return known

    def remember(self, name: str | int, centre_id: int) -> None:
        """Remember the centre of something that is known from elsewhere."""
        self._known[name] = centre_id
