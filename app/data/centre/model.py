"""What a centre file says, as plain frozen values. Whether they make sense is checked where they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.hours import Session
from app.domain.roles import Role
from app.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages of the pages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which no numbers are given."""

    day: date
    name: Bilingual


@dataclass(frozen=True, slots=True)
class PriorityClass:
    """A class of priority; its allowance takes the place of the field's wait target, and may be negative."""

    code: str
    name: Bilingual
    allowance_minutes: int


@dataclass(frozen=True, slots=True)
class Field:
    """A queue. `other_sectors`: also takes every national sector that no field of the centre names."""

    prefix: str
    name: Bilingual
    examples: Bilingual
    icon: str
    wait_target_minutes: int
    service_target_minutes: int
    sectors: tuple[str, ...] = ()
    other_sectors: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter. `serves` maps a field's prefix to the lag in minutes: 0 for its own, more where it helps."""

    number: int
    name: str
    serves: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A ticket machine; `printer` names the one its slips come out of, None when it has no paper at all."""

    name: str
    printer: str | None


@dataclass(frozen=True, slots=True)
class Display:
    """A screen of the hall, or of one counter. `speaks`: reads the calls aloud."""

    name: str
    speaks: bool
    counter: int | None


@dataclass(frozen=True, slots=True)
class Printer:
    """A slip printer; `width_dots` is what its head can print on one line."""

    name: str
    width_dots: int


Device = Kiosk | Display | Printer


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone who signs in; passwords are never in a file. `extra` names permissions beyond the role's."""

    username: str
    name: str
    role: Role
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CentreFile:
    """A whole centre. `week` has seven entries from Monday; an empty one is a day without hours."""

    slug: str
    sample: bool
    kind: Bilingual
    name: Bilingual
    timezone: str
    rules: Rules
    week: tuple[tuple[Session, ...], ...]
    holidays: tuple[Holiday, ...]
    priority_classes: tuple[PriorityClass, ...]
    fields: tuple[Field, ...]
    counters: tuple[Counter, ...]
    devices: tuple[Device, ...]
    staff: tuple[StaffMember, ...]

    def field_for(self, sector: str) -> Field | None:
        """Return the field that takes a national sector, or None when no field does."""
        named = (field for field in self.fields if sector in field.sectors)
        others = (field for field in self.fields if field.other_sectors)
        return next(named, None) or next(others, None)
