"""The settings of a centre that rule its hall, with the defaults a new centre starts from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Rules:
    """How this hall works. Minutes and seconds as named; texts by language."""

    early_minutes: int = 15
    cut_off_minutes: int = 10
    stop_when_full: bool = True
    priority_allowance_minutes: int = -30
    priority_offered: bool = True
    keep_priority_class: bool = False
    put_back_behind: int = 3
    spare_from: int = 901
    undo_seconds: int = 20
    no_show_calls: int = 2
    no_show_seconds: int = 60
    no_show_priority_seconds: int = 120
    unanswered_minutes: int = 3
    left_called_minutes: int = 10
    overlong_times: int = 3
    left_open_minutes: int = 30
    headline_open_hours: bool = True
    outcomes: bool = True
    voice_repeat: int = 2
    voice_languages: tuple[str, ...] = ("vi",)
    day_ends_at: str = "23:00"
    day_end_carries: bool = False
    priority_note: Mapping[str, str] = field(default_factory=dict)
    slot_text: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Mapping[str, str], ...] = ()
    pause_reasons: tuple[Mapping[str, str], ...] = ()
    hold_reasons: tuple[Mapping[str, str], ...] = ()

    @property
    def early(self) -> timedelta:
        """How long before the first session numbers are given."""
        return timedelta(minutes=self.early_minutes)

    @property
    def cut_off(self) -> timedelta:
        """How long before a session closes the last number is given."""
        return timedelta(minutes=self.cut_off_minutes)

    @property
    def priority_allowance(self) -> timedelta:
        """What priority puts in the place of the field's wait target."""
        return timedelta(minutes=self.priority_allowance_minutes)

    def patience(self, *, needs_time: bool) -> timedelta:
        """How long after a call was spoken an absence may be recorded without a question."""
        return timedelta(seconds=self.no_show_priority_seconds if needs_time else self.no_show_seconds)


_TUPLES = {"voice_languages", "messages", "pause_reasons", "hold_reasons"}


def from_json(settings: Mapping[str, Any]) -> Rules:
    """Return the rules stored with a centre; what is not stored has its default."""
    known = {f.name for f in fields(Rules)}
    stored: dict[str, Any] = {k: tuple(v) if k in _TUPLES else v for k, v in settings.items() if k in known}
    return Rules(**stored)


def to_json(rules: Rules) -> dict[str, Any]:
    """Return the rules as plain JSON."""
    return asdict(rules)
