"""`POST /v1/priorities` over HTTP."""

from typing import Any

import pytest

from tests.wire.asgi import call, post
from tests.wire.requests import MATRIX, a_submission

pytestmark = pytest.mark.contract

CUMBRIA, MERSEYSIDE = "E23000002", "E23000004"


def a_request(*said: tuple[str, str], **rules: Any) -> dict[str, Any]:
    """A threat for each organisation and level."""
    submissions = [
        a_submission(ref=f"T{number}", organisation=name, levels={"outcome": level})
        for number, (name, level) in enumerate(said)
    ]
    return {"matrix": MATRIX, "submissions": submissions, **rules}


THREATS = ((MERSEYSIDE, "major"), (MERSEYSIDE, "moderate"), (CUMBRIA, "minor"))


def test_slots_go_to_the_most_serious_and_to_whom_they_are_reserved_for() -> None:
    reserve = {"by": "equal", "amount": 1, "among": [{"organisation": CUMBRIA}]}

    reply = post("/v1/priorities", a_request(*THREATS, slots=2, reserve=reserve))

    assert reply.status == 200
    chosen = {each["ref"]: each["why"]["says"] for each in reply.json["allocation"]["chosen"]}
    assert chosen == {"T0": "overall", "T2": "reserved for Cumbria Constabulary"}
    assert reply.header("cache-control") == "no-store"


def test_the_same_request_gets_the_same_bytes() -> None:
    """Chances included: nothing is drawn at random."""
    request = a_request(*THREATS, (CUMBRIA, "unknown"), slots=2, as_of="2026-11-22")

    assert post("/v1/priorities", request).body == post("/v1/priorities", request).body


def test_a_request_at_fault_is_refused_with_every_fault() -> None:
    """Those of shape and those of meaning, each with its pointer."""
    request = a_request(*THREATS, (CUMBRIA, "huge"), (CUMBRIA, "minor"), capacity=3, top=0.5)
    request["submissions"][4]["ref"] = "T2"

    reply = post("/v1/priorities", request)

    assert (reply.status, reply.json["type"]) == (422, "/problems/invalid-submission")
    assert [(each["pointer"], each["code"]) for each in reply.json["errors"]] == [
        ("/submissions/3/levels/outcome", "no-such-level"),
        ("/top", "out-of-range"),
    ]
    assert b"huge" not in reply.body

    mended = {**request, "top": 1}
    found = [
        (each["pointer"], each["code"]) for each in post("/v1/priorities", mended).json["errors"]
    ]
    assert found == [
        ("/submissions/3/levels/outcome", "no-such-level"),
        *((f"/submissions/{number}/cost", "missing-member") for number in (0, 1, 2, 4)),
        ("/submissions/4", "repeated-submission"),
    ]


def test_another_matrix_is_not_found() -> None:
    reply = post("/v1/priorities", a_request(*THREATS) | {"matrix": "disruption@9.0.0"})

    assert (reply.status, reply.json["type"]) == (404, "/problems/unknown-matrix")


def test_nothing_else_than_a_request_is_read() -> None:
    reply = call("GET", "/v1/priorities")

    assert (reply.status, reply.json["type"]) == (405, "/problems/method-not-allowed")
