"""The same submissions under another definition."""

from typing import Any

import pytest

from morile_api.language.faults import Code, UnknownMatrix
from tests.builders import (
    CANARY,
    a_criterion,
    a_matrix,
    a_node,
    a_scale,
    a_threat,
    by_vector,
    codes,
)
from tests.replays import a_replay, a_version, an_archive, replayed

MIXED = a_threat(physical_harm="moderate", community_harm="severe", more={"ref": "TV-MIXED"})
HIGHER = a_threat(physical_harm="severe", community_harm="severe", more={"ref": "TV-HIGHER"})


def moves(answer: dict[str, Any]) -> list[bool]:
    return [each["moved"] for each in answer["results"]]


def test_the_same_version_moves_nobody() -> None:
    """Every assessment is what it was, and nothing has changed."""
    answer = an_archive().answer(
        a_replay(MIXED, HIGHER, a_threat(physical_harm="unknown"), to="example@1.0.0")
    )

    assert moves(answer) == [False, False, False]
    assert all(each["before"] == each["after"] for each in answer["results"])
    assert (answer["changes"], answer["effects"]) == ([], [])
    assert answer["summary"] == {
        "total": 3,
        "moved": 0,
        "crossed": 0,
        "raised": 0,
        "lowered": 0,
        "unscored": 1,
    }


def test_who_moves_is_listed_with_both_assessments() -> None:
    """4.5 was high and is low under the new cut of 5; 10 stays high."""
    answer = replayed(a_version(cut=5), MIXED, HIGHER)
    mixed, higher = answer["results"]

    assert (mixed["before"]["band"], mixed["after"]["band"]) == ("high", "low")
    assert (mixed["moved"], mixed["crossed"], mixed["nodes"]) == (True, True, ["harm"])
    assert (higher["moved"], higher["crossed"], "causes" in higher) == (False, False, False)
    assert answer["summary"]["crossed"] == 1
    assert (answer["matrix"]["version"], answer["to"]["version"]) == ("1.0.0", "1.1.0")


def test_a_mover_knows_its_causes_and_the_answer_what_changed() -> None:
    """The cut of high did it, alone."""
    answer = replayed(a_version(cut=5), MIXED)

    assert answer["changes"] == [
        {
            "where": "/nodes/harm/bands/high/from",
            "kind": "changed",
            "before": 4,
            "after": 5,
            "requires": "minor",
        }
    ]
    assert answer["results"][0]["causes"] == [
        {
            "change": "bands of harm",
            "share": 0,
            "alone": {"score": 4.5, "band": "low"},
            "crosses_alone": True,
            "needed": True,
            "figures": answer["changes"],
        }
    ]
    assert answer["effects"][0]["needed"] == 1


def test_the_difference_is_shared_out_over_the_changes() -> None:
    """4.5 to 7: by the points 0.5, by the weights 2 (see the test of causes)."""
    result = replayed(a_version(moderate=3, weight="0.5"), MIXED)["results"][0]

    assert result["difference"] == 2.5
    assert [(each["change"], each["share"]) for each in result["causes"]] == [
        ("points of impact", 0.5),
        ("weights of harm", 2),
    ]


def test_raised_and_lowered_are_counted_by_the_exact_score() -> None:
    """With moderate at 3 and the weight at 0.2: 4.5 to 4.6, and 10 to 9.6."""
    answer = replayed(a_version(moderate=3, weight="0.2"), MIXED, HIGHER)

    assert (answer["summary"]["raised"], answer["summary"]["lowered"]) == (1, 1)


def test_ranks_are_given_before_and_after_with_ties_as_ties() -> None:
    """Physical moderate, 2.5, and community severe, 2, turn round when community counts in full."""
    threats = [
        a_threat(physical_harm="moderate"),
        a_threat(community_harm="severe"),
        a_threat(community_harm="severe"),
        a_threat(physical_harm="unknown"),
    ]

    results = replayed(a_version(weight=1), *threats)["results"]

    assert [each["rank_before"] for each in results] == [1, 2, 2, None]
    assert [each["rank_after"] for each in results] == [3, 1, 1, None]


def test_a_move_of_the_range_alone_is_a_move() -> None:
    """Of an unknown answer the top is worth more now; the headline stays away."""
    scale = a_scale(points={"none": 0, "moderate": "2.5", "severe": 9})

    result = replayed(a_version(scales=[scale]), a_threat(physical_harm="unknown"))["results"][0]

    assert (result["before"]["range"]["highest"], result["after"]["range"]["highest"]) == (8, 9)
    assert (result["moved"], result["crossed"], result["causes"]) == (True, None, [])


