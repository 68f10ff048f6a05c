"""Frames for tests: the same table in every kind, and any kind as plain rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

Table = Mapping[str, Sequence[Any]]


def _duckdb(table: Table) -> Any:
    return duckdb.from_arrow(pa.table(dict(table)))


def _dictionaries(table: Table) -> Any:
    texts = pa.table(dict(table))
    columns = [
        each.dictionary_encode() if pa.types.is_string(each.type) else each for each in texts
    ]
    return pa.table(columns, names=texts.column_names)


KINDS: dict[str, Callable[[Table], Any]] = {
    "pandas": lambda table: pd.DataFrame(dict(table)),
    "pandas, objects": lambda table: pd.DataFrame(dict(table), dtype=object),
    "pandas, categories": lambda table: pd.DataFrame(dict(table)).astype("category"),
    "polars": lambda table: pl.DataFrame(dict(table)),
    "polars, categories": lambda table: pl.DataFrame(dict(table)).cast({pl.String: pl.Categorical}),
    "polars, lazy": lambda table: pl.LazyFrame(dict(table)),
    "pyarrow": lambda table: pa.table(dict(table)),
    "pyarrow, dictionaries": _dictionaries,
    "duckdb": _duckdb,
}
"""Makers of each kind of frame, from columns as lists; None is a null."""


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Any frame as rows, nulls as None."""
    seen: Any = nw.from_native(frame)
    if isinstance(seen, nw.LazyFrame):
        seen = seen.collect()
    columns = {}
    for name in seen.columns:
        series = seen[name]
        pairs = zip(series.to_list(), series.is_null().to_list(), strict=True)
        columns[name] = [None if null else value for value, null in pairs]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def example(
    physical_harm: Sequence[Any] = ("severe", "unknown", None),
    community_harm: Sequence[Any] = ("severe", "none|moderate", "none"),
    **more: Sequence[Any],
) -> dict[str, list[Any]]:
    """A table for the matrix of `a_definition`; by default a sound, an open and a faulty row."""
    harm = {"physical_harm": list(physical_harm), "community_harm": list(community_harm)}
    return {**harm, **{name: list(each) for name, each in more.items()}}
