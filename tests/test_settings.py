"""How the server runs is written in one file, and a slip of the pen in it never goes unnoticed."""

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, load, secret_key
from app.settings.load import ROOT

Write = Callable[[str], Path]
CENTRE = '[centre]\nfile = "centre.toml"\n'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def read(path: Path, **environ: str) -> Settings:
    return load(path, environ)


def refusal(path: Path, **environ: str) -> str:
    with pytest.raises(SettingsError) as refused:
        load(path, environ)
    return str(refused.value)


def test_the_file_that_comes_with_the_code_is_accepted() -> None:
    settings = load(ROOT / "config.toml", {})
    assert settings.server.demonstration
    assert Path(settings.centre.file).is_file()


def test_what_is_not_written_has_its_default(write: Write) -> None:
    settings = read(write(CENTRE))
    assert (settings.server.host, settings.server.port, settings.server.workers) == ("127.0.0.1", 8000, 1)
    assert not settings.server.demonstration
    assert settings.limits.body_bytes == 65536


def test_paths_start_from_the_file_and_what_the_hall_writes_from_its_var_folder(write: Write) -> None:
    path = write(CENTRE + '[database]\nurl = "sqlite:///halls/one.db"\n')
    settings = read(path)
    assert settings.centre.file == str(path.parent / "centre.toml")
    assert settings.var_dir == path.parent / "var"
    assert settings.database.url == f"sqlite:///{path.parent}/var/halls/one.db"
    assert settings.voice.socket == str(path.parent / "var" / "voice.sock")


def test_the_environment_goes_before_the_file(write: Write, tmp_path: Path) -> None:
    path = write(CENTRE + '[server]\nport = 9000\nhost = "10.0.0.1"\n')
    settings = read(
        path,
        PORT="9001",
        HOST="127.0.0.2",
        LUOT_VAR=str(tmp_path / "elsewhere"),
        DATABASE_URL="postgres://luot:secret@db/hall",
        REDIS_URL="redis://cache:6379/0",
    )
    assert (settings.server.host, settings.server.port) == ("127.0.0.2", 9001)
    assert settings.database.url == "postgresql+psycopg://luot:secret@db/hall"
    assert settings.redis.url == "redis://cache:6379/0"
    assert settings.voice.socket == str(tmp_path / "elsewhere" / "voice.sock")


def test_an_empty_variable_changes_nothing(write: Write) -> None:
    assert read(write(CENTRE), PORT="", DATABASE_URL=" ").server.port == 8000


