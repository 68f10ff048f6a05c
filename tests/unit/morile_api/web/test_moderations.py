"""The route that moderates."""

import msgspec
import pytest

from morile_api.engine.moderate import moderate
from morile_api.web.replies import encoder
from tests.builders import shipped_catalogue
from tests.moderations import a_change, a_moderation
from tests.wire.asgi import post

PATH = "/v1/moderations"
GRID = "priority-grid-4x4@1.0.0"
THREAT = {
    "ref": "A-1",
    "organisation": "NCA",
    "threat_type": "fraud",
    "levels": {"impact": "2", "likelihood": "3"},
}


def asked(*changes: object, **more: object) -> dict[str, object]:
    return a_moderation(*changes, threat=THREAT, matrix=GRID, **more)


def test_the_answer_is_the_engines() -> None:
    """Byte for byte, and nobody may keep it."""
    request = asked(a_change("impact", "2", "4"), prompt={"kind": "review"})
    catalogue = shipped_catalogue()
    body = msgspec.json.encode(request)

    reply = post(PATH, request)

    answer = moderate(catalogue.scorers, catalogue.verbs["moderations"], body)
    assert (reply.status, reply.body) == (200, encoder.encode(answer))
    assert reply.header("cache-control") == "no-store"


@pytest.mark.parametrize(
    ("request_", "status", "kind", "pointer"),
    [
        (asked(a_change("impact", "1", "4")), 422, "invalid-submission", "/changes/0/from"),
        (asked(a_change("impact", "2", "9")), 422, "invalid-submission", "/changes/0/to"),
        ({**asked(), "matrix": "nothing@1.0.0"}, 404, "unknown-matrix", "/matrix"),
        ([], 422, "invalid-submission", ""),
    ],
)
def test_what_is_refused_is_a_problem(
    request_: object, status: int, kind: str, pointer: str
) -> None:
    """With every fault and its place."""
    reply = post(PATH, request_)

    assert (reply.status, reply.json["type"]) == (status, f"/problems/{kind}")
    assert reply.json["errors"][0]["pointer"] == pointer
