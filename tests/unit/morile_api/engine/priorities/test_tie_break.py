"""The order of threats, and what decides between equal scores."""

from typing import Any

import pytest

from morile_api.engine.priorities.standing import standings
from morile_api.engine.priorities.tie_break import Order, in_words, order_of
from tests.builders import a_request, as_json
from tests.priorities import a_board, a_counting_matrix, numbered, scoring


def ordered(*threats: dict[str, Any], by: list[str], stand_in: str | None = "l0") -> Order:
    board = a_board(stand_in)
    request = board.verb.decoder.decode(as_json(a_request(*numbered(threats))))
    return order_of(standings(board.scorer, request.submissions), request.submissions, by)


def test_without_a_tie_break_equal_scores_stay_together() -> None:
    found = ordered(scoring(3), scoring(7), scoring(3), by=[])

    assert found.groups == [[1], [0, 2]]
    assert found.decided_by(0, 2) is None


def test_threats_without_a_headline_score_are_in_no_order() -> None:
    """Their range speaks; no figure stands in for them unseen."""
    found = ordered(scoring("unknown"), scoring(1), by=[], stand_in=None)

    assert found.groups == [[1]]


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("highest:other", [1]),
        ("lowest:other", [0]),
        ("highest:possible-score", [2]),
        ("highest:assured-score", [0, 1]),
        ("latest-information", [1]),
        ("earliest-information", [0]),
        ("lowest-cost", [1]),
        ("ref", [2]),
        ("request-order", [0]),
    ],
)
def test_each_key_decides_by_what_it_says(by: str, first: list[int]) -> None:
    """Three threats of score 3, the third of which may be 2, 3 or 5."""
    found = ordered(
        scoring(3, second=1, ref="B", information_date="2026-01-01", cost=9),
        scoring(3, second=4, ref="C", information_date="2026-03-01", cost=2.5),
        scoring([2, 3, 5], second=2, ref="A"),
        by=[by],
        stand_in="l3",
    )

    assert found.groups[0] == first


def test_who_has_no_such_figure_stands_last_whichever_way() -> None:
    """A threat without a date is neither the latest nor the earliest."""
    dated, undated = scoring(3, information_date="2026-01-01"), scoring(3)

    for by in ("latest-information", "earliest-information"):
        assert ordered(undated, dated, by=[by]).groups == [[1], [0]]


def test_a_later_key_decides_only_where_the_earlier_leaves_a_tie() -> None:
    threats = [scoring(3, second=1, ref="C"), scoring(3, second=1, ref="B"), scoring(3, ref="A")]

    found = ordered(*threats, by=["highest:other", "ref"])

    assert found.groups == [[1], [0], [2]]
    assert found.decided_by(1, 0) == "ref"
    assert found.decided_by(0, 2) == "highest:other"


def test_keys_are_printed_in_words() -> None:
    """The title of a node, else its key, begins in the middle of a sentence."""
    matrix = a_board().scorer.matrix

    assert in_words(matrix, "highest:other") == "highest other"
    assert in_words(matrix, "latest-information") == "latest information"
    assert a_counting_matrix().nodes[0].title is None
