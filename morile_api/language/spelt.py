"""Spelt: the one-line form of an answer, as vectors and tables have it: `minor|severe~low`."""

from collections.abc import Iterator, Sequence

from morile_api.language.answer import WEAKEST_FIRST, Answer, as_answer
from morile_api.language.faults import Code
from morile_api.language.matrix import UNKNOWN


def read_spelt(said: str, scale: Sequence[str]) -> Answer:
    """The answer that a text spells; `wrong_in` finds nothing in it.

    Args:
        said: `severe`, `minor|severe`, `unknown`, then perhaps `~low` for confidence.
        scale: the level keys, lowest first.
    """
    levels, confidence = _split(said)
    stated = next((each for each in WEAKEST_FIRST if each == confidence), None)
    return as_answer(levels, scale, stated)


def wrong_in(said: str, scale: Sequence[str]) -> Iterator[tuple[Code, str]]:
    """What is wrong with the spelling of an answer, each with the choices."""
    levels, confidence = _split(said)
    if any(key not in scale for key in levels) and levels != [UNKNOWN]:
        yield Code.NO_SUCH_LEVEL, f"no such level; choose from {', '.join([*scale, UNKNOWN])}"
    elif len(set(levels)) < len(levels):
        yield Code.REPEATED_LEVEL, "a level stands twice; give it once"
    if confidence is not None and confidence not in WEAKEST_FIRST:
        yield Code.NOT_A_CHOICE, f"after ~ choose from {', '.join(WEAKEST_FIRST)}"


def _split(said: str) -> tuple[list[str], str | None]:
    levels, tilde, confidence = said.partition("~")
    return levels.split("|"), confidence if tilde else None
