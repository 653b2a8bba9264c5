"""The catalogue that ships: procedures with their national codes, sectors, and everyday words for them.

Codes are repealed and replaced often, so nothing else in the program names one; a newer catalogue is imported
over this one. Which field of a centre takes a sector is the centre file's to say, not this module's.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
OTHER_SECTORS: Final = "X"


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as the national catalogue names it.

    `active_from` and `active_to` are its first and its last day in force; None where the source does not say.
    """

    code: str
    name: str
    sector: str
    level: str
    active_from: date | None
    active_to: date | None
    source: str


def load_procedures(path: Path = HERE / "procedures.csv") -> tuple[Procedure, ...]:
    """Return the procedures in the order of the file. Raises ValueError or KeyError for another file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(map(_procedure, csv.DictReader(file)))


def load_sectors(path: Path = HERE / "sectors.toml") -> dict[str, str]:
    """Return the prefix of the field that takes each national sector in a ward by default."""
    by_prefix: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {sector: prefix for prefix, sectors in by_prefix.items() for sector in sectors}


def default_prefix(sector: str) -> str:
    """Return the prefix of a ward's field for this sector: that of "other" for one nobody has heard of."""
    return load_sectors().get(sector, OTHER_SECTORS)


def load_synonyms(path: Path = HERE / "synonyms.toml") -> dict[str, list[str]]:
    """Return the official phrases, as they stand in procedures' names, for each word people search by."""
    synonyms: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return synonyms


def _procedure(row: dict[str, str]) -> Procedure:
    return Procedure(
        code=row["code"],
        name=row["name"],
        sector=row["sector"],
        level=row["level"],
        active_from=_day(row["active_from"]),
        active_to=_day(row["active_to"]),
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
