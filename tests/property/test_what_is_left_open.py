"""Laws of distributions, open questions and flips, each against every completion there is."""

import json
import re
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings

from morile_api.language.matrix import Matrix
from tests.builders import a_desk, a_request, only_assessed
from tests.property.strategies import Asked, matrices, questions, with_levels

FEW = settings(max_examples=60)


def completions(matrix: Matrix, asked: Asked) -> list[dict[str, Any]]:
    """The threat once for every way in which its open answers may turn out."""
    names = [criterion.key for criterion in matrix.criteria]
    ways = product(*(asked.said[name] for name in names))
    return [with_levels(asked.threat, dict(zip(names, way, strict=True))) for way in ways]


def results(matrix: Matrix, threats: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    answers = a_desk(matrix).results(a_request(*threats, matrix=matrix.id, **more))
    return [only_assessed(each) for each in answers]


@FEW
@given(questions(matrices(), most=1))
def test_a_distribution_counts_every_completion_once(
    question: tuple[Matrix, list[Asked]],
) -> None:
    """With no prior stated every completion is as likely as any other, so counting is exact."""
    matrix, [asked] = question
    [mine] = results(matrix, [asked.threat], distribution=True)
    whole = results(matrix, completions(matrix, asked))
    # With so few completions no distribution is too much to work out.
    found = mine["distribution"]
    assert "not_given" not in mine
    bands = Counter(each["band"] for each in whole)
    if matrix.result.band is not None:
        exact = {band: Fraction(count, len(whole)) for band, count in bands.items()}
        assert set(found["band_probabilities"]) == set(exact)
        for band, chance in found["band_probabilities"].items():
            # Each band may have given or been given a unit of the last decimal for every other.
            assert abs(Fraction(str(chance)) - exact[band]) <= Fraction(len(exact), 10**4)
            assert chance > 0
            assert re.fullmatch(r"1|0\.\d{1,4}", json.dumps(chance))
        assert sum(Fraction(str(each)) for each in found["band_probabilities"].values()) == 1
    scores = sorted(each["score"] for each in whole)
    for percent, score in found["quantiles"].items():
        # The lowest score that so large a share of the completions does not exceed.
        needed = -(-int(percent) * len(scores) // 100)
        assert score == scores[needed - 1]
        assert mine["range"]["lowest"] <= score <= mine["range"]["highest"]


@FEW
@given(questions(matrices(), most=1))
def test_closing_a_gap_gives_what_scoring_the_closed_threat_gives(
    question: tuple[Matrix, list[Asked]],
) -> None:
    """What an analyst is told about a gap must be what the matrix says once the gap is closed."""
    matrix, [asked] = question
    [mine] = results(matrix, [asked.threat], distribution=True)
    width = mine["range"]["highest"] - mine["range"]["lowest"]
    for each in mine["open_questions"]:
        assert [outcome["level"] for outcome in each["outcomes"]] == asked.said[each["criterion"]]
        assert sum(Fraction(str(outcome["probability"])) for outcome in each["outcomes"]) == 1
        for outcome in each["outcomes"]:
            closed = {
                name: list(levels) if name != each["criterion"] else outcome["level"]
                for name, levels in asked.said.items()
            }
            [then] = results(matrix, [with_levels(asked.threat, closed)])
            assert (then["score"], then["band"]) == (outcome["score"], outcome["band"])
            assert then["range"]["lowest"] == outcome["lowest"]
            assert then["range"]["highest"] == outcome["highest"]
            assert outcome["highest"] - outcome["lowest"] <= width


@FEW
@given(questions(matrices(), most=1))
def test_without_a_headline_band_the_most_likely_one_is_counted_over_the_completions(
    question: tuple[Matrix, list[Asked]],
) -> None:
    """What closing a gap does to a band that nobody stands in for can only be said in chances."""
    matrix, [asked] = question
    [mine] = results(matrix, [asked.threat], distribution=True)
    if matrix.result.band is None or mine["band"] is not None:
        assert all(each["likely_band_changes"] is None for each in mine["open_questions"])
        return
    whole = results(matrix, completions(matrix, asked))
    names = [criterion.key for criterion in matrix.criteria]
    ways = list(product(*(asked.said[name] for name in names)))
    order = _band_order(matrix)

    def most_likely(name: str, level: str | None) -> str:
        bands: Counter[str] = Counter(
            result["band"]
            for way, result in zip(ways, whole, strict=True)
            if level is None or way[names.index(name)] == level
        )
        return max(bands, key=lambda band: (bands[band], order.index(band)))

    for each in mine["open_questions"]:
        name = each["criterion"]
        now = most_likely(name, None)
        changed = [most_likely(name, level) != now for level in asked.said[name]]
        exact = Fraction(sum(changed), len(changed))
        assert abs(Fraction(str(each["likely_band_changes"])) - exact) <= Fraction(1, 10**4)


def steps_between(matrix: Matrix, one: dict[str, str], other: dict[str, str]) -> int:
    scales = {s.key: [level.key for level in s.levels] for s in matrix.scales}
    keys = {criterion.key: scales[criterion.scale] for criterion in matrix.criteria}
    return sum(abs(keys[name].index(one[name]) - keys[name].index(other[name])) for name in keys)


@FEW
@given(questions(matrices(), most=1, completions=1))
def test_no_smaller_change_flips_the_band_than_those_listed(
    question: tuple[Matrix, list[Asked]],
) -> None:
    """The nearest flip is what a moderator argues about; a nearer one overlooked would mislead."""
    matrix, [asked] = question
    [mine] = results(matrix, [asked.threat], flips=20)
    said = {name: levels[0] for name, levels in asked.said.items()}
    scales = {s.key: [level.key for level in s.levels] for s in matrix.scales}
    names = list(said)
    every = list(product(*(scales[c.scale] for c in matrix.criteria)))
    if len(every) > 3000 or matrix.result.band is None:
        return
    others = [dict(zip(names, levels, strict=True)) for levels in every]
    scored = results(matrix, [with_levels(asked.threat, each) for each in others])
    order = _band_order(matrix)
    for found in mine.get("flips", []):
        if found["reason"] is not None and not found["complete"]:
            continue
        better = (1).__mul__ if found["direction"] == "up" else (-1).__mul__
        here = better(order.index(mine["band"]))
        reached = Counter(
            steps_between(matrix, said, each)
            for each, result in zip(others, scored, strict=True)
            if better(order.index(result["band"])) > here
        )
        if not reached:
            assert found["steps"] is None
            continue
        assert found["steps"] == min(reached)
        assert len(found["flips"]) == min(20, reached[min(reached)])
        assert found["complete"] == (reached[min(reached)] <= 20)


def _band_order(matrix: Matrix) -> list[str]:
    node = next(each for each in matrix.nodes if each.key == matrix.result.band)
    if node.bands:
        return [band.key for band in node.bands]
    gives = next(scale for scale in matrix.scales if scale.key == node.gives)
    return [level.key for level in gives.levels]