def test_luot_config_names_the_file(write: Write) -> None:
    path = write(CENTRE + "[server]\nport = 9000\n")
    assert load(None, {"LUOT_CONFIG": str(path)}).server.port == 9000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[server]\nprot = 1", '[server] prot: there is no such setting; did you mean "port"?'),
        ("[serber]\nport = 1", '[serber]: there is no such setting; did you mean "server"?'),
        ("[clock]\nform = 1", '[clock] form: there is no such setting; did you mean "from"?'),
        ("[log]\nzzz = 1", "[log] zzz: there is no such setting; known here: level"),
        ('[[printers.outputs]]\ndevise = "a"\ndevice = "a"\noutput = "x"', 'did you mean "device"?'),
    ],
)
def test_a_misspelt_key_is_refused_with_what_was_perhaps_meant(write: Write, text: str, said: str) -> None:
    assert said in refusal(write(CENTRE + text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[server]\nport = "80"', "[server] port: '80' cannot be used: input should be a valid integer"),
        ("[server]\nport = 70000", "[server] port: 70000 cannot be used"),
        ("[server]\nworkers = 0", "[server] workers: 0 cannot be used"),
        ("[server]\ndemonstration = 1", "[server] demonstration: 1 cannot be used"),
        ("[limits]\nbody_bytes = true", "[limits] body_bytes: True cannot be used"),
        ("[clock]\nfrom = 2026-11-23T07:15:00", "[clock] from: '2026-11-23 07:15:00' cannot be used"),
        ("[clock]\nspeed = 0", "[clock] speed: 0 cannot be used"),
        ('[log]\nlevel = "loud"', "[log] level: 'loud' cannot be used"),
        ('[database]\nurl = "mysql://x/y"', "[database] url: 'mysql://x/y': give sqlite:///FILE"),
        ('[database]\nurl = "sqlite://"', "[database] url: 'sqlite://': give sqlite:///FILE"),
        ('[database]\nurl = "sqlite:///:memory:"', "[database] url"),
        ('[redis]\nurl = "localhost"', "[redis] url: 'localhost': give redis://"),
        ('[server]\npublic_url = "luot.example.vn"', "[server] public_url: 'luot.example.vn'"),
        ('[server]\ntrusted_proxies = ["nginx"]', "[server] trusted_proxies: 'nginx' is neither"),
        ('[[printers.outputs]]\ndevice = "a"\noutput = "paper"', "needs paper = true"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(write: Write, text: str, said: str) -> None:
    assert said in refusal(write(CENTRE + text))


def test_every_wrong_setting_is_told_at_once(write: Write) -> None:
    assert len(refusal(write("[server]\nport = 0\nworkers = 0\n")).splitlines()) == 3


def test_a_wrong_variable_is_told_apart_from_the_file(write: Write) -> None:
    assert refusal(write(CENTRE), PORT="http").startswith("PORT (environment): 'http' cannot be used")


def test_a_missing_key_without_a_default_is_named(write: Write) -> None:
    assert "[centre]: is missing and has no default" in refusal(write(""))
    assert "[centre] file: is missing and has no default" in refusal(write("[centre]\n"))


def test_a_file_that_is_not_there_or_not_toml_is_named(write: Write, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml").endswith("none.toml: the settings cannot be read: No such file or directory")
    assert "not valid TOML" in refusal(write("[server\n"))


def test_several_workers_need_postgresql_and_redis(write: Write) -> None:
    path = write(CENTRE + "[server]\nworkers = 2\n")
    assert "workers need PostgreSQL" in refusal(path, REDIS_URL="redis://cache")
    assert "workers need Redis" in refusal(path, DATABASE_URL="postgresql://db/hall")
    assert read(path, REDIS_URL="redis://cache", DATABASE_URL="postgresql://db/hall").server.workers == 2


def test_a_refused_address_does_not_show_its_password(write: Write) -> None:
    said = refusal(write(CENTRE), DATABASE_URL="mysql://luot:secret@db/hall")
    assert "mysql://luot:…@db/hall" in said
    assert "secret" not in said


def test_two_printers_never_share_a_name(write: Write) -> None:
    printer = '[[printers.outputs]]\ndevice = "may-in-1"\noutput = "file:/dev/null"\n'
    assert "'may-in-1' stands there twice" in refusal(write(CENTRE + printer * 2))


def test_slips_carry_the_public_address_else_one_that_others_can_reach(write: Write) -> None:
    path = write(CENTRE)
    assert read(path).public_url == "http://127.0.0.1:8000"
    assert read(path, HOST="::1").public_url == "http://[::1]:8000"
    assert "0.0.0.0" not in read(path, HOST="0.0.0.0").public_url
    assert read(path, HOST="0.0.0.0").local_url == "http://127.0.0.1:8000"
    told = write(CENTRE + '[server]\npublic_url = "https://luot.example.vn/"\n')
    assert read(told).public_url == "https://luot.example.vn"


def test_the_hall_may_be_given_a_time_to_start_at(write: Write) -> None:
    clock = read(write(CENTRE + "[clock]\nfrom = 2026-11-23T07:15:00+07:00\nspeed = 60\n")).clock
    assert clock.start == datetime(2026, 11, 23, 0, 15, tzinfo=UTC)
    assert clock.speed == 60


def test_the_key_that_signs_cookies_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path / "var"] * 16))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert stat.S_IMODE(os.stat(tmp_path / "var" / "secret_key").st_mode) == 0o600
    assert os.listdir(tmp_path / "var") == ["secret_key"]


def test_a_key_that_was_cut_short_is_refused_instead_of_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("abc\n")
    with pytest.raises(SettingsError, match="holds no key"):
        secret_key(tmp_path)
