"""A centre described in one TOML file: reading it into checked, frozen values and writing it back.

This is the door to `app.data.centre`. The values say what a centre is to be; putting them into the database
is the business of `app.services`.
"""

import re
import zoneinfo
from pathlib import Path
from typing import Final

import tomli_w

from app.data.centre.counters import read_counters, write_counters
from app.data.centre.devices import read_devices, write_devices
from app.data.centre.fields import read_fields, write_fields
from app.data.centre.hours import read_holidays, read_week, write_hours
from app.data.centre.model import (
    Bilingual,
    CentreFile,
    Counter,
    Device,
    Display,
    Field,
    Holiday,
    Kiosk,
    Printer,
    PriorityClass,
    StaffMember,
)
from app.data.centre.settings import SECTIONS, read_classes, read_rules, write_settings
from app.data.centre.source import CentreFileError, Source, read_text
from app.data.centre.staff import read_staff, write_staff
from app.data.centre.table import Table

__all__ = [
    "RURAL",
    "SAMPLE",
    "Bilingual",
    "CentreFile",
    "CentreFileError",
    "Counter",
    "Device",
    "Display",
    "Field",
    "Holiday",
    "Kiosk",
    "Printer",
    "PriorityClass",
    "StaffMember",
    "dump",
    "load",
    "parse",
]

SAMPLE: Final = Path(__file__).parent / "phuong-mau.toml"
RURAL: Final = Path(__file__).parent / "xa-mau.toml"
_SLUG: Final = r"(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*"


def load(path: Path) -> CentreFile:
    """Return the centre described in a file. Raises CentreFileError."""
    return _read(read_text(path))


def parse(text: str, path: str = "centre.toml") -> CentreFile:
    """Return the centre described in a text; `path` is what errors call it. Raises CentreFileError."""
    return _read(Source(text, path))


def dump(centre: CentreFile) -> str:
    """Return the centre as TOML; `parse(dump(centre)) == centre` for every centre that `parse` can return."""
    settings = write_settings(centre)
    written = {
        "slug": centre.slug,
        "sample": centre.sample,
        "kind_vi": centre.kind.vi,
        "kind_en": centre.kind.en,
        "name_vi": centre.name.vi,
        "name_en": centre.name.en,
        "timezone": centre.timezone,
        **(settings | {"hours": write_hours(centre) | settings["hours"]}),
        "fields": write_fields(centre),
        "hall": {
            "counters": write_counters(centre),
            "devices": write_devices(centre),
            "staff": write_staff(centre),
        },
    }
    return tomli_w.dumps(written)


def _read(source: Source) -> CentreFile:
    root = Table(source, source.tables())
    sections = {name: _section(source, root, name) for name in SECTIONS}
    slug = root.matching("slug", _SLUG, 'a slug: 2 to 40 of a–z and 0–9, joined by "-", like "phuong-mau"')
    rules, fields, hall = read_rules(sections), read_fields(root), root.table("hall")
    counters = read_counters(hall, [field.prefix for field in fields])
    centre = CentreFile(
        slug=slug,
        sample=root.flag("sample") if root.has("sample") else False,
        kind=root.bilingual("kind"),
        name=root.bilingual("name"),
        timezone=_timezone(root),
        rules=rules,
        week=read_week(sections["hours"], rules),
        holidays=read_holidays(sections["hours"]),
        priority_classes=read_classes(sections["priority"], rules.priority_allowance_minutes),
        fields=fields,
        counters=counters,
        devices=read_devices(hall, [counter.number for counter in counters]),
        staff=read_staff(hall),
    )
    root.finish()
    return centre


def _section(source: Source, root: Table, name: str) -> Table:
    return root.table(name) if root.has(name) else Table(source, {}, (name,))


def _timezone(root: Table) -> str:
    name = root.text("timezone")
    # Only names of the IANA kind: ZoneInfo would take a path out of its folder for a bad key as well.
    if re.fullmatch(r"[A-Za-z0-9_+/-]+", name):
        try:
            return zoneinfo.ZoneInfo(name).key
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            pass
    root.refuse(f'"{name}" is not a known time zone, like "Asia/Ho_Chi_Minh"', "timezone")
