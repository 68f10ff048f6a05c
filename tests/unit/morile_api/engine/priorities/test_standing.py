"""Exact headline scores, and what the gaps leave open."""

from typing import Any

from morile_api.engine.distribution import Spread
from morile_api.engine.priorities.standing import Standings, standings
from tests.builders import a_criterion, a_matrix, a_node, a_request, a_scale, a_threat, as_json
from tests.priorities import a_board, board_of, numbered, scoring


def stood(*threats: dict[str, Any], stand_in: str | None = "l0") -> Standings:
    board = a_board(stand_in)
    request = board.verb.decoder.decode(as_json(a_request(*numbered(threats))))
    return standings(board.scorer, request.submissions)


def test_certain_and_open_answers_have_scores_ends_and_spreads() -> None:
    """5 for certain, and 2 or 7, which counts as 2: the nearest to the level unknown counts as."""
    found = stood(scoring(5), scoring([2, 7]))

    assert found.scores.tolist() == [5, 2]
    assert found.lows.tolist() == [5, 2]
    assert found.highs.tolist() == [5, 7]
    assert found.scored.tolist() == [True, True]
    assert found.figures == [5, 2]
    assert found.bands == ["high", "low"]
    assert found.spreads == [Spread((5,), (1,)), Spread((2, 7), (1, 1))]
    assert found.ranges[1].lowest == 2
    assert found.ranges[1].highest == 7
    assert len(found) == 2


def test_an_unknown_that_counts_as_nothing_leaves_no_headline_score() -> None:
    """But nodes it does not move keep theirs."""
    found = stood(scoring("unknown", second=4), scoring(5), stand_in=None)

    assert found.scored.tolist() == [False, True]
    assert found.figures == [None, 5]
    assert found.bands == [None, "high"]
    other = next(n for n, node in enumerate(found.matrix.nodes) if node.key == "other")
    assert found.nodes[other][1].tolist() == [True, True]
    assert found.nodes[other][0].tolist() == [4, 0]


def test_threats_by_vector_stand_as_those_by_levels() -> None:
    """An already scored line from an e-mail ranks beside fresh submissions."""
    by_vector = scoring(5)
    del by_vector["levels"]

    found = stood({**by_vector, "vector": "example@1.0.0/SC:l8/SE:l0"}, scoring(5))

    assert found.scores.tolist() == [8, 5]


def test_a_long_sum_leaves_every_threat_with_its_chances() -> None:
    """Twenty criteria of 100 + i points a level: 5 to the 20 submissions, few thousand scores.

    All of the level 2 is 4,380; with the first one unknown it is 4,180 to 4,580.
    """
    scales = [
        a_scale(f"s{i}", {f"l{level}": level * (100 + i) for level in range(5)}, "l2")
        for i in range(20)
    ]
    criteria = [a_criterion(f"c{i}", f"C{i}", f"s{i}") for i in range(20)]
    node = a_node("total", "sum", [each.key for each in criteria])
    board = board_of(a_matrix(criteria, [node], scales))
    known = {each.key: "l2" for each in criteria}
    threats = [a_threat(levels) for levels in (known, known | {"c0": "unknown"})]
    request = board.verb.decoder.decode(as_json(a_request(*numbered(threats))))

    found = standings(board.scorer, request.submissions)

    assert found.spreads == [
        Spread((4380,), (1,)),
        Spread((4180, 4280, 4380, 4480, 4580), (1,) * 5),
    ]
