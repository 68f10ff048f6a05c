"""Frames of pandas: their columns as codes, and result columns of their kind."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.level_column import LevelColumn, level_column
from morile_api.tables.found import Found


def levels(pandas: Any, series: Any) -> LevelColumn:
    """A column of words as codes.

    Args:
        pandas: the module.
        series: categorical, text, or objects: texts or lists of texts.
    """
    if isinstance(series.dtype, pandas.CategoricalDtype):
        return LevelColumn(series.array.codes, tuple(series.cat.categories))
    try:
        codes, words = pandas.factorize(series)
    except TypeError:
        pairs = zip(series, series.isna(), strict=True)
        return level_column([None if null else _joined(said) for said, null in pairs])
    return LevelColumn(codes, tuple(words))


def _joined(said: Any) -> Any:
    """A list of levels as one text; what is no text stays no text, to be refused in its row."""
    if isinstance(said, list | tuple | np.ndarray):
        return "|".join(map(str, said))
    return said if isinstance(said, Hashable) else type(said)


def column(pandas: Any, found: Found) -> Any:
    """A result column: an array of floats, or a categorical."""
    if found.figures:
        return found.floats()
    return pandas.Categorical.from_codes(found.codes, list(found.choices), ordered=found.ordered)


def texts(pandas: Any, said: NDArray[Any]) -> Any:
    """A result column of texts that differ by row; None where there is none."""
    return pandas.Series(said).array


def with_columns(frame: Any, added: Mapping[str, Any]) -> Any:
    """The frame with further columns, its index and its other columns untouched."""
    return frame.assign(**added)


def names(frame: Any) -> Sequence[str]:
    """The columns' names, as they stand."""
    return list(frame.columns)
