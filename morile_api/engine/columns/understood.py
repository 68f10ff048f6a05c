"""Understanding: what the words of a level column mean, and which of them mean nothing."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from morile_api.engine.lexicon import Lexicon, Meaning
from morile_api.language.answer import Answer
from morile_api.language.faults import Code
from morile_api.language.matrix import UNKNOWN
from morile_api.language.spelt import read_spelt, wrong_in


class Wrong(msgspec.Struct, frozen=True):
    """Why a word is no answer: a code, and a text that does not repeat it."""

    code: str
    detail: str


NOTHING_SAID = Wrong(Code.MISSING_CRITERION, f"nothing is said; say {UNKNOWN} for a gap")


class Understood(msgspec.Struct, frozen=True, eq=False):
    """The different answers of a column.

    Attributes:
        numbers: (words + 1,) number of the answer that each word is; the last is that of a null.
        meanings: what each number means, for those that mean something.
        wrong: why the numbers after these do not.
        plain: whether every word is an answer of its own, so that its code is its number.
    """

    numbers: NDArray[Any]
    meanings: tuple[Meaning, ...]
    wrong: tuple[Wrong, ...]
    plain: bool

    @property
    def size(self) -> int:
        """How many different answers there are, wrong ones included."""
        return len(self.meanings) + len(self.wrong)


def understood(lexicon: Lexicon, criterion: int, words: Sequence[Any]) -> Understood:
    """What the words of a criterion's column mean.

    Args:
        lexicon: of the matrix.
        criterion: number of the criterion.
        words: as in `LevelColumn`.
    """
    known, scale = lexicon.known[criterion], lexicon.matrix.scales[criterion]
    said = [_heard(word, scale) for word in [*words, None]]
    right = {each: place for place, each in enumerate(dict.fromkeys(_of(said, Answer)))}
    wrong = {each: place for place, each in enumerate(dict.fromkeys(_of(said, Wrong)), len(right))}
    numbers = np.array([(right | wrong)[each] for each in said], dtype=np.uint32)
    plain = bool(np.array_equal(numbers[:-1], np.arange(len(words))))
    return Understood(numbers, tuple(known[each] for each in right), tuple(wrong), plain)


def _of(said: Sequence[Answer | Wrong], kind: type[Any]) -> list[Any]:
    return [each for each in said if isinstance(each, kind)]


def _heard(word: Any, scale: Sequence[str]) -> Answer | Wrong:
    if word is None:
        return NOTHING_SAID
    if not isinstance(word, str):
        return Wrong(Code.WRONG_TYPE, f"not text; choose from {', '.join([*scale, UNKNOWN])}")
    for code, detail in wrong_in(word, scale):
        return Wrong(code, detail)
    return read_spelt(word, scale)
