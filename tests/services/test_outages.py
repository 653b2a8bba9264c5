"""A power cut: the server was silent while the hall was at work."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from app.clock import Clock
from app.domain.errors import CannotWrite
from app.services import outages
from app.store.database import Database
from app.store.models import Centre, CentreEvent, LifeSign, Outage
from tests.services.acts import cancel, close, end_day, revision, rule
from tests.services.power import cut, sign
from tests.support.hall import MONDAY, ZONE, Hall, at_once


def written(hall: Hall) -> list[tuple[str, str]]:
    """Return the outages of the hall, as from and to on its clock."""
    with hall.database.read() as connection:
        rows = connection.execute(select(Outage.began_at, Outage.ended_at).order_by(Outage.id)).all()
    return [(f"{row.began_at.astimezone(ZONE):%H:%M:%S}", f"{row.ended_at.astimezone(ZONE):%H:%M:%S}") for row in rows]


def signs(hall: Hall) -> list[datetime]:
    with hall.database.read() as connection:
        return list(connection.execute(select(LifeSign.hall_at)).scalars())


def test_a_cut_in_the_middle_of_work_is_written_with_its_beginning_and_its_end(hall: Hall) -> None:
    hall.open(1).at("09:12")
    cut(hall, "09:20")
    assert written(hall) == [("09:12:00", "09:20:00")]
    with hall.look() as look:
        event = look.one(select(*CentreEvent.__table__.columns).where(CentreEvent.action == "outage"))
    assert event is not None
    assert event.data == {"from": "2026-11-23T02:12:00.000Z", "to": "2026-11-23T02:20:00.000Z"}
    assert (event.actor, event.at) == ("system", hall.now)


def test_it_begins_with_the_last_thing_anybody_did(hall: Hall) -> None:
    hall.open(1)
    hall.at("09:12")
    sign(hall)
    hall.at("09:12:07").queue("A001")
    hall.at("09:20")
    sign(hall)
    assert written(hall) == [("09:12:07", "09:20:00")]


def test_a_hall_that_goes_on_signing_has_no_outage_and_no_new_revision(hall: Hall) -> None:
    hall.open(1)
    before = revision(hall)
    for _ in range(6):
        sign(hall)
        hall.wait(seconds=10)
    assert written(hall) == []
    assert revision(hall) == before
    assert signs(hall) == [hall.now - timedelta(seconds=10)]


def test_a_restart_that_nobody_notices_is_none(hall: Hall) -> None:
    hall.open(1)
    sign(hall)
    hall.wait(seconds=30)
    sign(hall)
    assert written(hall) == []
    hall.wait(seconds=31)
    sign(hall)
    assert len(written(hall)) == 1


def test_the_very_first_start_has_missed_nothing(hall: Hall) -> None:
    hall.open(1)
    sign(hall)
    assert written(hall) == []


def test_a_machine_switched_off_after_the_day_has_missed_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("17:30")
    end_day(hall)
    cut(hall, "07:10", MONDAY + timedelta(days=1))
    assert written(hall) == []


def test_a_hall_with_nobody_in_it_has_missed_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.serve(1)
    close(hall, 1)
    before = revision(hall)
    cut(hall, "11:00")
    assert written(hall) == []
    assert revision(hall) == before


def test_somebody_who_waits_is_enough_and_so_is_an_open_counter(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    close(hall, 1)
    hall.at("09:10")
    cut(hall, "09:20")
    cancel(hall, "A001")
    cut(hall, "09:30")
    hall.at("09:40")
    sign(hall)
    hall.open(1)
    cut(hall, "09:50")
    assert written(hall) == [("09:10:00", "09:20:00"), ("09:40:00", "09:50:00")]


def test_a_cut_that_lasts_past_the_night_ends_when_the_day_would_have(hall: Hall) -> None:
    hall.open(1).at("16:00")
    cut(hall, "07:10", MONDAY + timedelta(days=1))
    assert written(hall) == [("16:00:00", "23:00:00")]


def test_who_was_carried_over_waits_from_the_opening_on(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    hall.at("17:10")
    end_day(hall, carry_over=True)
    cut(hall, "08:10", MONDAY + timedelta(days=1))
    assert written(hall) == [("07:30:00", "08:10:00")]


def test_workers_that_start_together_write_one(hall: Hall) -> None:
    hall.open(1).at("09:12")
    sign(hall)
    hall.at("09:20")
    at_once(*[lambda: sign(hall)] * 4)
    assert written(hall) == [("09:12:00", "09:20:00")]
    with hall.look() as look:
        query = select(func.count()).where(CentreEvent.action == "outage")
        assert look.connection.execute(query).scalar_one() == 1


def test_a_worker_that_ends_before_it_has_signed_leaves_nothing_to_be_written_twice(hall: Hall) -> None:
    hall.open(1).at("09:12")
    sign(hall)
    silent = hall.now
    hall.at("09:20")
    outages.write_outage(hall.database, hall.centre_id, silent, hall.now)
    hall.at("09:31")
    sign(hall)
    assert written(hall) == [("09:12:00", "09:20:00"), ("09:20:00", "09:31:00")]


def test_another_workers_fresh_sign_is_as_good_as_ones_own(hall: Hall) -> None:
    sign(hall)
    first = hall.now
    hall.wait(seconds=3)
    sign(hall)
    assert signs(hall) == [first]
    hall.wait(seconds=3)
    sign(hall)
    assert signs(hall) == [hall.now]


def test_a_clock_set_back_makes_no_outage_and_is_followed(hall: Hall) -> None:
    hall.open(1).at("09:30")
    cut(hall, "09:10")
    assert written(hall) == []
    assert signs(hall) == [hall.now]
    hall.at("09:15")
    sign(hall)
    assert written(hall) == [("09:10:00", "09:15:00")]


@pytest.mark.parametrize(("real_seconds", "outage"), [(25, []), (45, [("09:00:00", "09:45:00")])])
def test_in_a_hall_that_runs_fast_silence_is_measured_in_real_seconds(
    hall: Hall, real_seconds: int, outage: list[tuple[str, str]]
) -> None:
    hall.open(1)
    real = datetime(2026, 3, 1, 20, tzinfo=UTC)
    fast = Database(str(hall.database.engine.url.render_as_string(hide_password=False)), Clock(hall.now, real, 60.0))
    try:
        outages.sign_of_life(fast, real)
        outages.sign_of_life(fast, real + timedelta(seconds=real_seconds))
    finally:
        fast.engine.dispose()
    assert written(hall) == outage


def test_a_clock_that_stood_still_meanwhile_has_missed_nothing(hall: Hall) -> None:
    """A demonstration goes on where it stopped, however long ago that was."""
    hall.open(1)
    stopped, monday = datetime(2026, 3, 1, 20, tzinfo=UTC), hall.now
    sign(hall)
    later = stopped + timedelta(hours=9)
    again = Clock(monday + timedelta(seconds=1), later)
    demonstration = Database(str(hall.database.engine.url.render_as_string(hide_password=False)), again)
    try:
        outages.sign_of_life(demonstration, later)
    finally:
        demonstration.engine.dispose()
    assert written(hall) == []


def test_while_nothing_can_be_written_the_sign_is_missing_and_the_next_one_tells(sqlite_url: str) -> None:
    hall = Hall(sqlite_url).open(1).at("09:12")
    sign(hall)
    with hall.database.engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
        connection.commit()
    hall.wait(minutes=1)
    with pytest.raises(CannotWrite):
        sign(hall)
    hall.wait(minutes=1)
    sign(hall)
    assert written(hall) == [("09:12:00", "09:14:00")]
    hall.close()


def test_of_two_centres_only_the_one_at_work_has_missed_anything(hall: Hall) -> None:
    names = {"slug": "khac", "kind": "Trung tâm", "kind_en": "Centre", "name": "khác", "name_en": "Other"}
    with hall.database.write() as connection:
        connection.execute(insert(Centre).values(**names, timezone="Asia/Ho_Chi_Minh", sample=True, settings={}))
    hall.open(1).at("09:12")
    cut(hall, "09:20")
    with hall.database.read() as connection:
        assert list(connection.execute(select(Outage.centre_id)).scalars()) == [hall.centre_id]


def test_the_day_a_moment_belongs_to_ends_by_the_rules_of_the_hall(hall: Hall) -> None:
    def end() -> datetime:
        with hall.look() as look:
            return outages.day_end(look, hall.now)

    assert end() == datetime.combine(MONDAY, time(23), ZONE)
    rule(hall, day_ends_at="21:30")
    assert end() == datetime.combine(MONDAY, time(21, 30), ZONE)
