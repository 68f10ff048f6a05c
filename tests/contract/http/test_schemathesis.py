"""The service keeps its contract for whatever schemathesis makes up: all checks, all phases."""

import pytest
import schemathesis

from morile_api.web.app import create_app
from morile_api.web.settings import Settings
from tests.wire.contract import LONGEST_LIST, PHASES, configuration, tried

pytestmark = [pytest.mark.contract, pytest.mark.slow]


def test_the_application_keeps_its_contract() -> None:
    """Examples, boundaries, random requests and chains of requests, valid and invalid."""
    app = create_app(Settings(max_submissions=LONGEST_LIST, log_level="error"))

    found = tried(schemathesis.openapi.from_asgi("/openapi.json", app, config=configuration()))

    assert found.wrong == []
    assert {phase for phase, cases in found.cases.items() if cases} == PHASES
