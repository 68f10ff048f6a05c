"""The most likely band of a threat whose headline has none, and which answers would change it."""

from collections.abc import Sequence

import msgspec

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.distribution import MOST_STEPS, Odds, Steps, spread_of_node
from morile_api.engine.lexicon import Meaning
from morile_api.engine.prospects import band_weights


class LikelyBand:
    """The most likely band of one threat; of equally likely ones the highest.

    `too_much` says whether anything was too much to work out: all its distributions together take
    as many steps as one may.
    """

    def __init__(self, matrix: CompiledMatrix, odds: Odds, said: Sequence[Meaning]) -> None:
        self.matrix, self.odds, self.said = matrix, odds, said
        self.number = matrix.score if matrix.band is None else matrix.band
        self.steps = Steps(MOST_STEPS)
        self.too_much = False
        self.now = self._most_likely(said)

    def changes(self, criterion: int) -> int | None:
        """How much of the weight of an answer's levels makes another band the most likely.

        None where working it out would be too much.
        """
        mine = self.said[criterion]
        if self.matrix.directions[self.number].of[criterion] == 0:
            return 0
        changes = 0
        for level, weight in zip(mine.levels, mine.weights, strict=True):
            if weight and not self.too_much:
                closed = list(self.said)
                closed[criterion] = msgspec.structs.replace(mine, levels=(level,), weights=(1,))
                changes += weight * (self._most_likely(closed) != self.now)
        return None if self.too_much else changes

    def _most_likely(self, said: Sequence[Meaning]) -> int | None:
        found = spread_of_node(self.matrix, self.odds, self.number, said, self.steps)
        if found is None:
            self.too_much = True
            return None
        weights = band_weights(self.matrix, found)
        # The highest of equally likely ones: missing intelligence does not lower a threat.
        return max(weights, key=lambda number: (weights[number], number))
