"""What a fault leaves in the log: where it was, and nothing of what was there."""

import pytest
import structlog

from app import log


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
