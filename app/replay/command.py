"""`flask --app app replay`: a recorded day played, and its report beside the figures straight from the files."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from tqdm import tqdm

from app.clock import Clock
from app.context import here
from app.replay.figures import Figures
from app.replay.files import ReplayError, read_day
from app.replay.record import OfficeDay, expected_figures
from app.store.database import Database
from app.store.migrate import upgrade

MINUTE_MS = 60_000
# Over HTTP a step takes as long as it takes: what the report may differ by.
MEAN_MINUTES = 0.1
SHARE_POINTS = 1.0


@click.command("replay")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--office", required=True)
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--server", help="A running server, on this command's own database: ./run --clock-from … --speed 120.")
@click.option("--through-services", is_flag=True, help="In a database of its own, with the clock as an argument.")
def replay(directory: Path, office: str, day: datetime, server: str | None, through_services: bool) -> None:
    """Play one recorded day of DIRECTORY and hold its report against the files."""
    if bool(server) == through_services:
        raise click.UsageError("say either --server URL or --through-services")
    try:
        recorded = read_day(directory, office, day.date())
        report = _through_services(recorded) if through_services else _over_http(recorded, server or "")
    except ReplayError as reason:
        raise click.ClickException(str(reason)) from None
    _compare(recorded, report, exact=through_services)


def _through_services(recorded: OfficeDay) -> dict[str, Any]:
    from app.replay.through_services import Player

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/replay.db", Clock())
        upgrade(database.engine)
        player = Player(database, recorded)
        for _ in tqdm(player.play(), total=2 * len(recorded.tickets), unit="step"):
            pass
        return player.report()


def _over_http(recorded: OfficeDay, url: str) -> dict[str, Any]:
    from app.replay.play import Play
    from app.replay.prepare import give_tokens, make_stage

    with here().database.write() as connection:
        stage = make_stage(connection, recorded)
        tokens = give_tokens(connection, stage)
    with tqdm(total=2 * len(recorded.tickets), unit="step") as bar:
        played = Play(recorded, stage, tokens, url, bar.update).run()
    click.echo(
        f"{played.calls} calls, {played.seen} seen on the display; {played.snapshots} snapshots; "
        f"the latest step {played.latest_seconds:.2f} s behind"
    )
    return played.report


def _compare(recorded: OfficeDay, report: dict[str, Any], *, exact: bool) -> None:
    expected = expected_figures(recorded)
    got = report["total"]
    click.echo(f"{'':<14}{'files':>10}{'report':>10}{'differ':>10}")
    for name, wanted, found in _rows(expected.total, got):
        click.echo(f"{name:<14}{wanted:>10.2f}{found:>10.2f}{found - wanted:>+10.2f}")
    click.echo(f"{'turns':<14}{expected.total.turns:>10}{got['turns']:>10}{got['turns'] - expected.total.turns:>+10}")
    if exact:
        _require(all(getattr(expected.total, name) == got[name] for name in _NAMES), "the figures are not equal")
        click.echo("exactly equal")
        return
    mean, share = (found - wanted for _, wanted, found in list(_rows(expected.total, got))[:2])
    _require(abs(mean) <= MEAN_MINUTES, f"the mean differs by more than {MEAN_MINUTES} minutes")
    _require(abs(share) <= SHARE_POINTS, f"the share differs by more than {SHARE_POINTS} points")
    _require(got["turns"] == expected.total.turns, "the turns differ")


_NAMES = ("turns", "within", "within_share", "mean_ms", "median_ms", "p90_ms", "max_ms")


def _rows(expected: Figures, got: dict[str, Any]) -> list[tuple[str, float, float]]:
    minutes = ("mean_ms", "median_ms", "p90_ms", "max_ms")
    spans = [(n[:-3] + ", min", getattr(expected, n) / MINUTE_MS, got[n] / MINUTE_MS) for n in minutes]
    share = ("≤ 15:00, %", (expected.within_share or 0) * 100, (got["within_share"] or 0) * 100)
    return [spans[0], share, *spans[1:]]


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise click.ClickException(what)


def configure(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(replay)
