"""Where gaps could put each threat, as it is printed."""

from typing import Any

import pytest

from morile_api.engine.priorities import chances as module
from morile_api.engine.priorities.chances import chances
from morile_api.engine.priorities.standing import Standings, standings
from morile_api.language.prioritised import InTop, Omission, Possible
from tests.builders import a_request, as_json
from tests.priorities import a_board, numbered, scoring


def stood(*threats: dict[str, Any]) -> Standings:
    board = a_board()
    request = board.verb.decoder.decode(as_json(a_request(*numbered(threats))))
    return standings(board.scorer, request.submissions)


def test_a_coin_and_a_certain_threat() -> None:
    """A is 1 or 9, B is 5: each may be first or second, on the mean 1.5th, first by half."""
    found = chances(stood(scoring([1, 9]), scoring(5)), 1)

    both = Possible(1, 2, 1.5, InTop(0.5, 0.5))
    assert found.possible == [both, both]
    assert found.not_given == []


def test_thirds_are_printed_to_the_stated_decimals() -> None:
    """A is 0, 1 or 9 with a third each, B is 5: first with 1/3, and 5/3rd on the mean."""
    found = chances(stood(scoring([0, 1, 9]), scoring(5)), 1)

    assert found.possible[0] == Possible(1, 2, 1.67, InTop(0.333333, 0.333333))
    assert found.possible[1] == Possible(1, 2, 1.33, InTop(0.666667, 0.666667))


def test_without_a_k_there_is_no_chance_of_the_top_k() -> None:
    found = chances(stood(scoring(5)), None)

    assert found.possible == [Possible(1, 1, 1, None)]
    assert found.not_given == [Omission("in-top", module.NO_TOP)]


def test_what_would_take_too_long_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a sample in its place."""
    monkeypatch.setattr(module, "expected_ranks", lambda times: None)
    monkeypatch.setattr(module, "top_chances", lambda distinct, times, top: None)

    found = chances(stood(scoring([1, 9])), 1)

    assert found.possible == [Possible(1, 1, None, None)]
    assert found.not_given == [
        Omission("expected-rank", module.TOO_MUCH),
        Omission("in-top", module.TOO_MUCH),
    ]


def test_where_distributions_would_be_too_large_the_ranks_speak() -> None:
    """Best and worst rank need the range only."""
    standing = stood(scoring([1, 9]), scoring(5))
    standing.spreads[0] = None

    found = chances(standing, 1)

    assert found.possible == [Possible(1, 2, None, None)] * 2
    assert {each.why for each in found.not_given} == {module.NO_DISTRIBUTION}
