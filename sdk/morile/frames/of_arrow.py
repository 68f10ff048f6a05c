"""Tables of pyarrow: their columns as codes, and result columns of their kind."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from morile_api.engine.columns.level_column import LevelColumn
from morile_api.tables.found import Found


def levels(pyarrow: Any, column: Any) -> LevelColumn:
    """A column of words as codes.

    Args:
        pyarrow: the module.
        column: a chunked array: dictionary-encoded, text, lists of texts, or nothing but nulls.
    """
    types = pyarrow.types
    if types.is_null(column.type):
        return LevelColumn(np.full(len(column), -1), ())
    if types.is_list(column.type) or types.is_large_list(column.type):
        # Joining knows lists of this kind only: not those that promise to hold no null.
        column = pyarrow.compute.binary_join(column.cast(pyarrow.list_(pyarrow.string())), "|")
    if not types.is_dictionary(column.type):
        column = column.dictionary_encode()
    coded = column.unify_dictionaries().combine_chunks()
    words = tuple(coded.dictionary.to_pylist())
    codes = coded.indices
    if codes.null_count:
        codes = codes.cast(pyarrow.int64()).fill_null(-1)
    return LevelColumn(codes.to_numpy(zero_copy_only=False), words)


def column(pyarrow: Any, found: Found) -> Any:
    """A result column: doubles, or dictionary-encoded texts."""
    absent = found.codes < 0 if found.some_absent else None
    if found.figures:
        return pyarrow.array(found.floats(), mask=absent)
    codes = pyarrow.array(found.codes.astype(np.int32), mask=absent)
    choices = pyarrow.array(list(found.choices), pyarrow.string())
    # The codes are ours: they need no check.
    return pyarrow.DictionaryArray.from_arrays(codes, choices, ordered=found.ordered, safe=False)


def texts(pyarrow: Any, said: NDArray[Any]) -> Any:
    """A result column of texts that differ by row; None where there is none."""
    return pyarrow.array(said, pyarrow.string())


def with_columns(frame: Any, added: Mapping[str, Any]) -> Any:
    """The table with further columns."""
    for name, each in added.items():
        frame = frame.append_column(name, each)
    return frame


def names(frame: Any) -> Sequence[str]:
    """The columns' names, as they stand."""
    return list(frame.column_names)
