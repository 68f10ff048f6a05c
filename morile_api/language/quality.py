"""The quality report of a matrix: what the literature says goes wrong, counted for this one."""

import msgspec

Figure = int | float


class CriterionQuality(msgspec.Struct, frozen=True):
    """What one criterion can do.

    Attributes:
        criterion: which.
        band_changes: how often a change of its level alone changes the headline band, as a share
            of all pairs of its levels in all settings of the others; 0 means it never can; null
            where the matrix has no bands.
        moves_at_least: the smallest share of the whole range of scores that going from its lowest
            to its highest level covers, over the settings of the others.
        moves_at_most: the largest.
    """

    criterion: str
    band_changes: Figure | None
    moves_at_least: Figure
    moves_at_most: Figure


class IdleCriterion(msgspec.Struct, frozen=True):
    """A criterion that cannot change the headline band, or the score where there are no bands.

    Attributes:
        criterion: which.
        feeds: the nodes it moves.
        reason: why it cannot.
    """

    criterion: str
    feeds: list[str]
    reason: str


class Quality(msgspec.Struct, frozen=True):
    """How a matrix behaves when every level is equally likely and answers are independent.

    Attributes:
        distinct_scores: how many scores it can give; null where that is not worked out.
        tied: share of random pairs of submissions with the same score, an answer paired with
            itself included.
        most_common: the largest share of submissions that have one and the same score.
        misordered: share of random pairs that the scores put the other way round than the
            underlying order does; null where there is none (grids).
        bands: share of submissions in each headline band. Where exact they add up to 1, and a band
            that is possible has at least 0.0001.
        criteria: what each criterion of the headline can do.
        idle: the criteria that cannot change the headline band, or the score where there are no
            bands, and why.
        exact: per figure that is given, whether it is of every submission there is; else it is
            drawn, and printed to no more decimals than the draws support.
        sampled: how many submissions were drawn for `bands` and `criteria`; 0 where both are exact.
        pairs: how many pairs were drawn for `misordered`; 0 where it is not given.
        seed: of the draws: the same report comes out everywhere.
    """

    distinct_scores: int | None
    tied: Figure | None
    most_common: Figure | None
    misordered: Figure | None
    bands: dict[str, Figure]
    criteria: list[CriterionQuality]
    idle: list[IdleCriterion]
    exact: dict[str, bool]
    sampled: int
    pairs: int
    seed: int
