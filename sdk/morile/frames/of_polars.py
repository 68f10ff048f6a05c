"""Frames of polars: their columns as codes, and result columns of their kind."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.level_column import LevelColumn
from morile_api.tables.found import Found


def levels(polars: Any, series: Any) -> LevelColumn:
    """A column of words as codes.

    Args:
        polars: the module.
        series: Categorical, Enum, String, lists of String, or nothing but nulls.
    """
    if series.dtype == polars.Null:
        return LevelColumn(np.full(len(series), -1), ())
    if series.dtype == polars.List(polars.String):
        series = series.list.join("|")
    if series.dtype == polars.String:
        series = series.cast(polars.Categorical)
    if isinstance(series.dtype, polars.Enum):
        return _coded(series.to_physical(), tuple(series.dtype.categories))
    # The physical codes of a Categorical are those of all there are, not of this column.
    met = series.unique().drop_nulls()
    codes = met.to_physical().to_list()
    words: list[Any] = [None] * (max(codes, default=-1) + 1)
    for code, word in zip(codes, met.cast(polars.String).to_list(), strict=True):
        words[code] = word
    return _coded(series.to_physical(), tuple(words))


def _coded(codes: Any, words: tuple[Any, ...]) -> LevelColumn:
    """Unsigned codes, nulls among them: these get a code of their own, that of the last word."""
    if codes.null_count():
        codes = codes.cast(int).fill_null(len(words))
    return LevelColumn(codes.to_numpy(), (*words, None))


def column(polars: Any, found: Found) -> Any:
    """A result column: floats, an Enum where the texts rise, else a Categorical."""
    if found.figures:
        return polars.Series(found.floats(), nan_to_null=found.some_absent)
    kind = polars.Enum(list(found.choices)) if found.ordered else polars.Categorical
    choices = polars.Series([*found.choices, None], dtype=kind)
    codes = found.codes
    if found.some_absent:
        codes = np.where(codes < 0, len(found.choices), codes)
    return choices.gather(polars.Series(codes))


def texts(polars: Any, said: NDArray[Any]) -> Any:
    """A result column of texts that differ by row; None where there is none."""
    return polars.Series(said.tolist(), dtype=polars.String)


def with_columns(frame: Any, added: Mapping[str, Any]) -> Any:
    """The frame with further columns."""
    return frame.with_columns(**added)


def names(frame: Any) -> Sequence[str]:
    """The columns' names, as they stand."""
    return list(frame.columns)
