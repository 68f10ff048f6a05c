"""What the service is raced against does the same work."""

import pytest

from benchmarks.mixes import MIXES, body
from benchmarks.rivals import plain, raw
from tests.wire.asgi import call


@pytest.mark.parametrize("mix", MIXES)
@pytest.mark.parametrize("rival", [plain.app, raw.app], ids=["plain", "raw"])
def test_rivals_that_score_give_the_answers_of_the_service(rival: object, mix: str) -> None:
    """Every member of them, or the race would mean nothing."""
    for seed in range(20):
        sent = body(mix, 1, seed=seed)  # type: ignore[arg-type]

        theirs, ours = (
            call("POST", "/v1/assessments", sent, app=app).json for app in (rival, None)
        )

        assert theirs == ours
