"""Bringing a described centre into the database."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.data import centre_file
from app.data.catalogue import load_procedures
from app.domain.errors import Refusal
from app.services import access, centres
from app.services.centres import CentreExists, UsernameTaken
from app.store import tickets
from app.store.models import Centre, Device, Procedure, Sector
from tests.support.databases import SMALL
from tests.support.hall import Hall

# A second hall beside the small one, with people of its own.
OTHER = replace(centre_file.load(SMALL), slug="khac", staff=())


def beside(hall: Hall) -> Hall:
    """Return the other hall in the same database."""
    return Hall(hall.database.engine.url.render_as_string(hide_password=False), "khac")


def catalogue(hall: Hall) -> list[int]:
    """Return how many procedures and sectors are known."""
    with hall.look() as look:
        return [look.connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (Procedure, Sector)]


def test_a_centre_is_brought_in_once(hall: Hall) -> None:
    with hall.database.write() as connection, pytest.raises(CentreExists) as refused:
        centres.import_centre(connection, centre_file.load(SMALL), load_procedures())
    assert refused.value.data == {"slug": "thu"}


def test_a_user_name_belongs_to_one_person(hall: Hall) -> None:
    described = replace(OTHER, staff=centre_file.load(SMALL).staff[:1])
    with hall.database.write() as connection, pytest.raises(UsernameTaken) as refused:
        centres.import_centre(connection, described, load_procedures())
    assert refused.value.data == {"username": "quay1"}


def test_a_refused_import_leaves_nothing_behind(hall: Hall) -> None:
    described = replace(OTHER, staff=centre_file.load(SMALL).staff[:1])

    def bring_in() -> None:
        with hall.database.write() as connection:
            centres.import_centre(connection, described, load_procedures())

    with pytest.raises(Refusal):
        bring_in()
    with hall.look() as look:
        assert look.connection.execute(select(func.count()).select_from(Centre)).scalar_one() == 1


def test_two_centres_share_the_catalogue_and_nothing_else(hall: Hall) -> None:
    before = catalogue(hall)
    with hall.database.write() as connection:
        made = centres.import_centre(connection, OTHER, load_procedures())
    other = beside(hall)
    assert (catalogue(other), other.centre_id) == (before, made.centre_id)
    assert set(other.counter_ids.values()).isdisjoint(hall.counter_ids.values())
    hall.open(1)
    hall.queue("A001")
    assert other.snapshot("display")["fields"][0]["waiting"] == 0
    other.close()


def test_everybody_gets_a_password_that_lets_them_in(hall: Hall) -> None:
    (one,) = centre_file.load(SMALL).staff[:1]
    described = replace(OTHER, staff=(replace(one, username="khac1"),))
    with hall.database.write() as connection:
        made = centres.import_centre(connection, described, load_procedures())
        assert access.check_password(connection, "khac1", made.passwords["khac1"]) > 0


def test_a_kiosk_knows_the_printer_its_slips_come_out_of(hall: Hall) -> None:
    with hall.look() as look:
        rows = look.connection.execute(select(Device.id, Device.name, Device.kind, Device.printer_id)).all()
    devices = {row.name: row for row in rows}
    assert devices["Máy lấy số 1"].printer_id == devices["Máy in 1"].id
    assert devices["Máy lấy số 2"].printer_id is None


def test_nobodys_ticket_of_another_centre_is_found_here(hall: Hall) -> None:
    with hall.database.write() as connection:
        centres.import_centre(connection, OTHER, load_procedures())
    other = beside(hall)
    hall.open(1)
    ticket = hall.take("A").id
    with other.look() as look, pytest.raises(Refusal) as refused:
        tickets.get(look, ticket)
    assert refused.value.code == "unknown_ticket"
    other.close()