def test_a_move_beside_the_headline_is_a_move() -> None:
    """The position goes from green to red; no change of the headline is to be explained."""

    def with_position(cut: int, version: str) -> Any:
        criteria = [a_criterion("physical_harm"), a_criterion("capacity")]
        bands = {"green": 0, "red": cut}
        nodes = [
            a_node("position", "sum", ["capacity"], bands=bands),
            a_node("harm", "sum", ["physical_harm"]),
        ]
        return a_matrix(
            criteria, nodes, score="harm", beside=["position"], name="two", version=version
        )

    archive = an_archive(with_position(8, "1.0.0"), with_position(2, "1.1.0"))
    threat = a_threat({"physical_harm": "none", "capacity": "moderate"})

    result = archive.answer(a_replay(threat, matrix="two@1.0.0", to="two@1.1.0"))["results"][0]

    assert (result["moved"], result["crossed"], result["nodes"]) == (True, None, ["position"])
    assert result["causes"] == []


def test_a_new_criterion_is_unknown_and_the_structure_is_the_cause() -> None:
    """0 + unknown, which counts as moderate, 2.5; nothing is guessed."""
    criteria = [*a_matrix().criteria, a_criterion("third_harm", "TH", unknown_counts_as="moderate")]
    node = a_node(
        "harm",
        "sum",
        ["physical_harm", "community_harm", "third_harm"],
        bands={"low": 0, "high": 4},
    )

    answer = replayed(a_version("2.0.0", criteria=criteria, nodes=[node]), a_threat())

    assert answer["unmatched"] == {"criteria": [], "new_criteria": ["third_harm"], "levels": []}
    assert answer["results"][0]["after"]["gaps"] == ["third_harm"]
    assert answer["results"][0]["causes"][0]["change"] == "structure"
    assert answer["results"][0]["causes"][0]["share"] == 2.5


def test_another_matrix_is_reached_by_a_crosswalk() -> None:
    """Scores of two matrices are no pair, so nothing is said of a difference or its causes."""
    other = a_version("1.0.0", name="other", cut=1)
    crosswalk = [{"from": "community_harm", "to": "physical_harm"}]

    answer = replayed(other, MIXED, crosswalk=crosswalk)
    result = answer["results"][0]

    assert result["after"]["vector"] == "other@1.0.0/PH:severe/CO:unknown"
    assert answer["unmatched"]["criteria"] == ["physical_harm"]
    assert answer["unmatched"]["new_criteria"] == ["community_harm"]
    assert (answer["changes"], answer["effects"], result["difference"]) == (None, None, None)
    assert (answer["summary"]["raised"], answer["summary"]["lowered"]) == (None, None)


def test_submissions_may_be_vectors() -> None:
    """Of the version they are for; the answer has those of the other."""
    line = "example@1.0.0/PH:moderate~low/CO:none|severe"

    result = replayed(a_version(), by_vector(line))["results"][0]

    assert result["after"]["vector"] == "example@1.1.0/PH:moderate~low/CO:none|severe"


def test_reasons_are_given_if_asked_for() -> None:
    """Under both definitions."""
    result = replayed(a_version(weight="0.5"), MIXED, explain=True)["results"][0]

    assert [each["adds"] for each in result["before"]["contributions"]] == [2.5, 2]
    assert [each["adds"] for each in result["after"]["contributions"]] == [2.5, 4]


def test_a_definition_that_is_not_there_is_named_as_such() -> None:
    """As `matrix` is, at its own place."""
    with pytest.raises(UnknownMatrix) as refused:
        an_archive().answer(a_replay(to="example@9.0.0"))

    assert codes(refused.value.faults) == [("/to", Code.NO_SUCH_MATRIX)]


def test_faults_of_submissions_and_crosswalk_are_all_found() -> None:
    """A vector that cannot be read, and a criterion that is not there."""
    crosswalk = [{"from": "physical_harm", "to": "nothing"}]
    bad = by_vector("example@1.0.0/PH:awful/CO:none")
    twice = a_threat(physical_harm=["none", "none"])

    found = an_archive(a_version()).faults(a_replay(bad, twice, crosswalk=crosswalk))

    assert codes(found) == [
        ("/submissions/0/vector", Code.NO_SUCH_LEVEL),
        ("/submissions/1/levels/physical_harm", Code.REPEATED_LEVEL),
        ("/crosswalk/0/to", Code.NO_SUCH_CRITERION),
    ]


def test_a_criterion_that_is_not_there_is_said_to_be_a_criterion() -> None:
    """In field words, with those there are."""
    crosswalk = [{"from": "nothing", "to": "physical_harm"}]

    found = an_archive(a_version()).faults(a_replay(crosswalk=crosswalk))

    assert codes(found) == [("/crosswalk/0/from", Code.NO_SUCH_CRITERION)]


def test_no_fault_repeats_what_the_caller_wrote() -> None:
    """It may be sensitive."""
    levels = [{"from": CANARY, "to": CANARY}]
    for crosswalk in (
        [{"from": CANARY, "to": CANARY, CANARY: CANARY}],
        [{"from": "physical_harm", "to": CANARY}],
        [{"from": "physical_harm", "to": "physical_harm", "levels": levels}],
    ):
        found = an_archive(a_version()).faults(a_replay(crosswalk=crosswalk))
        assert found
        assert CANARY not in repr(found)
