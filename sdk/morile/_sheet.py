"""The sheet: results as a CSV table, one row for every submission, refused ones with reasons."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from morile_api.language.assessment import Assessed, MatrixMark, NodeScore, Refused
from morile_api.sheets.further import Cell
from morile_api.sheets.guard import guarded
from morile_api.sheets.told import Source

NOTHING = NodeScore(None, None)

NO_MORE: Mapping[str, Cell] = MappingProxyType({})


def sheet(
    mark: MatrixMark,
    nodes: Sequence[str],
    results: Iterable[Assessed | Refused],
    source: Source,
    further: Mapping[str, Cell] = NO_MORE,
) -> Iterator[str]:
    """The table as lines of CSV, in the order of the input, each made when it is asked for.

    Args:
        mark: which matrix, and its status.
        nodes: keys of its nodes, in the order of an answer.
        results: of every submission.
        source: what they came from.
        further: columns that were asked for beside the usual ones, by name.
    """
    yield _line(columns_of(nodes, further))
    for result in results:
        yield _line(cells_of(mark, nodes, result, source, further))


def columns_of(nodes: Sequence[str], further: Mapping[str, Cell]) -> list[str]:
    """The columns of the table."""
    return [*_header(nodes), *further]


def cells_of(
    mark: MatrixMark,
    nodes: Sequence[str],
    result: Assessed | Refused,
    source: Source,
    further: Mapping[str, Cell],
) -> list[object]:
    """The row of one result; see `sheet`."""
    cells = (
        _assessed(result, source, nodes)
        if isinstance(result, Assessed)
        else _refused(result, source, nodes)
    )
    row = source.told[result.index].place
    more = [cell(result) if isinstance(result, Assessed) else None for cell in further.values()]
    return [*cells, f"{mark.id}@{mark.version}", mark.status, mark.digest, row, *more]


def _line(cells: Sequence[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _header(nodes: Sequence[str]) -> list[str]:
    return [
        *("ref", "organisation", "threat_type", "status"),
        *("score", "band", "lowest", "highest", "bands"),
        *(f"{node}_{what}" for node in nodes for what in ("score", "band")),
        *("gaps", "confidence", "information_date", "marking", "vector", "digest", "faults"),
        *("matrix", "matrix_status", "matrix_digest", "row"),
    ]


def _assessed(result: Assessed, source: Source, nodes: Sequence[str]) -> list[object]:
    told = source.told[result.index]
    scores = [result.nodes.get(node, NOTHING) for node in nodes]
    confidence = (result.confidence or {}).items()
    return [
        *(guarded(result.ref), told.organisation, told.threat_type, "assessed"),
        *(result.score, result.band, result.range.lowest, result.range.highest),
        "|".join(result.range.bands),
        *(figure for each in scores for figure in (each.score, each.band)),
        "|".join(result.gaps),
        "|".join(f"{section}:{stated}" for section, stated in confidence),
        *(result.information_date, result.marking, result.vector, result.digest, None),
    ]


def _refused(result: Refused, source: Source, nodes: Sequence[str]) -> list[object]:
    start = f"/submissions/{result.index}"
    faults = [
        f"{source.place(result.index, each.pointer.removeprefix(start))}: {each.detail}"
        for each in result.problem.errors
    ]
    empty = [None] * (len(_header(nodes)) - len(_header([])))
    return [
        *(guarded(result.ref or ""), None, None, "refused", None, None, None, None, None),
        *(*empty, None, None, None, None, None, None, "\n".join(faults)),
    ]
