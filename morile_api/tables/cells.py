"""Cells: what the rows of an Arrow column say, as codes into the different words that are said.

Columns come from a network. They have been validated whole before they come here, and still no
more of a dictionary is read than rows lead to: a long one may stand beside many short batches.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from morile_api.engine.columns.level_column import LevelColumn


def said_in(pyarrow: Any, column: Any) -> LevelColumn:
    """What each row says.

    Args:
        pyarrow: the module.
        column: an array: text, dictionary-encoded text, lists of texts, dates, or only nulls.
    """
    types = pyarrow.types
    if types.is_null(column.type):
        return LevelColumn(np.full(len(column), -1), ())
    if types.is_date32(column.type):
        column = column.cast(pyarrow.string())
    if types.is_list(column.type) or types.is_large_list(column.type):
        mark = pyarrow.scalar("|", column.type.value_type)
        column = pyarrow.compute.binary_join(column, mark)
    if not types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = column.indices.cast(pyarrow.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    used, places = np.unique(codes, return_inverse=True)
    nothing = int(len(used) > 0 and used[0] < 0)
    words = column.dictionary.take(pyarrow.array(used[nothing:])).to_pylist()
    return LevelColumn(places - nothing, tuple(words))


def joined(parts: Sequence[LevelColumn]) -> LevelColumn:
    """Columns under one another as one, each different word once."""
    if len(parts) == 1:
        return parts[0]
    known: dict[Any, int] = {}
    codes = []
    for part in parts:
        # The last is that of a row that says nothing.
        mine = [known.setdefault(word, len(known)) for word in part.words]
        codes.append(np.array([*mine, -1])[part.codes])
    return LevelColumn(np.concatenate(codes), tuple(known))
