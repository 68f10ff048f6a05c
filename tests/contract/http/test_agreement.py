"""`POST /v1/agreement` over HTTP."""

from typing import Any

import pytest

from tests.builders import shipped_catalogue
from tests.house.sources import ROOT
from tests.wire.asgi import call, post
from tests.wire.requests import MATRIX, a_submission

pytestmark = pytest.mark.contract


def a_panel(*said: str, **changes: Any) -> dict[str, Any]:
    """A request in which as many assessors say this of the same two threats, nobody of a third."""
    submissions = [
        a_submission(ref=f"T{number}", assessor=f"A{who}", levels={"outcome": level})
        for who, row in enumerate(said)
        for number, level in enumerate(row.split())
    ]
    return {"matrix": MATRIX, "submissions": submissions, **changes}


def test_two_assessors_are_compared() -> None:
    """Levels 1 2 | 4 4: ranks 1, 3, 6, doubled; 1 - 3 * 4 / (1*4 + 2*25 + 2*9) = 5/6."""
    reply = post("/v1/agreement", a_panel("none major", "minor major"))

    assert reply.status == 200
    assert reply.json["overall"]["alpha"] == 0.8333
    assert reply.json["matrix"]["id"] == "disruption"
    assert reply.header("cache-control") == "no-store"


def test_the_same_request_gets_the_same_bytes() -> None:
    """Draws included."""
    request = a_panel("none major minor none minor", "minor major minor none moderate")

    assert post("/v1/agreement", request).body == post("/v1/agreement", request).body


def test_an_alpha_that_is_undefined_is_null_with_its_reason() -> None:
    """Never 1, and never left out."""
    overall = post("/v1/agreement", a_panel("none none", "none none")).json["overall"]

    assert (overall["alpha"], overall["undefined"]) == (None, "no-variation")
    assert (overall["interval"], overall["no_interval"]) == (None, "no-alpha")


def test_a_request_at_fault_is_refused_with_every_fault() -> None:
    """Those of shape and those of meaning, each with its pointer."""
    request = a_panel("none major", "minor huge", draws=1)
    request["submissions"].append(request["submissions"][0])

    reply = post("/v1/agreement", request)

    assert (reply.status, reply.json["type"]) == (422, "/problems/invalid-submission")
    assert [(each["pointer"], each["code"]) for each in reply.json["errors"]] == [
        ("/submissions/3/levels/outcome", "no-such-level"),
        ("/draws", "out-of-range"),
        ("/submissions/4", "repeated-submission"),
    ]
    assert b"huge" not in reply.body


def test_periods_without_periods_are_refused() -> None:
    """Whoever compares over time must say when."""
    reply = post("/v1/agreement", a_panel("none major", compare="periods"))

    assert reply.status == 422
    assert {each["code"] for each in reply.json["errors"]} == {"missing-member"}


def test_another_matrix_is_not_found() -> None:
    reply = post("/v1/agreement", a_panel("none major", matrix="disruption@9.0.0"))

    assert (reply.status, reply.json["type"]) == (404, "/problems/unknown-matrix")


def test_nothing_else_than_a_request_is_read() -> None:
    """As on every path that is posted to."""
    assert call("POST", "/v1/agreement", b"{").status == 400
    assert call("GET", "/v1/agreement").status == 405


def test_every_shipped_matrix_can_be_compared_with() -> None:
    """Every criterion at its lowest level, twice."""
    for name, scorer in shipped_catalogue().scorers.items():
        matrix = scorer.matrix
        levels = {
            criterion.key: scale[0]
            for criterion, scale in zip(matrix.definition.criteria, matrix.scales, strict=True)
        }
        said = [a_submission(assessor=who, levels=levels) for who in "AB"]

        answer = post("/v1/agreement", {"matrix": name, "submissions": said}).json

        assert answer["overall"]["undefined"] == "no-variation"
        assert [each["criterion"] for each in answer["criteria"]] == list(levels)


def test_the_exercise_is_the_one_the_documents_speak_of() -> None:
    """Three regions, twelve operations, four agreed answers; all of it marked as invented."""
    header, *rows = (ROOT / "docs" / "examples" / "panel.csv").read_text("utf-8").splitlines()

    assert header.startswith("ref,organisation,threat_type,note,assessor,reference,")
    assert len({row.split(",")[0] for row in rows}) == 12
    assert len({row.split(",")[1] for row in rows if ",true," not in row}) == 3
    assert sum(",true," in row for row in rows) == 4
    assert all(row.startswith("SYN-") and "Synthetic." in row for row in rows)
