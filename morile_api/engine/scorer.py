"""A scorer: a compiled matrix with everything that is worked out once for it."""

import msgspec

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.describe import mark_of
from morile_api.engine.distribution import Odds, odds_of
from morile_api.engine.explain import Explainer, explainer_of
from morile_api.engine.lexicon import Lexicon, lexicon_of
from morile_api.engine.spelling import Spelling, spelling_of
from morile_api.language.assessment import MatrixMark


class Scorer(msgspec.Struct, frozen=True, eq=False):
    """What reading answers, spelling scores and giving reasons needs."""

    matrix: CompiledMatrix
    lexicon: Lexicon
    explainer: Explainer
    spelling: Spelling
    odds: Odds
    mark: MatrixMark


def scorer_of(matrix: CompiledMatrix) -> Scorer:
    """Everything that is worked out once per matrix."""
    return Scorer(
        matrix=matrix,
        lexicon=lexicon_of(matrix),
        explainer=explainer_of(matrix),
        spelling=spelling_of(matrix),
        odds=odds_of(matrix),
        mark=mark_of(matrix),
    )
