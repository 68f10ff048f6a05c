"""Every assessment made anew from its vector."""

import json
from typing import Any

import pytest

from morile_api.provenance.computed import recomputed
from tests.builders import a_desk, a_request, a_threat, by_vector, codes

DESK = a_desk()
REQUEST = a_request(
    by_vector("example@1.0.0/PH:severe/CO:none|severe~low"),
    by_vector("example@1.0.0/PH:none"),
    a_threat(more={"ref": "TV-3"}, physical_harm="severe"),
    explain=True,
    sentence=True,
    distribution=True,
)


def results() -> list[dict[str, Any]]:
    return DESK.results(REQUEST)


def found(said: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return codes(list(recomputed(said, DESK.scorers, DESK.reader)))


def test_what_the_engine_gave_it_gives_again() -> None:
    """And what was refused is passed over."""
    assert [each["status"] for each in results()] == ["assessed", "refused", "assessed"]
    assert found(results()) == []


@pytest.mark.parametrize(
    ("member", "value", "place"),
    [
        ("score", 8.26, "score"),
        ("band", "low", "band"),
        ("digest", "sha256:" + "0" * 64, "digest"),
        ("range", {"bands": ["high"], "highest": 8, "lowest": 7}, "range/lowest"),
        ("nodes", {"harm": {"band": "low", "score": 8}}, "nodes/harm/band"),
        ("nodes", {"more": {"band": "low", "score": 8}}, "nodes"),
        ("gaps", ["physical_harm"], "gaps"),
        ("confidence", {"harm": "high"}, "confidence"),
        ("contributions", [], "contributions"),
        ("sentence", "All is well.", "sentence"),
        ("score", "8", "score"),
        ("score", 8.0, "score"),
    ],
)
def test_one_altered_member_is_found_at_its_place(member: str, value: object, place: str) -> None:
    """8.0 for 8 too: no answer is written so."""
    said = results()
    said[2][member] = value

    assert found(said) == [(f"/results/2/{place}", "not-as-computed")]


def test_another_vector_is_found_in_all_that_follows_from_it() -> None:
    said = results()
    said[2]["vector"] = said[2]["vector"].replace("PH:severe", "PH:none")

    assert {("/results/2/score", "not-as-computed"), ("/results/2/digest", "not-as-computed")} <= (
        set(found(said))
    )


def test_a_vector_in_another_spelling_is_not_the_one_that_was_given() -> None:
    said = results()
    said[0]["vector"] = "example@1.0.0/CO:severe|none~low/PH:severe"

    assert found(said) == [("/results/0/vector", "not-as-computed")]


def test_a_vector_that_cannot_be_scored_says_why() -> None:
    said = results()
    said[0]["vector"] = "example@1.0.0/PH:severe"
    said[2]["vector"] = "other@1.0.0/PH:severe"

    assert found(said) == [
        ("/results/0/vector", "missing-criterion"),
        ("/results/2/vector", "no-such-matrix"),
    ]


def test_a_member_that_was_not_asked_for_is_not_missed() -> None:
    """Nobody can tell from an answer what its request asked for."""
    said = json.loads(json.dumps(results()))
    del said[2]["contributions"]

    assert found(said) == []
