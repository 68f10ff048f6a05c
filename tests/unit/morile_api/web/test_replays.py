"""The route that replays."""

import msgspec
import pytest

from morile_api.engine.replay import replay
from morile_api.web.replies import encoder
from tests.builders import shipped_catalogue
from tests.wire.asgi import post

PATH = "/v1/replays"
GRID = "priority-grid-4x4@1.0.0"
THREAT = {
    "ref": "A-1",
    "organisation": "NCA",
    "threat_type": "fraud",
    "levels": {"impact": "2", "likelihood": "3"},
}
REQUEST = {"matrix": GRID, "to": GRID, "submissions": [THREAT]}


def test_the_answer_is_the_engines() -> None:
    """Byte for byte, and nobody may keep it."""
    catalogue = shipped_catalogue()
    body = msgspec.json.encode(REQUEST)

    reply = post(PATH, REQUEST)

    answer = replay(catalogue.scorers, catalogue.verbs["replays"], body)
    assert (reply.status, reply.body) == (200, encoder.encode(answer))
    assert reply.header("cache-control") == "no-store"


@pytest.mark.parametrize(
    ("more", "status", "kind", "pointer"),
    [
        ({"to": "nothing@1.0.0"}, 404, "unknown-matrix", "/to"),
        ({"to": "thematic@1.0.0"}, 422, "invalid-submission", "/crosswalk"),
        ({"submissions": []}, 422, "invalid-submission", "/submissions"),
        ({"crosswalk": [{"from": "x", "to": "y"}]}, 422, "invalid-submission", "/crosswalk/0/from"),
    ],
)
def test_what_is_refused_is_a_problem(
    more: dict[str, object], status: int, kind: str, pointer: str
) -> None:
    """With every fault and its place."""
    reply = post(PATH, REQUEST | more)

    assert (reply.status, reply.json["type"]) == (status, f"/problems/{kind}")
    assert reply.json["errors"][0]["pointer"] == pointer
