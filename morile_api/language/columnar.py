"""Columnar requests: the same submissions with each member as a list, one item a row."""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Annotated, Any

import msgspec
from msgspec import NODEFAULT, Meta
from msgspec.structs import astuple, fields

from morile_api.language.faults import Code, Fault, escaped

COLUMNS = "Submissions as columns: every member a list, one item for each submission."
NEVER = ("levels", "vector")
"""Members of a submission that are no column: answers have one for each criterion."""

Cell = Callable[[Any], Any]
"""From the type of a member to what a column of it may hold."""


def anything(kind: Any) -> Any:
    """Any value: for judging the columns apart from what is in them."""
    del kind
    return Any


def columns_type(
    names: tuple[str, str],
    submission: type[msgspec.Struct],
    levels: type[msgspec.Struct],
    limit: int,
    cell: Cell = lambda kind: kind,
) -> type[msgspec.Struct]:
    """The columns of submissions to a matrix.

    Args:
        names: of the columns and of those of the levels, in the contract.
        submission: what each row is.
        levels: its answers.
        limit: most rows.
        cell: what a column may hold.
    """
    bounds = Meta(min_length=1, max_length=limit)

    def listed(kind: Any) -> Any:
        return Annotated[list[cell(kind)], bounds]  # type: ignore[misc]

    answers = [(each.name, listed(each.type)) for each in fields(levels)]
    said = "The answers to each criterion, one for each submission."
    members: list[tuple[Any, ...]] = [("levels", _closed(names[1], answers, said))]
    for each in fields(submission):
        if each.name not in NEVER and each.default is NODEFAULT:
            members.append((each.name, listed(each.type)))
        elif each.name not in NEVER:
            members.append((each.name, listed(each.type) | None, None))
    return _closed(names[0], members, COLUMNS)


def _closed(name: str, members: list[Any], said: str) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        name, members, namespace={"__doc__": said}, frozen=True, forbid_unknown_fields=True
    )


def submissions_in(
    columns: Any, submission: type[msgspec.Struct], levels: type[msgspec.Struct]
) -> list[Any] | None:
    """The submissions that columns hold; None where columns differ in length.

    Args:
        columns: decoded.
        submission: what each row is.
        levels: its answers.
    """
    answers = astuple(columns.levels)
    given = [getattr(columns, name) for name in columns.__struct_fields__ if name not in NEVER]
    if len({len(each) for each in [*answers, *given] if each is not None}) > 1:
        return None
    members: dict[str, Any] = {"levels": map(levels, *answers), "vector": repeat(None)}
    for name in columns.__struct_fields__:
        if name != "levels":
            column = getattr(columns, name)
            members[name] = repeat(None) if column is None else column
    return list(map(submission, *[members[name] for name in submission.__struct_fields__]))


def uneven(columns: dict[str, Any]) -> Iterator[Fault]:
    """Faults of columns that are not as long as the references.

    Args:
        columns: as decoded without types, each a list.
    """
    rows = len(columns["ref"])
    for at, column in _columns(columns):
        if len(column) != rows:
            kind = Code.TOO_SHORT if len(column) < rows else Code.TOO_LONG
            detail = f"{len(column)} items, but there are {rows} references; give one for each"
            yield Fault(at, kind, detail)


def _columns(columns: dict[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    for name, column in columns.items():
        if name == "levels":
            for key, said in column.items():
                yield f"/columns/levels/{escaped(key)}", said
        elif column is not None:
            yield f"/columns/{escaped(name)}", column


def rows_of(columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each row as a submission, without what is null in it.

    Args:
        columns: as decoded without types, lists of one length.
    """
    for row in range(len(columns["ref"])):
        said = {key: answers[row] for key, answers in columns["levels"].items()}
        levels = {key: each for key, each in said.items() if each is not None}
        listed = {
            name: column[row]
            for name, column in columns.items()
            if name != "levels" and column is not None and column[row] is not None
        }
        yield {**listed, "levels": levels}


def in_columns(fault: Fault) -> Fault:
    """The same fault where the caller finds it: `/columns/levels/volume/3`.

    Args:
        fault: of a submission, `/submissions/3/levels/volume`.
    """
    place, *inside = fault.pointer.split("/")[2:]
    deep = 2 if inside[:1] == ["levels"] else 1
    at = ["", "columns", *(inside[:deep] or ["ref"]), place, *inside[deep:]]
    return Fault("/".join(at), fault.code, fault.detail)
