"""Standing apart: how far, and which way, somebody's levels lie from the others' on shared threats.

A distance is the level less the mean level of the others, in steps of the scale; all sums are kept
over one denominator. Somebody stands apart whose mean distance is at least LEAST and so one-sided,
threat by threat, that a sign test (exact, two-sided) would find it by chance in at most CHANCE of
all comparisons, shared out over all who are compared.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.agreement.identity import Identity
from morile_api.engine.agreement.panel import Sheet
from morile_api.engine.figures import printed
from morile_api.engine.memo import Memo
from morile_api.language.agreement import CriterionDistance, Standing, Way
from morile_api.language.assessment import Number

LEAST = Fraction(1, 4)
CHANCE = Fraction(1, 20)
DECIMALS = 3
"""Of printed distances."""

LARGEST = 2**62

RULE = (
    "A mean distance of at least 0.25 of a level step, and so one-sided over the threats that a "
    "two-sided sign test gives it a chance of at most 5 per cent, divided by the number compared."
)

Whole = NDArray[Any]


class Distances(msgspec.Struct, frozen=True, eq=False):
    """Signed distances from the others, summed.

    Attributes:
        over: what the sums are over.
        sums: (groups, criteria).
        answers: (groups, criteria) how many each sum has.
        sides: (3, groups) threats on which the group is below, level with and above the others.
    """

    over: int
    sums: Whole
    answers: Whole
    sides: Whole


def distances(sheet: Sheet, group: NDArray[np.intp], groups: int) -> Distances:
    """How far every group of submissions is from the others on the same threats.

    Args:
        sheet: the answers; those of one level take part.
        group: per submission, its group.
        groups: how many there are.
    """
    cells, cell = np.unique(sheet.threat * groups + group, return_inverse=True)
    found = [_gaps(sheet.threat, cell, levels) for levels in sheet.levels]
    over = lcm(*{others for _, _, many in found for others in np.unique(many).tolist()})
    # A level is below 63, so a gap over its others is too, and there are so many gaps.
    wide = 63 * over * sheet.levels.size > LARGEST
    kind: Any = object if wide else np.int64
    sums = np.zeros((groups, len(found)), dtype=kind)
    answers = np.zeros((groups, len(found)), dtype=np.int64)
    by_cell, met = np.zeros(len(cells), dtype=kind), np.zeros(len(cells), dtype=bool)
    for criterion, (rows, gaps, others) in enumerate(found):
        scaled = gaps.astype(kind) * (over // others.astype(kind))
        np.add.at(sums[:, criterion], group[rows], scaled)
        answers[:, criterion] = np.bincount(group[rows], minlength=groups)
        np.add.at(by_cell, cell[rows], scaled)
        met[cell[rows]] = True
    side = 1 + (by_cell > 0).astype(np.intp) - (by_cell < 0)
    counts = np.bincount((cells % groups * 3 + side)[met], minlength=3 * groups)
    return Distances(over, sums, answers, counts.reshape(groups, 3).T)


def _gaps(
    threat: NDArray[np.intp], cell: NDArray[np.intp], levels: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
    """Rows with others to compare with; level less the others' mean, times those others; them."""
    said = np.flatnonzero(levels >= 0)
    mine = levels[said]

    def rest(place: NDArray[np.intp]) -> tuple[Whole, Whole]:
        sums = np.zeros(int(place.max(initial=-1)) + 1, dtype=np.int64)
        np.add.at(sums, place, mine)
        return np.bincount(place)[place], sums[place]

    (everyone, whole), (own, part) = rest(threat[said]), rest(cell[said])
    others = everyone - own
    kept = others > 0
    gaps = mine * others - (whole - part)
    return said[kept], gaps[kept], others[kept]


def standings(
    sheet: Sheet, group: NDArray[np.intp], who: Sequence[Identity], criteria: Sequence[str]
) -> list[Standing]:
    """Where every group stands, in the groups' order.

    Args:
        sheet: the answers.
        group: per submission, its group.
        who: the groups.
        criteria: their keys.
    """
    found = distances(sheet, group, len(who))
    submissions = np.bincount(group, minlength=len(who)).tolist()
    tests = int(np.count_nonzero(found.sides.sum(axis=0)))
    made = Memo(lambda key: _distance(key, found.over))
    listed = []
    for number, identity in enumerate(who):
        sums, answers = found.sums[number].tolist(), found.answers[number].tolist()
        below, level, above = found.sides[:, number].tolist()
        total, count = sum(sums), sum(answers)
        keys = zip(criteria, sums, answers, strict=True)
        listed.append(
            Standing(
                organisation=identity.organisation,
                assessor=identity.assessor,
                period=identity.period,
                submissions=submissions[number],
                answers=count,
                threats=below + level + above,
                above=above,
                level=level,
                below=below,
                mean_steps=mean(total, found.over * count),
                stands_apart=way(total, found.over * count, above, below, tests),
                criteria=tuple(made[key] for key in keys if key[2]),
            )
        )
    return listed


def _distance(key: tuple[str, int, int], over: int) -> CriterionDistance:
    criterion, total, answers = key
    return CriterionDistance(criterion, answers, mean(total, over * answers))


def mean(total: int, count: int) -> Number | None:
    """A printed mean; None of nothing."""
    return printed(total, count, DECIMALS) if count else None


def way(total: int, count: int, above: int, below: int, tests: int) -> Way | None:
    """Which way somebody stands apart, if they do.

    Args:
        total: sum of the distances.
        count: how many there are (over the same denominator).
        above: threats on which they are above the others.
        below: threats on which they are below.
        tests: how many are compared.
    """
    if count == 0 or Fraction(abs(total), count) < LEAST:
        return None
    most = above if total > 0 else below
    if 2 * tests * tail(above + below, most) > CHANCE:
        return None
    return "higher" if total > 0 else "lower"


def tail(throws: int, heads: int) -> Fraction:
    """The chance that a fair coin falls heads at least so often."""
    ways = here = 1
    for more in range(throws, heads, -1):
        # C(n, k - 1) from C(n, k), from all heads downwards.
        here = here * more // (throws - more + 1)
        ways += here
    return Fraction(ways, 2**throws)
