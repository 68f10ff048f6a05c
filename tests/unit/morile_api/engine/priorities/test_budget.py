"""What there is to give, in whole units, and what is reserved."""

from fractions import Fraction
from typing import Any

from morile_api.engine.priorities.budget import Budget, Part, budget_of, exact, shareholders
from tests.builders import a_request, as_json
from tests.priorities import CUMBRIA, MANCHESTER, MERSEYSIDE, a_board, numbered, scoring

GROUPS = [[0], [1], [2]]


def asked(*threats: dict[str, Any], **more: Any) -> Any:
    """A request decoded: by default a threat each of Merseyside, Manchester and Cumbria."""
    default = [scoring(9, MERSEYSIDE), scoring(8, MANCHESTER), scoring(2, CUMBRIA)]
    body = as_json(a_request(*numbered(threats or default), **more))
    return a_board().verb.decoder.decode(body)


def budget(**more: Any) -> Budget:
    found = budget_of(asked(**more), GROUPS)
    assert found is not None
    return found


def reserved(**more: Any) -> dict[str, int]:
    return dict(budget(**more).reserved)


def among(*names: str) -> list[dict[str, str]]:
    return [{"organisation": name} for name in names]


def test_a_request_without_slots_is_for_a_ranking_only() -> None:
    assert budget_of(asked(), GROUPS) is None


def test_slots_are_units_of_which_every_threat_takes_one() -> None:
    found = budget(slots=5.0)

    assert (found.slots, found.total, found.costs, found.parts) == (True, 5, [1, 1, 1], [])


def test_a_share_of_the_slots_is_rounded_down() -> None:
    """0.3 of 7 is 2.1: never more than the agreed share."""
    assert budget(slots=7, reserve={"by": "equal", "share": 0.3}).amount == 2


def test_a_share_is_the_decimal_that_was_written() -> None:
    """0.29 of 100 is 29, though 0.29 x 100 is less in floats."""
    assert budget(slots=100, reserve={"by": "equal", "share": 0.29}).amount == 29
    assert exact(0.1) == Fraction(1, 10)


def test_alike_means_everybody_with_a_submission_unless_somebody_is_listed() -> None:
    everybody = shareholders(asked(slots=3, reserve={"by": "equal", "share": 1}))
    listed = {"by": "equal", "share": 1, "among": among(CUMBRIA)}

    one = Fraction(1)
    assert everybody == [(MERSEYSIDE, one), (MANCHESTER, one), (CUMBRIA, one)]
    assert shareholders(asked(slots=3, reserve=listed)) == [(CUMBRIA, one)]


def test_agreed_weights_share_out_what_is_reserved() -> None:
    """Six by 1, 2 and 3."""
    weights = zip((CUMBRIA, MERSEYSIDE, MANCHESTER), (1, 2, 3), strict=True)
    reserve = {
        "by": "weights",
        "amount": 6,
        "among": [{"organisation": name, "weight": weight} for name, weight in weights],
    }

    assert reserved(slots=9, reserve=reserve) == {CUMBRIA: 1, MERSEYSIDE: 2, MANCHESTER: 3}


def test_contributions_share_out_what_is_reserved() -> None:
    """Who pays three times as much has three of four."""
    payers = zip((CUMBRIA, MERSEYSIDE), (0.25e6, 0.75e6), strict=True)
    reserve = {
        "by": "contribution",
        "amount": 4,
        "among": [{"organisation": name, "contribution": paid} for name, paid in payers],
    }

    assert reserved(slots=9, reserve=reserve) == {CUMBRIA: 1, MERSEYSIDE: 3}


def test_of_equal_remainders_the_one_with_the_more_serious_threat_is_served() -> None:
    """Two slots among three alike: Merseyside is first in the ranking and Manchester second."""
    reserve = {"by": "equal", "amount": 2}

    assert reserved(slots=9, reserve=reserve) == {MERSEYSIDE: 1, MANCHESTER: 1, CUMBRIA: 0}


def test_of_equal_remainders_the_one_listed_earlier_is_served_if_that_is_agreed() -> None:
    reserve = {
        "by": "equal",
        "amount": 2,
        "among": among(CUMBRIA, MANCHESTER, MERSEYSIDE),
        "equal_remainders": "listed-order",
    }

    assert reserved(slots=9, reserve=reserve) == {CUMBRIA: 1, MANCHESTER: 1, MERSEYSIDE: 0}


def test_of_equal_remainders_nobody_is_served_if_that_is_agreed() -> None:
    found = budget(slots=9, reserve={"by": "equal", "amount": 2, "equal_remainders": "overall"})

    assert set(found.reserved.values()) == {0}
    assert found.left == 2


def test_organisations_without_a_threat_are_served_last() -> None:
    """They could not use the slot."""
    names = ["E23000029", CUMBRIA]
    reserve = {"by": "equal", "amount": 1, "among": among(*names)}

    assert reserved(slots=9, reserve=reserve) == {"E23000029": 0, CUMBRIA: 1}


def test_capacity_and_costs_become_whole_units() -> None:
    """7.5 with costs 1, 2.25 and 0.1 in twentieths; a third of half of it is 1.25."""
    threats = [scoring(1, ref=ref, cost=cost) for ref, cost in (("A", 1), ("B", 2.25), ("C", 0.1))]
    names = [MERSEYSIDE, MANCHESTER, CUMBRIA]
    request = asked(
        *threats, capacity=7.5, reserve={"by": "equal", "share": 0.5, "among": among(*names)}
    )

    found = budget_of(request, GROUPS)

    assert found is not None
    assert (found.slots, found.total, found.unit, found.costs) == (False, 150, 20, [20, 45, 2])
    third = Part(MERSEYSIDE, Fraction(1), Fraction(5, 4), 25, by_remainder=False)
    assert found.parts[0] == third
    assert found.figure(45) == 2.25
