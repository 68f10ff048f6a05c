"""Given: what a picture is drawn from, held against the matrix that it is drawn with."""

from typing import TypeVar

from morile_api.language.about import MatrixDocument
from morile_api.language.assessment import MatrixMark

T = TypeVar("T")

LIBRARIES = ("pandas", "polars", "pyarrow", "duckdb", "_duckdb")

WAYS = {
    "assess": "give one assessment with its contributions, as any client's assess(submission, "
    "matrix, explain=True) does; a frame holds none",
    "moderate": "give an answer of moderate, as any client's moderate does; a frame holds none",
} | {
    verb: f"give an answer of {verb}, as any client's {verb} does, and for a frame "
    f"morile.frames.{verb}"
    for verb in ("agreement", "priorities", "replay")
}
"""By verb, how to come by what it answers."""


def is_frame(given: object) -> bool:
    """Whether it comes from a library of frames."""
    return type(given).__module__.partition(".")[0] in LIBRARIES


def answer_of(verb: str, given: object, kind: type[T]) -> T:
    """The answer of a verb.

    Args:
        verb: of a client, one of `WAYS`.
        given: what was given for its answer.
        kind: what it answers.

    Raises:
        ValueError: it is something else; the text says what gives an answer.
    """
    if isinstance(given, kind):
        return given
    raise ValueError(WAYS[verb])


def hold_mark(mark: MatrixMark, document: MatrixDocument) -> None:
    """Go on only with the matrix that an answer names.

    Raises:
        ValueError: it is another, or another version, or has other figures.
    """
    if (mark.id, mark.version, mark.digest) != (document.id, document.version, document.digest):
        raise ValueError(_other(document))


def hold_vector(vector: str, document: MatrixDocument) -> None:
    """Go on only with the matrix that a vector is of.

    Raises:
        ValueError: it is another, or another version.
    """
    if vector.partition("/")[0] != document.definition.id:
        raise ValueError(_other(document))


def hold_bands(bands: set[str], document: MatrixDocument, known: list[str]) -> None:
    """Go on only with a matrix that has these bands, where nothing else tells which it is.

    Raises:
        ValueError: it has not.
    """
    if not bands <= {*known}:
        raise ValueError(_other(document))


def _other(document: MatrixDocument) -> str:
    return (
        f"these results are not of {document.definition.id} as it is given here; give the matrix "
        "that they were assessed with, from the client's matrix(name)"
    )
