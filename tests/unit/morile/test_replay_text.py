"""What the command shows of a replay."""

import msgspec

from morile._replay_text import report
from morile_api.language.matrix import Matrix
from morile_api.language.replay import ReplayAnswer
from tests.builders import a_criterion, a_matrix, a_node, a_scale, a_threat
from tests.replays import a_replay, a_version, an_archive, replayed

MIXED = a_threat(physical_harm="moderate", community_harm="severe")


def said_of(to: Matrix, *threats: object, **more: object) -> str:
    return report(msgspec.convert(replayed(to, *threats, **more), ReplayAnswer))


def test_nobody_moved_is_said_without_a_table() -> None:
    """Under wording alone."""
    text = said_of(a_version("1.0.1"), MIXED)

    assert "1 submission: 0 moved, 0 into another band; 0 scores higher, 0 lower" in text
    assert "reference" not in text


def test_shares_of_the_causes_have_their_sign() -> None:
    """4.5 to 7: by the points 0.5, by the weights 2."""
    said = said_of(a_version(moderate=3, weight="0.5"), MIXED)

    assert "points of impact (moderate 2.5 to 3) +0.5; weights of harm (" in said
    assert "(community harm 0.25 to 0.5) +2" in said


def test_a_move_of_the_range_alone_is_said_to_be_one() -> None:
    """Of an unknown answer the top is worth more now; there is no headline to explain."""
    higher = a_scale(points={"none": 0, "moderate": "2.5", "severe": 9})

    assert "only its range" in said_of(
        a_version(scales=[higher]), a_threat(physical_harm="unknown")
    )


def test_a_move_beside_the_headline_names_the_node() -> None:
    """The position is worth more now, and the score is what it was."""

    def with_position(weight: int, version: str) -> Matrix:
        criteria = [a_criterion("physical_harm"), a_criterion("capacity")]
        nodes = [
            a_node("position", "weighted_sum", ["capacity"], weights=[weight]),
            a_node("harm", "sum", ["physical_harm"]),
        ]
        return a_matrix(
            criteria, nodes, score="harm", beside=["position"], name="two", version=version
        )

    archive = an_archive(with_position(1, "1.0.0"), with_position(2, "1.1.0"))
    threat = a_threat({"physical_harm": "none", "capacity": "severe"})
    answer = archive.answer(a_replay(threat, matrix="two@1.0.0", to="two@1.1.0"))

    assert "beside the score: position" in report(msgspec.convert(answer, ReplayAnswer))


def test_a_submission_without_a_score_has_a_dash() -> None:
    """And no rank."""
    text = said_of(a_version(stand_in="moderate"), a_threat(physical_harm="unknown"))

    [line] = [line for line in text.splitlines() if line.startswith("TV-1")]
    assert line.split()[:6] == ["TV-1", "-", "2.5", "low", "-", "to"]
