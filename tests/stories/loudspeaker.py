"""The voice of the hall as a story hears it: the words it was given, and whether it is there at all."""

from collections.abc import Sequence
from typing import Any

from app.domain.errors import VoiceAbsent
from app.voice import Voice


class Loudspeaker(Voice):
    """Stands where the voice process stands; what it is given to read it keeps as text."""

    def __init__(self) -> None:
        super().__init__("", enabled=True)
        self.there = True
        self.said: list[str] = []

    def speak(self, parts: Sequence[dict[str, str]]) -> bytes:
        """Read some sentences out. Raises VoiceAbsent while the voice is away."""
        if not self.there:
            raise VoiceAbsent()
        self.said.append(" / ".join(part["text"] for part in parts))
        return b"RIFF"

    def state(self) -> str:
        return "ready" if self.there else "absent"

    def health(self) -> dict[str, Any]:
        return {"state": self.state()}
