"""The trees that the tests look at, laid down once for each file."""

from pathlib import Path

import pytest

from tests.deploy.trees import Tree, installed


@pytest.fixture(scope="module")
def hall_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A machine with a hall installed, its centre not yet described."""
    return installed("hall/install", tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="module")
def city_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A machine with a city's server installed."""
    return installed("city/install", tmp_path_factory.mktemp("city"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where a server's output goes."""
    return tmp_path / "server.log"
