"""What a fault leaves in the log: where it was, and nothing of what was there."""

import json
import logging.config
from collections.abc import Iterator

import pytest
import structlog

from app import log
from app.settings.tables import Log


def test_a_fault_is_told_without_the_values_of_its_variables(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    token = "the-token-" + "of-somebody"
    try:
        raise RuntimeError(len(token))
    except RuntimeError:
        structlog.get_logger().exception("fault")
    told = capsys.readouterr().out
    assert "Traceback" in told
    assert "RuntimeError: 21" in told
    assert token not in told


def test_it_is_one_object_a_line_where_a_collector_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(Log(format="json"), about=[lambda _logger, _method, words: {**words, "centre": 7}])
    try:
        raise RuntimeError("đứt cáp")
    except RuntimeError:
        structlog.get_logger().exception("fault", why="Hộ tịch")
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["why"], told["centre"]) == ("fault", "error", "Hộ tịch", 7)
    assert "đứt cáp" in told["exception"]
    assert told["timestamp"].endswith("Z")


def test_gunicorns_own_words_have_the_same_shape(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(log.as_json("info"))
    logging.getLogger("gunicorn.error").info("Booting worker with pid: %s", 12)
    told = json.loads(capsys.readouterr().err)
    assert (told["event"], told["level"]) == ("Booting worker with pid: 12", "info")


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(Log(level="warning"))
    structlog.get_logger().info("refused")
    assert capsys.readouterr().out == ""


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    log.configure()
    logging.getLogger("gunicorn.error").handlers.clear()
