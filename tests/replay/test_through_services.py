"""A recorded day through the services: the report must be exactly what the files say."""

from datetime import date
from pathlib import Path

from app.clock import Clock
from app.replay.files import read_day
from app.replay.record import expected_figures
from app.replay.through_services import Player
from app.store.database import Database

RECORD = Path(__file__).parent / "fixtures" / "bialoleka"
FIGURES = ("turns", "within", "within_share", "mean_ms", "median_ms", "p90_ms", "max_ms")


def test_the_report_of_a_recorded_day_equals_the_figures_of_its_files(database_url: str) -> None:
    recorded = read_day(RECORD, "UD_Bialoleka", date(2020, 1, 13))
    player = Player(Database(database_url, Clock()), recorded)
    for _ in player.play():
        pass
    expected = expected_figures(recorded)
    report = player.report()
    assert _figures(report["total"]) == _expected(expected.total)
    by_queue = [_expected(figures) for figures in expected.by_queue.values()]
    assert [_figures(group["figures"]) for group in report["groups"]] == by_queue


def _figures(told: dict[str, object]) -> list[object]:
    return [told[name] for name in FIGURES]


def _expected(figures: object) -> list[object]:
    return [getattr(figures, name) for name in FIGURES]
