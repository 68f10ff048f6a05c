"""The routes that work on submissions: what each answers is the engine's, byte for byte."""

from pathlib import Path

import msgspec
import pytest

from morile_api.engine.agreement.compare import agreement_answer
from morile_api.engine.answer import answer
from morile_api.engine.appraisal.sensitivity import sensitivity_answer
from morile_api.engine.change.moderate import moderate
from morile_api.engine.change.replay import replay
from morile_api.engine.priorities.prioritise import priorities
from morile_api.web.app import create_app
from morile_api.web.log import EventLog
from morile_api.web.replies import encoder
from morile_api.web.settings import Settings
from tests.builders import shipped_catalogue
from tests.moderations import a_change, a_moderation
from tests.wire.asgi import call, post
from tests.wire.requests import a_body, a_submission

GRID = "priority-grid-4x4@1.0.0"
THREAT = {
    "ref": "A-1",
    "organisation": "NCA",
    "threat_type": "fraud",
    "levels": {"impact": "2", "likelihood": "3"},
}
OTHER = {**THREAT, "ref": "A-2", "levels": {"impact": "4", "likelihood": "unknown"}}
ASKED = {"matrix": GRID, "submissions": [THREAT, OTHER]}
MODERATION = a_moderation(a_change("impact", "2", "4"), threat=THREAT, matrix=GRID)
REQUESTS = {
    "assessments": ASKED,
    "moderations": MODERATION,
    "agreement": {
        **ASKED,
        "submissions": [{**each, "assessor": who} for each in (THREAT, OTHER) for who in "AB"],
    },
    "priorities": {**ASKED, "slots": 1, "tie_break": ["ref"]},
    "replays": {**ASKED, "to": GRID},
    "sensitivities": {**ASKED, "by": 0.1, "trials": 10},
}


def by_the_engine(verb: str, body: bytes) -> object:
    catalogue = shipped_catalogue()
    scorers, words = catalogue.scorers, catalogue.vocabularies
    if verb == "assessments":
        return answer(scorers, catalogue.reader, body)
    asked = catalogue.verbs[verb]
    if verb == "priorities":
        return priorities(scorers, asked, words, body)
    engines = {
        "agreement": agreement_answer,
        "moderations": moderate,
        "replays": replay,
        "sensitivities": sensitivity_answer,
    }
    return engines[verb](scorers, asked, body)


@pytest.mark.parametrize("verb", REQUESTS)
def test_the_answer_is_the_engines(verb: str) -> None:
    """And nobody may keep it."""
    reply = post(f"/v1/{verb}", REQUESTS[verb])

    answered = by_the_engine(verb, msgspec.json.encode(REQUESTS[verb]))
    assert (reply.status, reply.body) == (200, encoder.encode(answered))
    assert reply.header("cache-control") == "no-store"


@pytest.mark.parametrize(
    ("verb", "more", "status", "kind", "pointer"),
    [
        ("replays", {"to": "nothing@1.0.0"}, 404, "unknown-matrix", "/to"),
        ("replays", {"to": "thematic@1.0.0"}, 422, "invalid-submission", "/crosswalk"),
        ("replays", {"submissions": []}, 422, "invalid-submission", "/submissions"),
        (
            "replays",
            {"crosswalk": [{"from": "x", "to": "y"}]},
            422,
            "invalid-submission",
            "/crosswalk/0/from",
        ),
        (
            "moderations",
            {"changes": [a_change("impact", "1", "4")]},
            422,
            "invalid-submission",
            "/changes/0/from",
        ),
        (
            "moderations",
            {"changes": [a_change("impact", "2", "9")]},
            422,
            "invalid-submission",
            "/changes/0/to",
        ),
        ("moderations", {"matrix": "nothing@1.0.0"}, 404, "unknown-matrix", "/matrix"),
    ],
)
def test_what_is_refused_is_a_problem(
    verb: str, more: dict[str, object], status: int, kind: str, pointer: str
) -> None:
    """With every fault and its place."""
    reply = post(f"/v1/{verb}", REQUESTS[verb] | more)

    assert (reply.status, reply.json["type"]) == (status, f"/problems/{kind}")
    assert reply.json["errors"][0]["pointer"] == pointer


def test_a_request_that_is_a_list_is_a_problem_too() -> None:
    reply = post("/v1/moderations", [])

    assert (reply.status, reply.json["type"]) == (422, "/problems/invalid-submission")


@pytest.mark.parametrize(("levels", "status"), [({"outcome": "none"}, 200), ({}, 207)])
def test_the_status_says_whether_all_were_assessed(levels: dict[str, str], status: int) -> None:
    body = a_body(a_submission(), a_submission(levels=levels))

    assert call("POST", "/v1/assessments", body).status == status


@pytest.mark.parametrize("verb", REQUESTS)
def test_the_log_knows_how_many_submissions_there_were(verb: str, tmp_path: Path) -> None:
    said = tmp_path / "log"
    with said.open("wb") as file:
        log = EventLog("info", file.fileno())
        app = create_app(Settings(), log)
        call("POST", f"/v1/{verb}", msgspec.json.encode(REQUESTS[verb]), app=app)
        log.close()

    event = msgspec.json.decode(said.read_bytes())

    expected = {"moderations": 1, "agreement": 4}.get(verb, 2)
    assert (event["route"], event["submissions"]) == (f"/v1/{verb}", expected)
    assert event["matrix"] == GRID
