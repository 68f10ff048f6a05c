"""Variants: a compiled matrix under moved figures, kept while the same question is asked again.

They rest on the matrix and the draws alone. So analysts who ask about one set of threats after
another with the same bounds and seed pay for the compiling once.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from morile_api.engine.appraisal.varying import Bounds, Figure, Vary, draws, figures_of, moved
from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.compiling.compile import assembled
from morile_api.language.faults import BadMatrix, BadSubmission, Code, Fault

MOST_KEPT = 250
"""Trials up to which the variants are kept, some ten kilobytes each; more are made as needed."""

QUESTIONS_KEPT = 8


def trials_of(
    base: CompiledMatrix, vary: Vary, bounds: Bounds, trials: int, seed: int
) -> Iterable[CompiledMatrix]:
    """The matrix once a trial, all figures drawn anew within the bounds.

    Raises:
        BadSubmission: figures moved so far would overflow 64 bits.
    """
    if trials <= MOST_KEPT:
        return _kept_trials(base, vary, bounds, trials, seed)
    return _made_trials(base, vary, bounds, trials, seed)


@lru_cache(maxsize=QUESTIONS_KEPT)
def _kept_trials(
    base: CompiledMatrix, vary: Vary, bounds: Bounds, trials: int, seed: int
) -> tuple[CompiledMatrix, ...]:
    return tuple(_made_trials(base, vary, bounds, trials, seed))


def _made_trials(
    base: CompiledMatrix, vary: Vary, bounds: Bounds, trials: int, seed: int
) -> Iterable[CompiledMatrix]:
    figures = figures_of(base.definition, vary)
    around = [bounds.around(figure) for figure in figures]
    for shares in draws(len(figures), trials, seed):
        moves = [share * most for share, most in zip(shares, around, strict=True)]
        yield _moved(base, figures, moves)


@lru_cache(maxsize=QUESTIONS_KEPT)
def single_moves(
    base: CompiledMatrix, vary: Vary, bounds: Bounds
) -> tuple[tuple[Figure, Decimal, CompiledMatrix], ...]:
    """The matrix with each figure alone at each end of its bounds.

    Raises:
        BadSubmission: a figure moved so far would overflow 64 bits.
    """
    return tuple(
        (figure, share, _moved(base, [figure], [share]))
        for figure in figures_of(base.definition, vary)
        for share in (-bounds.around(figure), bounds.around(figure))
        if share
    )


def _moved(
    base: CompiledMatrix, figures: Sequence[Figure], shares: Sequence[Decimal]
) -> CompiledMatrix:
    try:
        made = assembled(moved(base.definition, figures, shares), "")
    except BadMatrix as error:
        detail = "with figures moved so far the scores would overflow 64 bits; give by fewer digits"
        raise BadSubmission([Fault("/by", Code.OVERFLOW, detail)]) from error
    # Only the figures differ, and they are compiled: the words need not be kept again.
    return msgspec.structs.replace(made, definition=base.definition)
