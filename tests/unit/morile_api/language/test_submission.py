"""The types of requests."""

from typing import Any

import msgspec
import pytest

from morile_api.language.submission import grading_codes, request_types
from tests.builders import (
    a_criterion,
    a_desk,
    a_matrix,
    a_node,
    a_scale,
    a_threat,
    as_json,
    assessed,
    few_words,
    shipped_catalogue,
)


def _reads(threat: dict[str, Any], **of: Any) -> bool:
    types = request_types([a_matrix(**of)], few_words())
    try:
        msgspec.json.decode(as_json(threat), type=types.submissions["example@1.0.0"])
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "said",
    [
        "severe",
        "unknown",
        ["moderate", "severe"],
        {"level": "severe"},
        {"level": ["none", "severe"]},
        {"level": "unknown", "confidence": "low"},
        {"level": "none", "grading": "1AP"},
    ],
)
def test_a_level_may_be_said_in_any_of_these_ways(said: object) -> None:
    """Design, section 3."""
    assert _reads(a_threat(physical_harm=said))


@pytest.mark.parametrize("said", ["awful", 2, None, [], ["awful"], ["unknown"], {"level": "awful"}])
def test_nothing_else_decodes(said: object) -> None:
    """A wrong level cannot reach the engine."""
    assert not _reads(a_threat(physical_harm=said))


def test_every_3x5x2_grading_is_a_code_of_three_signs() -> None:
    """Three sources, five assessments, two handling codes: 3 x 5 x 2 = 30."""
    codes = grading_codes(shipped_catalogue().vocabularies["intelligence-grading"])

    assert len(set(codes)) == 30
    assert {"1AP", "2CP", "3EC"} <= set(codes)


def test_a_threat_type_may_be_left_out_only_of_a_unit() -> None:
    """A unit's capabilities are no threat."""
    bare = {name: each for name, each in a_threat().items() if name != "threat_type"}

    assert _reads(bare, applies_to="unit")
    assert not _reads(bare, applies_to="theme")


def test_markings_above_the_highest_are_no_choice() -> None:
    """A service states the highest it accepts and refuses anything above."""
    words = a_desk(highest="OFFICIAL").reader.types.words

    assert words.markings == ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP-SECRET"]
    assert words.highest_marking == "OFFICIAL"


@pytest.mark.parametrize("key", ["class", "from", "def", "lambda", "none", "self", "ref", "levels"])
def test_a_criterion_may_have_any_plain_word_for_a_key(key: str) -> None:
    """Words of Python and names of members included."""
    matrix = a_matrix([a_criterion(key, "X")], [a_node("n", "sum", [key])])

    (result,) = assessed(matrix, a_threat({key: "severe"}))

    assert result["score"] == 8


def test_types_of_matrices_whose_names_run_together_are_components_of_their_own() -> None:
    """`ocg` with `mapping_steps` beside `ocg-mapping` with `steps`: the contract must hold both.

    Names of components are made of the words of both; if two are alike the document of a service
    with an agency's own matrices cannot be built at all.
    """
    matrices = [
        a_matrix([a_criterion("x", "X", scale)], nodes, [a_scale(scale)], name=name)
        for name, scale in (("ocg", "mapping_steps"), ("ocg-mapping", "steps"))
        for nodes in [[a_node("n", "sum", ["x"])]]
    ]
    types = request_types(matrices, few_words())

    _, components = msgspec.json.schema_components([types.union])

    assert len([name for name in components if "_Graded_" in name]) == 2
