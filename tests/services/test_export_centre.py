"""A centre written out again is the centre that was brought in."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import Clock
from app.data import centre_file
from app.data.catalogue import load_sectors
from app.data.centre_file import CentreFile
from app.services import centre_export, staffing
from app.store.database import Database
from tests.support.databases import SMALL, prepare
from tests.support.hall import Hall


@pytest.mark.parametrize("path", [centre_file.SAMPLE, centre_file.RURAL], ids=["ward", "commune"])
def test_a_centre_exported_is_the_centre_that_was_imported(path: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'luot.db'}"
    prepare(url, path)
    with Database(url, Clock()).look(1) as hall:
        exported = centre_export.export_centre(hall)
    assert centre_file.parse(centre_file.dump(exported)) == exported
    original = centre_file.load(path)
    assert _apart(exported) == _apart(original)
    assert _taken(exported) == _taken(original)


def _apart(centre: CentreFile) -> CentreFile:
    """Devices have no order that means anything; which field takes which sector is compared by itself."""
    fields = tuple(replace(field, sectors=()) for field in centre.fields)
    return replace(centre, fields=fields, devices=tuple(sorted(centre.devices, key=repr)))


def _taken(centre: CentreFile) -> dict[str, str]:
    return {name: field.prefix for name in load_sectors() if (field := centre.field_for(name))}


def test_a_loan_is_left_out_and_what_it_lies_over_is_not(hall: Hall) -> None:
    until = hall.now + timedelta(hours=1)
    shares = [staffing.Share("A", 9), staffing.Share("H", 0)]
    hall.act("dieuphoi", staffing.set_fields, hall.counter_ids[3], shares, until=until)
    with hall.look() as look:
        exported = centre_export.export_centre(look)
    assert exported.counters == centre_file.load(SMALL).counters
