"""Calls made ready to be spoken before a screen asks: the voice keeps what it has said once."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from app.context import Context
from app.domain.errors import Refusal
from app.services import speaking
from app.store.people import centre_named

KEPT = 500
# The number is on its way to the screens first; the chime gives the voice its time.
AFTER_SECONDS = 0.15


class VoiceAhead:
    """Asks the voice for each new call once, in the background; a voice that is away is nobody's trouble here."""

    def __init__(self, context: Context, start: Callable[..., Any], sleep: Callable[[float], object]) -> None:
        self._context = context
        self._start = start
        self._sleep = sleep
        self._asked: OrderedDict[str, None] = OrderedDict()

    def prepare(self, snapshot: dict[str, Any]) -> None:
        """Ask for the calls of a display's snapshot that are still to be spoken."""
        if snapshot["audience"] != "display" or snapshot["voice"]["muted"]:
            return
        for call_id in snapshot["to_speak"]:
            if call_id not in self._asked:
                self._asked[call_id] = None
                self._start(self._ask, snapshot["centre"]["slug"], int(call_id))
        while len(self._asked) > KEPT:
            self._asked.popitem(last=False)

    def _ask(self, slug: str, call_id: int) -> None:
        self._sleep(AFTER_SECONDS)
        try:
            with self._context.database.read() as connection:
                centre_id = centre_named(connection, slug)
            with self._context.database.look(centre_id) as hall:
                parts = speaking.parts(hall, call_id)
            self._context.voice.speak(parts)
        except Refusal:
            return
