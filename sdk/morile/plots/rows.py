"""Rows: what a picture of many threats needs of each, from answers or from a frame."""

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

import msgspec

from morile.plots.given import hold_bands, hold_mark, hold_vector, is_frame
from morile.plots.look import bands_of
from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import Assessed, AssessmentAnswer, Number, Refused
from morile_api.language.prioritised import PriorityAnswer

NEEDED = ("ref", "score", "lowest", "highest")

Results = Iterable[Assessed | Refused] | AssessmentAnswer | PriorityAnswer
"""What clients give, or a frame from `morile.frames.score` with a column `ref`."""


class Row(msgspec.Struct, frozen=True):
    """One threat: its score and band, null where gaps leave none, its range and its nodes.

    `vector` is null where what was given does not hold it.
    """

    ref: str
    score: Number | None
    band: str | None
    lowest: Number
    highest: Number
    nodes: dict[str, Number | None] = {}
    marking: str | None = None
    vector: str | None = None


def rows_of(results: Results | Any, document: MatrixDocument) -> list[Row]:
    """The rows, most serious first; those without a score last. Refusals are left out.

    Raises:
        ValueError: there is none, a frame lacks a column, or they are of another matrix.
    """
    found, lowest = rows_in(results, document), -sys.float_info.max
    return sorted(found, key=lambda it: (it.score is None, -(it.score or 0), -it.highest or lowest))


def rows_in(results: Results | Any, document: MatrixDocument) -> list[Row]:
    """The rows in the order they come in.

    Args:
        results: assessments, an answer that holds them, or a frame.
        document: the matrix that they are to be drawn with.

    Raises:
        ValueError: as for `rows_of`.
    """
    if isinstance(results, AssessmentAnswer | PriorityAnswer):
        hold_mark(results.matrix, document)
    if isinstance(results, PriorityAnswer):
        found = _ranked(results)
    elif is_frame(results):
        found = _framed(results)
    else:
        every = results.results if isinstance(results, AssessmentAnswer) else results
        found = [_row(each) for each in every if isinstance(each, Assessed)]
    if not found:
        raise ValueError("nothing to draw: no submission was assessed")
    for row in found:
        if row.vector is not None:
            hold_vector(row.vector, document)
    hold_bands({row.band for row in found if row.band}, document, bands_of(document))
    return found


def _row(it: Assessed) -> Row:
    nodes = {key: node.score for key, node in it.nodes.items()}
    low, high = it.range.lowest, it.range.highest
    return Row(it.ref, it.score, it.band, low, high, nodes, it.marking, it.vector)


def _ranked(answer: PriorityAnswer) -> list[Row]:
    ranked = [
        Row(it.ref, it.score, it.band, it.range.lowest, it.range.highest, {}, answer.marking)
        for it in answer.ranking
    ]
    return ranked + [
        Row(it.ref, None, None, it.range.lowest, it.range.highest, {}, answer.marking)
        for it in answer.unranked
    ]


def _framed(frame: Any) -> list[Row]:
    if find_spec("narwhals") is None:
        raise ValueError("frames need their extra: pip install 'morile[frames]'")
    import narwhals as nw

    seen = nw.from_native(frame)
    table = seen.collect() if isinstance(seen, nw.LazyFrame) else seen
    lacking = [name for name in NEEDED if name not in table.columns]
    if lacking:
        raise ValueError(
            f"the frame lacks {', '.join(lacking)}; give what morile.frames.score gave, "
            "with the column ref"
        )
    ends = "_score"
    nodes = [name for name in table.columns if name.endswith(ends)]
    return [
        Row(
            str(row["ref"]),
            _number(row["score"]),
            _text(row.get("band")),
            _number(row["lowest"]) or 0,
            _number(row["highest"]) or 0,
            {name.removesuffix(ends): _number(row[name]) for name in nodes},
            _text(row.get("marking")),
            _text(row.get("vector")),
        )
        for row in table.iter_rows(named=True)
        if _number(row["lowest"]) is not None
    ]


def _number(value: Any) -> Number | None:
    """A figure, whole ones without a point, as an assessment has them.

    Frames of pandas say that there is none with one that is not equal to itself.
    """
    if value is None or value != value:
        return None
    return int(value) if value == int(value) else value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
