"""One suite over every client: priorities, with the same types, exceptions and values."""

from typing import Any

import msgspec
import pytest

import morile
from morile_api.language.prioritised import PriorityAnswer
from tests.contract.clients.kinds import Told

pytestmark = pytest.mark.contract

GRID = "priority-grid-4x4@1.0.0"
CUMBRIA, MERSEYSIDE = "E23000002", "E23000004"

encode = msgspec.json.Encoder(decimal_format="number").encode


@pytest.fixture(scope="module")
def reference() -> morile.Offline:
    """What every other kind of client is compared with, byte for byte."""
    return morile.Offline()


def a_threat(ref: str, impact: Any, organisation: str = MERSEYSIDE, **more: Any) -> dict[str, Any]:
    levels = {"impact": impact, "likelihood": "2"}
    given = {"ref": ref, "organisation": organisation, "threat_type": "fraud", "levels": levels}
    return {**given, **more}


THREATS = [
    a_threat("M1", "4"),
    a_threat("M2", "3", marking="OFFICIAL"),
    a_threat("C1", "1", CUMBRIA),
    a_threat("C2", "unknown", CUMBRIA),
]
RULES: dict[str, Any] = {
    "slots": 2,
    "tie_break": ["latest-information", "ref"],
    "reserve": {"by": "equal", "share": 0.5, "among": [{"organisation": CUMBRIA}]},
    "as_of": "2026-11-22",
    "populations": [{"organisation": CUMBRIA, "population": 500_000}],
    "reference_scores": [2, 4, 6],
}


def test_rules_that_are_agreed_give_the_same_bytes(client: Told, reference: morile.Offline) -> None:
    """The gap is 2, 4, 6 or 8 with a quarter each: rank 3.5, 3, 2.5 or 1.5, so 2.625."""
    found = client.priorities(THREATS, GRID, RULES)

    assert isinstance(found, PriorityAnswer)
    assert found.allocation
    assert [(each.ref, each.why.says) for each in found.allocation.chosen] == [
        ("M1", "overall"),
        ("C1", "reserved for Cumbria Constabulary"),
    ]
    assert [each.ref for each in found.unranked] == ["C2"]
    assert found.unranked[0].possible.expected_rank == 2.63
    assert found.marking == "OFFICIAL"
    assert encode(found) == encode(reference.priorities(THREATS, GRID, RULES))


def test_without_rules_there_is_a_ranking_only(client: Told) -> None:
    found = client.priorities(THREATS, matrix=GRID)

    assert [(each.ref, each.rank) for each in found.ranking] == [("M1", 1), ("M2", 2), ("C1", 3)]
    assert found.allocation is None
    assert found.top is None


def test_the_matrix_may_be_that_of_the_rules(client: Told) -> None:
    """Rules that are agreed are agreed for a matrix."""
    assert client.priorities(THREATS, rules={"matrix": GRID, "top": 1}).top == 1


def test_faults_are_the_same_everywhere(client: Told, reference: morile.Offline) -> None:
    """All of them at once, in places of the request."""
    asked = [*THREATS, a_threat("M1", "9")], GRID, {"slots": 0, "reserve": {"by": "equal"}}
    with pytest.raises(morile.BadSubmission) as expected:
        reference.priorities(*asked)

    with pytest.raises(morile.BadSubmission) as refused:
        client.priorities(*asked)

    assert refused.value.faults == expected.value.faults
    assert {fault.pointer for fault in refused.value.faults} == {
        "/submissions/4/levels/impact",
        "/slots",
    }


def test_an_unknown_matrix_is_told_with_those_there_are(client: Told) -> None:
    with pytest.raises(morile.UnknownMatrix) as refused:
        client.priorities(THREATS, "priority-grid-4x4@9.0.0")

    assert GRID in refused.value.known
