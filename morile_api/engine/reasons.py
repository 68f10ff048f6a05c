"""Reasons: each criterion's share of the printed score, with the level it stands on."""

from collections.abc import Sequence

from morile_api.engine.apportion import apportioned
from morile_api.engine.coding import Coded
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.explain import Explainer, contributions
from morile_api.engine.figures import from_steps, printed_steps
from morile_api.engine.memo import Memo
from morile_api.engine.score import ONE, Scores, Ways
from morile_api.language.assessment import Contribution, Number


def reasons(
    matrix: CompiledMatrix,
    explainer: Explainer,
    coded: Coded,
    scores: Scores,
    figures: Sequence[Number | None],
    ways: Ways,
) -> list[tuple[Contribution, ...] | None]:
    """What each criterion of the headline adds, in the matrix's order; None where there is none.

    The printed shares add up to the printed score less the printed score of all-lowest.

    Args:
        matrix: compiled.
        explainer: of that matrix.
        coded: the answers.
        scores: of their headline levels.
        figures: the printed headline scores.
        ways: MANY for arrays, ONE for plain ints.
    """
    head, decimals = matrix.nodes[matrix.score], matrix.definition.decimals
    base = printed_steps(explainer.base[matrix.size + matrix.score], head.denominator, decimals)
    unit = 10**decimals
    whole = printed_steps(scores.values[matrix.score], head.denominator, decimals) - base
    shares, over = contributions(matrix, explainer, coded.headline, scores, ways)
    adds = apportioned(shares, over * head.denominator, whole, unit, ways)
    by_criterion = dict(zip(explainer.involved, adds, strict=True))
    columns = [
        _column(matrix, coded, criterion, ways.listed(by_criterion[criterion]), ways)
        for criterion in sorted(by_criterion)
    ]
    rows = zip(figures, zip(*columns, strict=True), strict=True)
    return [None if figure is None else row for figure, row in rows]


def _column(
    matrix: CompiledMatrix, coded: Coded, criterion: int, steps: list[int], ways: Ways
) -> list[Contribution]:
    """One criterion's share for every threat."""
    key = matrix.definition.criteria[criterion].key
    known, decimals = coded.meanings[criterion], matrix.definition.decimals

    def shown(pair: tuple[int, int]) -> Contribution:
        number, adds = pair
        said = known[number]
        return Contribution(
            key, said.answered, said.worth, from_steps(adds, decimals), said.counts_as
        )

    pairs = zip(ways.listed(coded.numbers[criterion]), steps, strict=True)
    return list(map(shown if ways is ONE else Memo(shown).__getitem__, pairs))
