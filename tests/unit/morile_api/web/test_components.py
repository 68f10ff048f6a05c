"""The schemas of the contract say what the types say, and no less."""

from typing import Any

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest

from morile_api.catalogue import load
from morile_api.language.vocabulary import MARKINGS
from morile_api.web.components import components_of
from tests.wire.requests import LEVEL, MATRIX, a_request, a_submission

CATALOGUE = load()
COMPONENTS = components_of(CATALOGUE)


def fits(value: Any, name: str = "AssessmentRequest") -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": COMPONENTS}}
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def decodes(value: Any) -> bool:
    try:
        CATALOGUE.reader.whole.decode(msgspec.json.encode(value))
    except msgspec.ValidationError:
        return False
    return True


CASES: list[tuple[bool, Any]] = [
    (True, a_request()),
    (True, a_request(explain=True, on_error="reject")),
    (True, a_request(a_submission(levels={"outcome": ["none", "minor"]}))),
    (True, a_request(a_submission(levels={"outcome": "unknown"}))),
    (True, a_request(a_submission(levels={"outcome": {"level": ["none"], "confidence": "low"}}))),
    (True, a_request(a_submission(levels={"outcome": {"level": LEVEL, "grading": "2CP"}}))),
    (True, a_request(a_submission(assessor="analyst", information_date="2026-09-30"))),
    (True, a_request(a_submission(marking="OFFICIAL", assessor=None))),
    (False, {}),
    (False, {**a_request(), "matrix": "none@1.0.0"}),
    (False, a_request(submissions=[])),
    (False, a_request(more=1)),
    (False, a_request(explain="yes")),
    (False, a_request(a_submission(more=1))),
    (False, a_request(a_submission(ref=""))),
    (False, a_request(a_submission(ref="a\n"))),
    (False, a_request(a_submission(ref="x" * 201))),
    (False, a_request(a_submission(organisation="XX"))),
    (False, a_request(a_submission(marking="SECRET"))),
    (False, a_request(a_submission(levels={}))),
    (False, a_request(a_submission(levels={"outcome": "dreadful"}))),
    (False, a_request(a_submission(levels={"outcome": []}))),
    (False, a_request(a_submission(levels={"outcome": ["unknown"]}))),
    (False, a_request(a_submission(levels={"outcome": None}))),
    (False, a_request(a_submission(levels={"outcome": {"level": LEVEL, "confidence": "sure"}}))),
]


@pytest.mark.parametrize(("sound", "value"), CASES, ids=range(len(CASES)))
def test_the_schema_lets_through_what_the_types_do(sound: bool, value: Any) -> None:
    """Judged by a validator that shares no code with the service."""
    assert fits(value) == decodes(value) == sound


@pytest.mark.parametrize(
    ("sound", "changes"),
    [
        (True, {"vector": None}),
        (True, {"levels": None, "vector": f"{MATRIX}/OU:none"}),
        (False, {"vector": f"{MATRIX}/OU:none"}),
        (False, {"levels": None}),
        (False, {"levels": None, "vector": None}),
    ],
)
def test_it_says_that_there_are_levels_or_a_vector_and_not_both(
    sound: bool, changes: dict[str, Any]
) -> None:
    """The types cannot say that; the engine refuses it."""
    assert fits(a_request(a_submission(**changes))) == sound


def test_levels_stand_in_the_order_of_their_scale_with_what_they_mean() -> None:
    level = COMPONENTS["Disruption_1_0_0_Level_Effect"]

    assert level["enum"] == ["negative", "none", "minor", "moderate", "major"]
    assert "- `none`: The group went on at its normal level" in level["description"]


def test_a_criterion_asks_its_question() -> None:
    outcome = COMPONENTS["Disruption_1_0_0_Levels"]["properties"]["outcome"]

    assert outcome["description"].endswith("?")
    assert outcome["$ref"].endswith("/Disruption_1_0_0_Answer_Effect")


def test_shared_words_stand_once_in_the_order_of_their_vocabulary() -> None:
    markings = CATALOGUE.vocabulary(MARKINGS).keys()

    assert COMPONENTS["Marking"]["enum"] == markings[: markings.index("OFFICIAL-SENSITIVE") + 1]
    for name, schema in COMPONENTS.items():
        if name.startswith("ThematicSubmission"):
            assert schema["properties"]["organisation"] == {
                "$ref": "#/components/schemas/Organisation"
            }


def test_what_is_answered_may_grow() -> None:
    assessed = COMPONENTS["Assessed"]

    assert "additionalProperties" not in assessed
    assert "enum" not in COMPONENTS["MatrixSummary"]["properties"]["status"]
    assert assessed["properties"]["status"] == {"type": "string", "const": "assessed"}


def test_names_are_in_order_so_that_two_contracts_can_be_compared() -> None:
    assert list(COMPONENTS) == sorted(COMPONENTS)
