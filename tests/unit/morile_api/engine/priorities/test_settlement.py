"""A settlement holds what is given and what the plain ranking would have given."""

from morile_api.engine.priorities.budget import budget_of
from morile_api.engine.priorities.settlement import Settlement, settled
from morile_api.engine.priorities.standing import standings
from morile_api.engine.priorities.tie_break import order_of
from tests.builders import a_request, as_json
from tests.priorities import CUMBRIA, MERSEYSIDE, a_board, numbered, scoring


def a_settlement() -> Settlement:
    board = a_board()
    threats = numbered([scoring(9, MERSEYSIDE), scoring(8, MERSEYSIDE), scoring(2, CUMBRIA)])
    reserve = {"by": "equal", "amount": 1, "among": [{"organisation": CUMBRIA}]}
    body = as_json(a_request(*threats, slots=2, reserve=reserve))
    request = board.verb.decoder.decode(body)
    standing = standings(board.scorer, request.submissions)
    order = order_of(standing, request.submissions, [])
    budget = budget_of(request, order.groups)
    assert budget is not None
    return settled(standing, request, order, budget, [1, 2, 3], {CUMBRIA: "Cumbria"})


def test_both_allocations_are_there() -> None:
    found = a_settlement()

    assert found.filled.given == {0: None, 2: CUMBRIA}
    assert found.plain.given == {0: None, 1: None}


def test_every_mention_of_a_threat_says_the_same() -> None:
    """Slots have no costs to mention."""
    assert a_settlement().said(2) == {
        "index": 2,
        "ref": "T2",
        "organisation": CUMBRIA,
        "rank": 3,
        "score": 2,
    }
