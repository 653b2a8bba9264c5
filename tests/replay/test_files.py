"""A recorded day out of its files: the order of its steps, the centre it needs, the figures it comes to."""

import gzip
import subprocess
import sys
from collections import defaultdict, deque
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.data.centre_file import Counter, dump, parse
from app.domain import figures as reported
from app.domain.hours import Session, spans, within
from app.domain.roles import Role
from app.replay.centre import centre_for, prefixes
from app.replay.figures import Figures, figures
from app.replay.files import ReplayError, read_day
from app.replay.record import Kind, OfficeDay, Ticket, expected_figures

ROOT = Path(__file__).resolve().parents[2]
RECORD = Path(__file__).parent / "fixtures" / "bialoleka"
OFFICE, DAY = "UD_Bialoleka", date(2020, 1, 13)
HEADER = "office,queue,day,seq,arrived_at,called_at,scored\n"


@pytest.fixture(scope="module")
def recorded() -> OfficeDay:
    return read_day(RECORD, OFFICE, DAY)


def made_up(*tickets: Ticket) -> OfficeDay:
    return OfficeDay("Ochota", date(2020, 1, 20), tickets)


def written(folder: Path, *rows: str) -> Path:
    (folder / "tickets.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def test_only_the_tickets_of_that_office_and_day_are_read(tmp_path):
    folder = written(
        tmp_path,
        "Ochota,1,2020-01-20,1,28800,28900,1",
        "Ochota,1,2020-01-21,1,28800,28901,1",
        "Wola,1,2020-01-20,1,28800,28902,1",
    )
    assert read_day(folder, "Ochota", date(2020, 1, 20)).tickets == (Ticket("1", 1, 28800, 28900, True),)


def test_the_queues_come_in_the_order_of_the_file(recorded):
    assert recorded.queues == ("308", "309", "310")
    assert len(recorded.tickets) == 120


def test_a_packed_file_says_the_same(tmp_path, recorded):
    (tmp_path / "tickets.csv.gz").write_bytes(gzip.compress((RECORD / "tickets.csv").read_bytes()))
    assert read_day(tmp_path, OFFICE, DAY) == recorded


def test_every_ticket_takes_a_number_once_and_is_called_once(recorded):
    steps = recorded.steps()
    for kind in Kind:
        assert sorted(step.ticket for step in steps if step.kind is kind) == sorted(recorded.tickets)
    assert [step.second for step in steps] == sorted(step.second for step in steps)


def test_every_call_finds_its_ticket_first_in_its_queue(recorded):
    waiting: dict[str, deque[Ticket]] = defaultdict(deque)
    for step in recorded.steps():
        if step.kind is Kind.ARRIVAL:
            waiting[step.ticket.queue].append(step.ticket)
        else:
            assert waiting[step.ticket.queue].popleft() is step.ticket
    assert not any(waiting.values())


def test_in_one_second_people_arrive_before_anyone_is_called():
    here, next_door = Ticket("1", 1, 100, 200, True), Ticket("2", 1, 200, 300, True)
    steps = made_up(here, next_door).steps()
    assert [(step.second, step.kind, step.ticket.queue) for step in steps] == [
        (100, Kind.ARRIVAL, "1"),
        (200, Kind.ARRIVAL, "2"),
        (200, Kind.CALL, "1"),
        (300, Kind.CALL, "2"),
    ]


def test_who_waited_before_the_record_began_takes_a_number_first():
    came, waited = Ticket("1", 1, 100, 500, True), Ticket("2", 1, 100, 400, False)
    assert [step.ticket for step in made_up(came, waited).steps()[:2]] == [waited, came]


def test_the_seconds_of_a_day_are_those_of_its_wall_clock(recorded):
    assert recorded.moment(8 * 3600) == datetime(2020, 1, 13, 7, tzinfo=UTC)
    summer = OfficeDay(OFFICE, date(2020, 7, 13), ())
    assert summer.moment(8 * 3600) == datetime(2020, 7, 13, 6, tzinfo=UTC)


def test_the_figures_of_the_record_are_those_counted_by_hand(recorded):
    expected = expected_figures(recorded)
    assert expected.total == Figures(106, 76, 76 / 106, 73_685_000 / 106, 525_000, 1_718_000, 2_535_000)
    assert expected.by_queue == {
        "308": Figures(34, 17, 17 / 34, 35_175_000 / 34, 900_000, 1_718_000, 1_790_000),
        "309": Figures(36, 23, 23 / 36, 32_870_000 / 36, 675_000, 2_040_000, 2_535_000),
        "310": Figures(36, 36, 1.0, 5_640_000 / 36, 100_000, 450_000, 600_000),
    }


def test_who_waited_before_the_record_began_is_in_no_figure():
    came, waited = Ticket("1", 2, 100, 160, True), Ticket("1", 1, 100, 150, False)
    expected = expected_figures(made_up(waited, came, Ticket("2", 1, 100, 150, False)))
    assert expected.total == Figures(1, 1, 1.0, 60_000, 60_000, 60_000, 60_000)
    assert expected.by_queue["2"] == Figures(0, 0, None, None, None, None, None)


@pytest.mark.parametrize(
    ("waits", "median", "p90"),
    [
        ([7], 7, 7),
        ([1, 2], 1, 2),
        ([3, 1, 2], 2, 3),
        ([*range(1, 11)], 5, 9),
        ([*range(1, 12)], 6, 10),
        ([4] * 9 + [8], 4, 4),
    ],
)
def test_median_and_p90_are_waits_that_somebody_had(waits, median, p90):
    computed = figures(waits)
    assert (computed.median_ms, computed.p90_ms) == (median * 1000, p90 * 1000)


def test_a_wait_of_fifteen_minutes_is_within_the_target_and_a_second_more_is_not():
    assert figures([900, 901]).within == 1


def test_the_report_computes_the_same_figures_from_the_same_waits(recorded):
    waits = [ticket.wait for ticket in recorded.tickets if ticket.scored]
    spread, expected = (
        reported.spread((wait * 1000, 900_000) for wait in waits),
        expected_figures(recorded).total,
    )
    assert (spread.mean_ms, spread.median_ms, spread.p90_ms) == (
        expected.mean_ms,
        expected.median_ms,
        expected.p90_ms,
    )
    assert (spread.max_ms, spread.within) == (expected.max_ms, expected.within)


def test_the_centre_of_a_day_has_a_field_a_counter_and_a_clerk_for_each_queue(recorded):
    centre = centre_for(recorded)
    assert centre.timezone == "Europe/Warsaw"
    assert [(field.prefix, field.name.vi) for field in centre.fields] == [
        ("A", "Hàng chờ 308"),
        ("B", "Hàng chờ 309"),
        ("H", "Hàng chờ 310"),
    ]
    assert centre.counters[1] == Counter(2, "Quầy số 2", {"B": 0})
    assert [member.role for member in centre.staff] == [Role.CLERK] * 3 + [Role.SUPERVISOR]


def test_the_centre_of_a_day_is_one_that_a_file_can_describe(recorded):
    centre = centre_for(recorded)
    assert parse(dump(centre)) == centre


def test_the_hours_hold_every_wait_whole(recorded):
    centre = centre_for(recorded)
    assert centre.week[DAY.weekday()] == (Session(time(8), time(14)),)
    assert [weekday for weekday, sessions in enumerate(centre.week) if sessions] == [DAY.weekday()]
    hours = spans(centre.week[DAY.weekday()], DAY, ZoneInfo(centre.timezone))
    for ticket in recorded.tickets:
        elapsed = within(hours, recorded.moment(ticket.arrived), recorded.moment(ticket.called))
        assert elapsed == timedelta(seconds=ticket.wait)


def test_a_call_on_the_stroke_of_closing_is_still_within_hours():
    centre = centre_for(made_up(Ticket("1", 1, 8 * 3600, 9 * 3600, True)))
    assert centre.week[0] == (Session(time(8), time(9, 15)),)


def test_a_day_that_runs_into_midnight_is_refused():
    with pytest.raises(ReplayError, match="too close to midnight"):
        centre_for(made_up(Ticket("1", 1, 100, 86_000, True)))


def test_thirty_queues_get_prefixes_that_cannot_be_confused():
    many = made_up(*(Ticket(str(number), 1, 100, 200, True) for number in range(30)))
    given = list(prefixes(many).values())
    assert given[:13] == list("ABHKLMRSTUXYC")
    assert len(set(given)) == 30
    assert parse(dump(centre_for(many))) == centre_for(many)


@pytest.mark.parametrize(
    ("office", "slug", "clerk"),
    [
        ("USC_Sandomierska", "replay-usc-sandomierska-2020-01-20", "usc-sandomierska-200120-quay1"),
        ("Łódź – Śródmieście 2", "replay-lodz-srodmiescie-2-2020-01-20", "lodz-srodmiescie-200120-quay1"),
        ("東京", "replay-office-2020-01-20", "office-200120-quay1"),
    ],
)
def test_an_office_of_any_name_gives_a_slug_and_usernames(office, slug, clerk):
    centre = centre_for(OfficeDay(office, date(2020, 1, 20), (Ticket("1", 1, 100, 200, True),)))
    assert (centre.slug, centre.staff[0].username) == (slug, clerk)
    assert parse(dump(centre)) == centre


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["O,1,2020-01-20,1,300,200,1"], "line 2: arrived at 300 and called at 200"),
        (["O,1,2020-01-20,1,100,90000,1"], "line 2: arrived at 100 and called at 90000"),
        (["O,1,2020-01-20,1,soon,200,1"], "line 2: not a ticket: O,1,2020-01-20,1,soon,200,1"),
        (["O,1,2020-01-20,1,100,200,yes"], "line 2: not a ticket"),
        (["O,1,2020-01-20,1,100"], "line 2: not a ticket"),
        (["O,1,2020-01-20,2,100,200,1"], "line 2: ticket 2 of queue 1 is out of order"),
        (
            ["O,1,2020-01-20,1,100,200,1", "O,1,2020-01-20,3,100,200,1"],
            "line 3: ticket 3 of queue 1 is out of",
        ),
        (
            ["O,1,2020-01-20,1,100,200,1", "O,1,2020-01-20,2,100,190,1"],
            "line 3: ticket 2 of queue 1 is out of",
        ),
        (
            ["O,1,2020-01-20,1,100,200,1", "O,1,2020-01-20,2,90,200,1"],
            "line 3: ticket 2 of queue 1 is out of",
        ),
        (
            ["O,1,2020-01-20,1,100,200,1", "O,1,2020-01-20,2,100,200,0"],
            "line 3: ticket 2 waited already, but not 1",
        ),
        (["O,1,2020-01-21,1,100,200,1"], "its days are 2020-01-21"),
        (["W,1,2020-01-20,1,100,200,1"], "the offices are W"),
    ],
)
def test_a_record_that_cannot_have_happened_is_refused_by_line(tmp_path, rows, message):
    with pytest.raises(ReplayError) as refused:
        read_day(written(tmp_path, *rows), "O", date(2020, 1, 20))
    assert message in str(refused.value)


