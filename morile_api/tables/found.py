"""Found: result columns in no kind of frame yet, as codes into what they stand for."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.assess_columns import BLOCK
from morile_api.engine.columns.outcome import Outcome, printed_scores
from morile_api.engine.columns.tables import Sides

Choice = str | int | float


class Found(msgspec.Struct, frozen=True, eq=False):
    """One result column.

    Attributes:
        name: of the column.
        codes: (rows,) places in `choices`; -1 where the row has none.
        choices: different texts, or different figures.
        ordered: whether the texts rise, as bands do.
    """

    name: str
    codes: NDArray[Any]
    choices: Sequence[Choice]
    ordered: bool = False

    @property
    def figures(self) -> bool:
        """Whether it holds numbers; they are then given as 64-bit floats."""
        return not self.choices or not isinstance(self.choices[0], str)

    @property
    def some_absent(self) -> bool:
        """Whether any row has none."""
        return self.codes.dtype.kind == "i" and bool(len(self.codes)) and self.codes.min() < 0

    def floats(self) -> NDArray[Any]:
        """(rows,) its numbers; NaN where a row has none."""
        table = np.array([*self.choices, np.nan], dtype=np.float64)
        # The last is where -1 leads.
        mode: Any = "wrap" if self.some_absent else "clip"
        made = np.empty(len(self.codes))
        for start in range(0, len(made), BLOCK):
            rows = slice(start, start + BLOCK)
            np.take(table, self.codes[rows], out=made[rows], mode=mode)
        return made


def found_in(outcome: Outcome, nodes: bool = False) -> list[Found]:
    """The result columns of an outcome: score, band, lowest, highest, bands, gaps, faults.

    Args:
        outcome: of scoring.
        nodes: whether the score and band of every node stand beside them.
    """
    matrix = outcome.matrix
    faulty = outcome.faulty
    columns = [_headline("score", outcome, matrix.score, faulty)]
    if matrix.band is not None:
        columns.append(_band("band", outcome, matrix.band, faulty))
    columns.append(_scores("lowest", outcome, matrix.score, outcome.lowest, faulty))
    columns.append(_scores("highest", outcome, matrix.score, outcome.highest, faulty))
    if matrix.band is not None:
        columns.append(_between(outcome, matrix.band, faulty))
    for number in outcome.nodes if nodes else ():
        key = matrix.nodes[number].key
        columns.append(_headline(f"{key}_score", outcome, number, faulty))
        if matrix.nodes[number].bands:
            columns.append(_band(f"{key}_band", outcome, number, faulty))
    gaps = ["|".join(each) for each in outcome.gaps.choices]
    columns.append(Found("gaps", _unless(faulty, outcome.gaps.codes), gaps))
    columns.append(_faults(outcome))
    return columns


def left_out(found: Found, rows: NDArray[Any]) -> Found:
    """The column with nothing in some of its rows.

    Args:
        found: the column.
        rows: (rows,) whether a row is to have nothing.
    """
    return msgspec.structs.replace(found, codes=_unless(rows, found.codes))


def _headline(name: str, outcome: Outcome, node: int, faulty: NDArray[Any]) -> Found:
    found = _scores(name, outcome, node, outcome.headline, faulty)
    absent = outcome.absent.get(node)
    codes = found.codes if absent is None else _unless(absent, found.codes)
    return Found(name, codes, found.choices)


def _scores(name: str, outcome: Outcome, node: int, side: Sides, faulty: NDArray[Any]) -> Found:
    at, spelt = printed_scores(outcome.matrix, node, side.values[node])
    return Found(name, _unless(faulty, at), spelt)


def _band(name: str, outcome: Outcome, node: int, faulty: NDArray[Any]) -> Found:
    absent = outcome.absent.get(node)
    without = faulty if absent is None else absent | faulty
    codes = _unless(without, outcome.headline.bands[node])
    return Found(name, codes, outcome.matrix.nodes[node].bands, ordered=True)


def _between(outcome: Outcome, node: int, faulty: NDArray[Any]) -> Found:
    """The bands from the lowest to the highest, `low|moderate`, as every pair there can be."""
    names = outcome.matrix.nodes[node].bands
    count = len(names)
    texts = ["|".join(names[low : high + 1]) for low in range(count) for high in range(count)]
    pairs = [place for place, text in enumerate(texts) if text]
    place_of = np.full(count * count, -1, dtype=np.int16)
    place_of[pairs] = np.arange(len(pairs))
    flat = outcome.lowest.bands[node].astype(np.int16) * count + outcome.highest.bands[node]
    return Found("bands", _unless(faulty, place_of.take(flat)), [texts[each] for each in pairs])


def _unless(absent: NDArray[Any], codes: NDArray[Any]) -> NDArray[Any]:
    if not absent.any():
        return codes
    wide = np.promote_types(codes.dtype, np.int8)
    return np.where(absent, wide.type(-1), codes)


def _faults(outcome: Outcome) -> Found:
    """Each combination of faults as a text, a line for each criterion."""
    criteria = outcome.matrix.definition.criteria
    told = [
        "\n".join(f"{criteria[number].key}: {wrong.detail}" for number, wrong in each)
        for each in outcome.faults.choices[1:]
    ]
    if not told:
        return Found("faults", np.broadcast_to(np.int8(-1), outcome.rows), [""])
    return Found("faults", outcome.faults.codes - 1, told)
