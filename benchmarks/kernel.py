"""The kernel: columns of level codes to every node's score and band, against bare look-ups."""

import numpy as np

from benchmarks.mixes import MATRIX, catalogue
from benchmarks.results import Line, Part
from benchmarks.timing import timed
from morile_api.engine.assess import BLOCK
from morile_api.engine.score import MANY, score

ROWS = 1_000_000


def kernel() -> Part:
    """Every threat scored, and every answer's points only looked up, in the same blocks."""
    matrix = catalogue().scorers[MATRIX].matrix
    random = np.random.default_rng(0)
    columns = [random.integers(len(scale), size=ROWS) for scale in matrix.scales]
    blocks = [
        [column[start : start + BLOCK] for column in columns] for start in range(0, ROWS, BLOCK)
    ]

    def scored() -> None:
        for block in blocks:
            score(matrix, block, MANY)

    def gathered() -> None:
        for block in blocks:
            for points, column in zip(matrix.points, block, strict=True):
                points.many[column]

    turns = timed({"score": scored, "gather": gathered}, 21, 20)
    rate = ROWS / turns.median("score") / 1e6
    line = Line(
        work=f"{ROWS:,} threats, {matrix.size} criteria, {len(matrix.nodes)} nodes",
        ratio=turns.ratio("gather", "score"),
        goal=0.4,
        at_least=True,
        beside=f"{rate:.1f} million threats a second",
        peak=turns.peaks["score"],
    )
    against = "The speed of the kernel against that of a bare numpy look-up of the same columns."
    return Part("Kernel", against, [line])
