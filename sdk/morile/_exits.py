"""Exits of the command: which failure ends it with which code."""

from morile.errors import ServerFailed, Unreachable
from morile_api.language.faults import (
    BadSubmission,
    Code,
    MorileError,
    UnknownMatrix,
    UnknownVocabulary,
)

OK = 0
SOME_REFUSED = 1
USAGE = 2
UNREADABLE = 3
UNREACHABLE = 4
REFUSED_BY_SERVICE = 5
INTERRUPTED = 130
"""128 and SIGINT, as shells report it."""
BROKEN_PIPE = 141
"""128 and SIGPIPE, as shells report it."""


FORMLESS = frozenset(
    {
        Code.NOT_JSON,
        Code.NOT_UTF8,
        Code.NOT_ARROW,
        Code.NOT_TOML,
        Code.NOT_A_TABLE,
        Code.TOO_DEEP,
        Code.MISSING_COLUMN,
        Code.UNKNOWN_COLUMN,
    }
)
"""Faults of a file that could not even be read as what it was taken for."""


class Misused(MorileError):
    """The command line does not make sense; the text says how it would."""


class Unusable(MorileError):
    """The input cannot be had at all; the text names it and says why."""


class Unfit(BadSubmission):
    """A file of columns cannot be read, or these are not those of a table to score."""


def exit_of(error: MorileError) -> int:
    """The code for an error that ends the command."""
    match error:
        case Misused() | UnknownMatrix() | UnknownVocabulary():
            return USAGE
        case Unreachable():
            return UNREACHABLE
        case ServerFailed():
            return REFUSED_BY_SERVICE
        case Unfit():
            return UNREADABLE
        case BadSubmission(faults=faults) if FORMLESS.isdisjoint(each.code for each in faults):
            return SOME_REFUSED
        case _:
            return UNREADABLE
