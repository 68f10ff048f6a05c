"""The request to rank threats and to give slots, as it is sent."""

import json
from datetime import date
from typing import Any

import pytest

import morile
from morile._bulk import Wish
from morile._prioritising import prioritising
from morile_api.language.faults import Code

THREAT = {"ref": "A", "organisation": "NCA", "threat_type": "fraud", "levels": {}}


def sent(*submissions: Any, rules: Any = None, **wish: Any) -> Any:
    return json.loads(prioritising(submissions or [THREAT], rules, Wish(**wish)))


def test_rules_stand_beside_the_submissions() -> None:
    rules = {"slots": 3, "as_of": date(2026, 11, 22), "tie_break": ("ref",)}

    assert sent(rules=rules, matrix="a@1.0.0") == {
        "matrix": "a@1.0.0",
        "slots": 3,
        "as_of": "2026-11-22",
        "tie_break": ["ref"],
        "submissions": [THREAT],
    }


@pytest.mark.parametrize(
    ("wish", "rules", "submission", "matrix"),
    [
        ({"matrix": "asked@1.0.0"}, {"matrix": "rules@1.0.0"}, THREAT, "asked@1.0.0"),
        ({"fallback": "mine@1.0.0"}, {"matrix": "rules@1.0.0"}, THREAT, "rules@1.0.0"),
        ({"fallback": "mine@1.0.0"}, {}, THREAT, "mine@1.0.0"),
        ({}, {}, {**THREAT, "vector": "line@1.0.0/A:b"}, "line@1.0.0"),
    ],
)
def test_the_matrix_is_that_of_the_call_the_rules_the_threats_or_the_client(
    wish: dict[str, Any], rules: dict[str, Any], submission: dict[str, Any], matrix: str
) -> None:
    """The nearest to the call goes first."""
    assert sent(submission, rules=rules, **wish)["matrix"] == matrix


def test_without_any_matrix_the_service_says_which_there_are() -> None:
    assert "matrix" not in sent()


def test_what_json_cannot_hold_is_named_wherever_it_is() -> None:
    with pytest.raises(morile.BadSubmission) as refused:
        sent(THREAT, {"ref": object()}, rules={"slots": object(), "submissions": []})

    found = [(fault.pointer, fault.code) for fault in refused.value.faults]
    assert found == [
        ("/submissions", Code.DUPLICATE_MEMBER),
        ("", Code.WRONG_TYPE),
        ("/submissions/1", Code.WRONG_TYPE),
    ]
