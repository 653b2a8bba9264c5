"""Every request of the OpenAPI document, right and wrong in every way, by everybody: nothing is answered with a fault.

`python -m tests.badinput` asks more.
"""

from pathlib import Path

import pytest

from tests.badinput.asking import Plan, ask
from tests.support.workers import serving

SEED = 1
# On one engine every bound of every part of the document; on the other what comes to a generator's mind.
PLANS = {
    "sqlite": Plan(examples=2, seed=SEED, phases=("examples", "fuzzing")),
    "postgresql": Plan(examples=1, seed=SEED, phases=("coverage",)),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("engine", PLANS)
def test_whatever_is_asked_is_answered_or_refused_in_the_one_shape(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("empty_postgresql") if engine == "postgresql" else ""
    with serving(tmp_path / "var", url) as server:
        failed = ask(server, PLANS[engine], tmp_path)
        assert not failed, "\n".join(failed)
        assert server.faults() == []
        assert server.hall.differences() == []
