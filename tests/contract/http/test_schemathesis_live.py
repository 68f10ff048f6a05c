"""The running service keeps its contract for whatever schemathesis makes up."""

from pathlib import Path

import pytest
import schemathesis

from tests.wire.contract import LONGEST_LIST, PHASES, through_a_server, tried
from tests.wire.server import serving

pytestmark = [pytest.mark.contract, pytest.mark.slow]


@pytest.mark.server
def test_the_running_service_keeps_its_contract(tmp_path: Path) -> None:
    """The same through a real server and real sockets."""
    with serving(tmp_path, max_submissions=str(LONGEST_LIST), log_level="error") as server:
        url = f"{server.url}/openapi.json"
        found = tried(schemathesis.openapi.from_url(url, config=through_a_server()))

    assert found.wrong == []
    assert {phase for phase, cases in found.cases.items() if cases} == PHASES