def test_a_queue_told_in_two_pieces_is_refused(tmp_path):
    rows = [f"O,{queue},2020-01-20,{seq},100,200,1" for queue, seq in ((1, 1), (2, 1), (1, 2))]
    with pytest.raises(ReplayError, match="line 4: ticket 2 of queue 1 is out of order"):
        read_day(written(tmp_path, *rows), "O", date(2020, 1, 20))


def test_a_folder_without_tickets_is_refused_by_name(tmp_path):
    with pytest.raises(ReplayError, match=r"there is no tickets\.csv\.gz here"):
        read_day(tmp_path, OFFICE, DAY)


def test_a_file_with_other_columns_is_refused(tmp_path):
    (tmp_path / "tickets.csv").write_text("office,day\nO,2020-01-20\n", encoding="utf-8")
    with pytest.raises(ReplayError, match="the columns queue, seq, arrived_at, called_at, scored are missing"):
        read_day(tmp_path, "O", date(2020, 1, 20))


@pytest.mark.parametrize(
    "damage",
    [lambda packed: packed[:-20], lambda packed: b"none of it", lambda packed: packed[:30] + b"\0" * 50],
)
def test_a_broken_archive_is_refused(tmp_path, damage):
    packed = gzip.compress((RECORD / "tickets.csv").read_bytes())
    (tmp_path / "tickets.csv.gz").write_bytes(damage(packed))
    with pytest.raises(ReplayError, match=r"tickets\.csv\.gz"):
        read_day(tmp_path, OFFICE, DAY)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.replay.files", str(RECORD), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_prints_the_figures_queue_by_queue():
    done = run("--office", OFFICE, "--day", "2020-01-13")
    assert done.stderr == ""
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["queue", "turns", "≤", "15:00", "mean", "median", "p90", "max"],
        ["308", "34", "50.0%", "17.24", "15.00", "28.63", "29.83"],
        ["309", "36", "63.9%", "15.22", "11.25", "34.00", "42.25"],
        ["310", "36", "100.0%", "2.61", "1.67", "7.50", "10.00"],
        ["all", "106", "71.7%", "11.59", "8.75", "28.63", "42.25"],
    ]


def test_the_command_says_which_days_there_are():
    done = run("--office", OFFICE, "--day", "2020-01-14")
    assert done.returncode == 2
    assert "its days are 2020-01-13" in done.stderr
