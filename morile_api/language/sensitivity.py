"""Sensitivity: how far bands and the ranking hang on the exact figures of a matrix."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from morile_api.language.assessment import MatrixMark, captioned
from morile_api.language.display import between, table, words
from morile_api.language.faults import Code, Fault
from morile_api.language.matrix import Matrix
from morile_api.language.submission import Words, choice, component_name, submission_type

Figure = int | float

MOST_TRIALS = 1000
WIDEST = 0.5

BY = "How far each figure may move, as a share of itself: 0.1 is ten per cent."
OF = "A scale, whose points are bounded, or a node, whose weights are."
BOUNDS = "Bounds of their own for the points of a scale or the weights of a node; by is for others."
TRIALS = "How many times all figures are drawn anew."
SEED = "Of the draws: the same seed, the same answer."

By = Annotated[float, Meta(ge=0, le=WIDEST, description=BY)]
Trials = Annotated[float, Meta(ge=1, le=MOST_TRIALS, multiple_of=1, description=TRIALS)]
Seed = Annotated[float, Meta(ge=0, le=2**32 - 1, multiple_of=1, description=SEED)]


class ThreatStability(msgspec.Struct, frozen=True):
    """One threat under other figures.

    Attributes:
        index: its place in the request.
        ref: the caller's reference.
        score: with the figures as they are; null where an open answer leaves none.
        band: the same.
        bands: in what share of the trials it fell in which band.
        best_rank: the best place it took, ties sharing the better one.
        worst_rank: the worst.
    """

    index: int
    ref: str
    score: Figure | None
    band: str | None
    bands: dict[str, Figure]
    best_rank: int | None
    worst_rank: int | None


class Reversal(msgspec.Struct, frozen=True):
    """Two neighbours of the ranking that change places in some trials."""

    above: str
    below: str
    share: Figure


class FigureEffect(msgspec.Struct, frozen=True):
    """One figure moved alone to an end of its bounds, and whose band that changes."""

    figure: str
    moved: Figure
    bands_changed: int
    refs: tuple[str, ...]


class SensitivityAnswer(msgspec.Struct, frozen=True):
    """How stable bands and ranking are.

    Attributes:
        matrix: whose figures were varied.
        engine_version: that varied them.
        by: how far each figure moved at most, as a share of itself, where the request set no bound
            of its own for it.
        trials: how often all were drawn anew, evenly within these bounds.
        seed: of the draws.
        bands_kept: share of all threats in all trials that kept their band.
        order_kept: share of all neighbours of the ranking in all trials that did not change places;
            null where no two threats have different scores.
        threats: one a submission.
        reversals: neighbours of the ranking that changed places, most often first.
        figures: those that change a band when they move alone, exactly; most bands first.
    """

    matrix: MatrixMark
    engine_version: str
    by: Figure
    trials: int
    seed: int
    bands_kept: Figure | None
    order_kept: Figure | None
    threats: tuple[ThreatStability, ...]
    reversals: tuple[Reversal, ...]
    figures: tuple[FigureEffect, ...]

    def _repr_html_(self) -> str:
        """Each threat with the bands and ranks it took, the least firm first, for a notebook."""
        loose = sorted(self.threats, key=lambda it: it.bands.get(it.band or "", 0))
        rows = [
            (
                it.ref,
                it.score,
                words(it.band),
                ", ".join(f"{words(band)} {share}" for band, share in it.bands.items()) or None,
                between(it.best_rank, it.worst_rank) if it.best_rank else None,
            )
            for it in loose
        ]
        notes = [f"Figures moved by {self.by} of themselves at most, {self.trials} times."]
        if self.bands_kept is not None:
            notes += [f"Share of bands kept: {self.bands_kept}."]
        header = ("reference", "score", "band", "share of the trials in each band", "ranks")
        return table(captioned("Sensitivity", self.matrix), header, rows, notes)


def sensitivity_requests(
    matrices: Sequence[Matrix], words: Words, limit: int
) -> dict[str, type[msgspec.Struct]]:
    """Requests by matrix id; `vary` says which figures move."""
    return {matrix.id: _request_type(matrix, words, limit) for matrix in matrices}


def _request_type(matrix: Matrix, words: Words, limit: int) -> type[msgspec.Struct]:
    submission: Any = submission_type(matrix, words)
    many = Annotated[list[submission], Meta(min_length=1, max_length=limit)]
    bound: Any = _bound_type(matrix)
    bounds = Annotated[list[bound] | None, Meta(description=BOUNDS)]
    return msgspec.defstruct(
        component_name(matrix, "SensitivityRequest"),
        [
            ("submissions", many),
            ("vary", Literal["points", "weights", "both"], "both"),
            ("by", By, 0.1),
            ("bounds", bounds, None),
            ("trials", Trials, 200.0),
            ("seed", Seed, 0.0),
        ],
        namespace={"__doc__": f"Submissions to score again under other figures of {matrix.id}."},
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="matrix",
        tag=matrix.id,
    )


def _bound_type(matrix: Matrix) -> type[msgspec.Struct]:
    weighted = [node.key for node in matrix.nodes if node.weights is not None]
    keys = dict.fromkeys([*(scale.key for scale in matrix.scales), *weighted])
    return msgspec.defstruct(
        component_name(matrix, "Bound"),
        [("of", Annotated[choice(list(keys)), Meta(description=OF)]), ("by", By)],
        namespace={"__doc__": f"How far the points of a scale or weights of {matrix.id} may move."},
        frozen=True,
        forbid_unknown_fields=True,
    )


def bound_faults(keys: Sequence[str | None]) -> list[Fault]:
    """Bounds that are set twice.

    Args:
        keys: of scales and nodes, as a request names them; None for one that names none.
    """
    detail = "bounded twice; keep one"
    return [
        Fault(f"/bounds/{place}/of", Code.REPEATED_CHOICE, detail)
        for place, key in enumerate(keys)
        if key is not None and key in keys[:place]
    ]
