"""Level columns: what every row says to one criterion, as codes into a list of words."""

from collections.abc import Hashable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray


class LevelColumn(msgspec.Struct, frozen=True, eq=False):
    """One criterion's answers, dictionary-encoded.

    Attributes:
        codes: (rows,) integers of any width; -1 where a row says nothing.
        words: what each code stands for: `severe`, `substantial|severe`, `unknown`, `minor~low`.
            None stands for nothing said too. Several codes may stand for the same.
    """

    codes: NDArray[Any]
    words: Sequence[Any]


class _Codes(dict[Any, int]):
    """Codes of the words met so far; a new one is given the next."""

    def __missing__(self, word: Hashable) -> int:
        self[word] = code = len(self)
        return code


def level_column(said: Sequence[Hashable]) -> LevelColumn:
    """A column of plain words, in one pass.

    Args:
        said: what each row says: a word, or None.
    """
    codes = _Codes()
    try:
        # A fifth faster than an array of wider codes, and few columns have more different words.
        found = np.frombuffer(bytes(map(codes.__getitem__, said)), np.uint8)
    except ValueError:
        found = np.fromiter(map(codes.__getitem__, said), np.int32, len(said))
    return LevelColumn(found, tuple(codes))
