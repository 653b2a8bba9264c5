"""The command line: `flask --app app …`. Each command says what it did, or in one line why it did not."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.clock import real_now
from app.context import here
from app.data import centre_file
from app.data.catalogue import load_procedures
from app.domain.errors import NotFound, Refusal, UnknownCentre
from app.domain.roles import Role, system
from app.replay import command as replay
from app.services import access, centre_export, centres, days, verifying
from app.store import backups
from app.store.models import Centre, Staff
from app.store.people import centre_named, every_centre

device = AppGroup("device", help="Kiosks, displays and printers.")
staff = AppGroup("staff", help="People who sign in.")
centre = AppGroup("centre", help="Centres described in a file.")
day = AppGroup("day", help="The working day.")

KINDS = click.Choice(["kiosk", "display", "printer"])
ROLES = click.Choice([role.value for role in Role if role.value in "clerk reception supervisor administrator reader"])


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Turn refusals into one line on standard error and exit code 1."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (Refusal, centre_file.CentreFileError, backups.BackupError) as refusal:
            raise click.ClickException(str(refusal)) from None
        except IntegrityError:
            raise click.ClickException("the name is taken already") from None

    return wrapped


@device.command("add")
@click.option("--kind", type=KINDS, required=True)
@click.option("--centre", "slug", required=True)
@click.option("--name", required=True)
@plainly
def add_device(kind: str, slug: str, name: str) -> None:
    """Add a device and print its token once."""
    with here().database.write() as connection:
        _require_centre(connection, slug)
        token = access.add_device(connection, slug, kind, name, real_now())
    click.echo(token)


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True)
@click.option("--role", type=ROLES, required=True)
@click.option("--centre", "slug", required=True)
@plainly
def add_staff(username: str, name: str, role: str, slug: str) -> None:
    """Add a person and print a random password once."""
    password = access.new_password()
    with here().database.write() as connection:
        _require_centre(connection, slug)
        access.add_staff(connection, slug, username, name, Role(role), password)
    click.echo(password)


@staff.command("token")
@click.argument("username")
@plainly
def staff_token(username: str) -> None:
    """Print a token of one working day for a person, for a program that acts as them."""
    with here().database.write() as connection:
        found = connection.execute(select(Staff.id).where(Staff.username == username)).scalar()
        if found is None:
            raise NotFound()
        click.echo(access.start_session(connection, found, real_now()).token)


@centre.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def import_centre(path: Path) -> None:
    """Bring in the centre a file describes, and print its passwords once."""
    described = centre_file.load(path)
    with here().database.write() as connection:
        imported = centres.import_centre(connection, described, load_procedures())
    click.echo(f"{described.name.vi} ({described.slug})")
    for username, password in imported.passwords.items():
        click.echo(f"  {username:<14} {password}")


@centre.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--centre", "slug", required=True)
@plainly
def export_centre(path: Path, slug: str) -> None:
    """Write a centre as the file that describes it; passwords and tokens are never in it."""
    database = here().database
    with database.read() as connection:
        centre_id = centre_named(connection, slug)
    with database.look(centre_id) as hall:
        path.write_text(centre_file.dump(centre_export.export_centre(hall)), encoding="utf-8")
    click.echo(str(path))


@day.command("end")
@click.option("--centre", "slug", required=True)
@click.option("--carry-over", is_flag=True, help="Give open tickets a number of the next working day.")
@plainly
def end_day(slug: str, carry_over: bool) -> None:
    """End today in a centre."""
    database = here().database
    with database.read() as connection:
        centre_id = centre_named(connection, slug)
    with database.change(centre_id, system(centre_id)) as work:
        ended = days.end_day(work, carry_over=carry_over, address=here().settings.public_url, real_now=real_now())
    click.echo(f"expired {ended.expired}, carried over {ended.carried_over}")


@click.command("backup")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@plainly
def make_backup(path: Path) -> None:
    """Copy the whole database into a new file, while the hall works."""
    backups.backup(here().settings.database.url, path)
    click.echo(f"{path}, {path.stat().st_size / 1e6:.1f} MB")


@click.command("restore")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def restore(path: Path) -> None:
    """Put a copy back as the database of the settings, in which there must be nothing yet."""
    backups.restore(path, here().settings.database.url)
    click.echo(f"{path} is the hall's database now; look at it with `verify`, then start the hall")


@click.command("verify")
@click.option("--centre", "slug", help="Only this centre.")
@plainly
def verify(slug: str | None) -> None:
    """Make everything derived from the events again, compare, and print what differs."""
    database = here().database
    with database.read() as connection:
        wanted = [centre_named(connection, slug)] if slug else every_centre(connection)
    differs = False
    for centre_id in wanted:
        with database.look(centre_id) as hall:
            found = verifying.verify(hall)
            click.echo("\n".join(verifying.summary(hall.slug, found)))
        differs = differs or bool(found.differences)
    if differs:
        raise SystemExit(1)


def _require_centre(connection: Any, slug: str) -> None:
    if connection.execute(select(Centre.id).where(Centre.slug == slug)).scalar() is None:
        raise UnknownCentre()


def configure(app: Flask) -> None:
    """Add the commands."""
    for group in (device, staff, centre, day):
        app.cli.add_command(group)
    for command in (make_backup, restore, verify):
        app.cli.add_command(command)
    replay.configure(app)
