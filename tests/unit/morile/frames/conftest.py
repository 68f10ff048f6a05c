"""An engine with a small matrix of its own, for tests of frames."""

from pathlib import Path

import pytest

from morile import Offline
from tests.builders import a_definition


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Offline:
    """It also knows `example@1.0.0`: physical harm, and a quarter of community harm."""
    folder: Path = tmp_path_factory.mktemp("matrices")
    (folder / "example").mkdir()
    (folder / "example" / "1.0.0.toml").write_bytes(a_definition())
    return Offline([folder])
