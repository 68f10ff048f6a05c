"""Change shares: what each agreed change adds to the score, whatever order they are listed in."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from morile_api.engine.change.entangled import entangled
from morile_api.engine.change.shapley import shapley
from morile_api.engine.compiled import NO_LEVEL, CompiledMatrix
from morile_api.engine.lexicon import meaning
from morile_api.engine.score import MANY, score
from morile_api.language.answer import Answer


def change_shares(
    matrix: CompiledMatrix, before: Mapping[str, Answer], after: Mapping[str, Answer]
) -> tuple[dict[str, int], int]:
    """Each changed criterion's Shapley value of the difference of the exact headline score.

    Criteria of different groups do not bear on one another, so each group is a game of its own.

    Args:
        matrix: compiled.
        before: all answers, criterion key -> answer; in at most MOST_PARTS criteria of a group do
            they differ from those after.
        after: the same afterwards.

    Returns:
        Shares by criterion, and the number they are all over beside the score's own denominator;
        they add up to the difference. Criteria that do not feed the headline are left out.
    """
    codes = [counted(matrix, answers) for answers in (before, after)]
    keys = [criterion.key for criterion in matrix.definition.criteria]
    games: list[tuple[list[int], list[int], int]] = []
    for group in entangled(matrix):
        players = sorted(place for place in group if codes[0][place] != codes[1][place])
        if players:
            values, over = shapley(_worths(matrix, codes[0], codes[1], players)[:, np.newaxis])
            games.append((players, [int(value) for value in values[:, 0]], over))
    # One factorial divides a larger one.
    common = max((over for _, _, over in games), default=1)
    shares = {
        keys[player]: value * (common // over)
        for players, values, over in games
        for player, value in zip(players, values, strict=True)
    }
    return shares, common


def _worths(
    matrix: CompiledMatrix, before: Sequence[int], after: Sequence[int], players: Sequence[int]
) -> Any:
    """The exact headline score with each subset of the changes made, by the subset's number."""
    subsets = np.arange(1 << len(players))
    columns = [np.full(len(subsets), level) for level in before]
    for bit, player in enumerate(players):
        columns[player] = np.where(subsets >> bit & 1, after[player], before[player])
    return score(matrix, columns, MANY).values[matrix.score]


def counted(matrix: CompiledMatrix, answers: Mapping[str, Answer]) -> list[int]:
    """The level that counts for each criterion; any where none does, for none is asked for then."""
    levels = [
        meaning(matrix, place, answer).headline for place, answer in enumerate(answers.values())
    ]
    return [0 if level == NO_LEVEL else level for level in levels]
