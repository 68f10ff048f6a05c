"""What publications say of their methods, recomputed through the engine."""

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

from tests.builders import a_request, a_threat, shipped_desk
from tests.golden.cases import definition_of
from tests.property.strategies import random_levels
from tests.reference.scorer import Reference

SLEIPNIR = "sleipnir@1.0.0"
GRID = "priority-grid-4x4@1.0.0"


def _scores(matrix: str, threats: list[dict[str, str]]) -> list[int]:
    request = a_request(*[a_threat(dict(each)) for each in threats], matrix=matrix)
    return [result["score"] for result in shipped_desk().results(request)]


def _ties(spread: Counter[int]) -> Fraction:
    """The share of random pairs that have the same score."""
    total = sum(spread.values())
    return Fraction(sum(count**2 for count in spread.values()), total**2)


def _attributes() -> dict[str, dict[str, int]]:
    """What each grade of each attribute counts, all others being nil."""
    scales = Reference(definition_of(SLEIPNIR)).scales
    nil = dict.fromkeys(scales, "nil")
    alone = [(key, level, {**nil, key: level}) for key, scale in scales.items() for level in scale]
    found: dict[str, dict[str, int]] = {key: {} for key in scales}
    for (key, level, _), score in zip(
        alone, _scores(SLEIPNIR, [threat for _, _, threat in alone]), strict=True
    ):
        found[key][level] = score
    return found


def test_sleipnirs_attributes_count_their_rank_times_four_two_one_and_nought() -> None:
    """RCMP 2000, as published: high 4 x P, medium 2 x P, low P, nil 0, P from 19 down to 1."""
    counts = list(_attributes().values())

    assert counts == [
        {"nil": 0, "low": rank, "medium": 2 * rank, "high": 4 * rank} for rank in range(19, 0, -1)
    ]


def test_sleipnirs_score_is_the_sum_of_its_attributes() -> None:
    """So that its 4^19 totals can be counted attribute by attribute."""
    attributes, dice = _attributes(), Random(2000)  # noqa: S311
    threats = [random_levels(dice, definition_of(SLEIPNIR)) for _ in range(200)]

    scores = _scores(SLEIPNIR, threats)

    assert scores == [sum(attributes[key][each[key]] for key in each) for each in threats]


def test_sleipnir_has_759_totals_a_mean_of_332_5_and_ties_in_0_38_per_cent_of_pairs() -> None:
    """Every level drawn evenly; 755 and 759 are the only totals up to 760 that cannot be had."""
    spread: Counter[int] = Counter({0: 1})
    for counts in _attributes().values():
        added: Counter[int] = Counter()
        for total, ways in spread.items():
            for count in counts.values():
                added[total + count] += ways
        spread = added

    assert sum(spread.values()) == 4**19
    assert sorted(spread) == [total for total in range(761) if total not in (755, 759)]
    assert len(spread) == 759
    # 190 x (0 + 1 + 2 + 4) / 4
    assert Fraction(sum(t * n for t, n in spread.items()), 4**19) == Fraction("332.5")
    assert round(float(_ties(spread)) * 100, 2) == 0.38


def test_an_unknown_attribute_of_sleipnir_counts_as_medium() -> None:
    """76 + 36 + 34 + 16 = 162 with infiltration unknown, and 128 to 196 whatever it turns out."""
    nil = dict.fromkeys(Reference(definition_of(SLEIPNIR)).keys, "nil")
    group = nil | {
        "corruption": "high",
        "violence": "medium",
        "infiltration": "unknown",
        "expertise": "low",
    }

    (result,) = shipped_desk().results(a_request(a_threat(dict(group)), matrix=SLEIPNIR))

    assert result["score"] == 162
    assert result["range"] == {"bands": [], "lowest": 128, "highest": 196}


def test_the_priority_grid_prints_the_sixteen_products_of_its_source() -> None:
    """The four rows as published, highest impact first."""
    impacts, likelihoods = ["4", "3", "2", "1"], ["1", "2", "3", "4"]
    threats = [{"impact": a, "likelihood": b} for a, b in product(impacts, likelihoods)]

    scores = _scores(GRID, threats)

    assert [scores[at : at + 4] for at in range(0, 16, 4)] == [
        [4, 8, 12, 16],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]


def test_the_priority_grid_has_nine_scores_and_ties_in_one_pair_of_eight() -> None:
    """Of 256 pairs 32 tie: 12.5 per cent."""
    steps = ["1", "2", "3", "4"]
    spread = Counter(
        _scores(GRID, [{"impact": a, "likelihood": b} for a, b in product(steps, steps)])
    )

    assert sorted(spread) == [1, 2, 3, 4, 6, 8, 9, 12, 16]
    assert _ties(spread) == Fraction(32, 256)
