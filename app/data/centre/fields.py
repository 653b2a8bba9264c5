"""The fields of a centre file: `[[fields]]`, in the order of the kiosk's tiles."""

import re
from collections.abc import Sequence
from itertools import permutations
from typing import Final

from app.data.centre.model import CentreFile, Field
from app.data.centre.table import Table
from app.domain.numbering import PREFIX

_ICON: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_DAY_MINUTES: Final = 24 * 60


def read_fields(root: Table) -> tuple[Field, ...]:
    """Return the fields. At least one; prefixes that cannot be confused; a sector in one field at most."""
    rows = root.rows("fields")
    if not rows:
        root.refuse("a centre needs at least one field", "fields")
    fields = tuple(map(_field, rows))
    _refuse_confusion(root, fields)
    _refuse_shared_sectors(root, fields)
    return fields


def write_fields(centre: CentreFile) -> list[dict[str, object]]:
    """Return the fields as they stand in the file."""
    return [_written(field) for field in centre.fields]


def _field(row: Table) -> Field:
    return Field(
        prefix=row.matching("prefix", PREFIX.pattern, "a prefix: 0 to 2 of A–Z and 0–9"),
        name=row.bilingual("name"),
        examples=row.bilingual("examples", empty=True),
        icon=row.matching("icon", _ICON, 'the name of a lucide icon, like "land-plot"'),
        wait_target_minutes=row.integer("wait_target_minutes", 1, _DAY_MINUTES),
        service_target_minutes=row.integer("service_target_minutes", 1, _DAY_MINUTES),
        sectors=row.texts("sectors") if row.has("sectors") else (),
        other_sectors=row.flag("other_sectors") if row.has("other_sectors") else False,
    )


def _refuse_confusion(root: Table, fields: Sequence[Field]) -> None:
    for (_, one), (index, other) in permutations(enumerate(fields), 2):
        if one.prefix == other.prefix:
            root.refuse(f'the prefix "{one.prefix}" is given twice', "fields", index, "prefix")
        # "A1" + "042" and "A" + "1042" are the same number on a slip.
        if re.fullmatch(re.escape(one.prefix) + r"\d+", other.prefix):
            numbers = f'"{other.prefix}042" could be of "{other.prefix}" or of "{one.prefix}"'
            root.refuse(f"{numbers}; choose a prefix that does not end in a digit", "fields", index, "prefix")


def _refuse_shared_sectors(root: Table, fields: Sequence[Field]) -> None:
    taken: dict[str, str] = {}
    for index, field in enumerate(fields):
        for place, sector in enumerate(field.sectors):
            if sector in taken:
                twice = f'"{sector}" is already in field "{taken[sector]}"'
                root.refuse(twice, "fields", index, "sectors", place)
            taken[sector] = field.prefix
    others = [index for index, field in enumerate(fields) if field.other_sectors]
    if len(others) > 1:
        root.refuse("only one field can take all other sectors", "fields", others[1], "other_sectors")


def _written(field: Field) -> dict[str, object]:
    return {
        "prefix": field.prefix,
        "name_vi": field.name.vi,
        "name_en": field.name.en,
        "examples_vi": field.examples.vi,
        "examples_en": field.examples.en,
        "icon": field.icon,
        "wait_target_minutes": field.wait_target_minutes,
        "service_target_minutes": field.service_target_minutes,
        **({"sectors": list(field.sectors)} if field.sectors else {}),
        **({"other_sectors": True} if field.other_sectors else {}),
    }
