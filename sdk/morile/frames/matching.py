"""Matching: which column of a frame answers which criterion, and what stands in the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec
import narwhals as nw

from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.matrix import Criterion, Matrix

Columns = Mapping[str, str]
"""By key of a criterion the column that answers it, where that has another name."""

WORDS = (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown)
"""Types whose values may be words; Unknown is that of nothing but nulls."""


def from_0(column: int) -> str:
    """A column by its number, as programs count."""
    return f"column {column}, counted from 0"


class Manner(msgspec.Struct, frozen=True):
    """How whoever asks calls columns.

    Attributes:
        place: a column by its number, which counts from 0.
        remedy: what to do about one that is missing.
        alike: what names have in common that are one and the same there.
    """

    place: Callable[[int], str] = from_0
    remedy: str = "say which it is with columns"
    alike: Callable[[str], str] = str


IN_PYTHON = Manner()


def matched(
    matrix: Matrix,
    schema: Mapping[str, Any],
    columns: Columns | None,
    results: Sequence[str] = (),
    manner: Manner = IN_PYTHON,
) -> list[str]:
    """The column for each criterion, in the matrix's order.

    Args:
        matrix: the definition.
        schema: narwhals types of the frame's columns, by name.
        columns: what the caller says of them.
        results: names of columns that are to be added.
        manner: how the caller calls columns.

    Raises:
        BadSubmission: with everything that is wrong with the columns.
    """
    said = dict(columns or {})
    faults = list(_strangers([criterion.key for criterion in matrix.criteria], said))
    found = []
    for criterion in matrix.criteria:
        name = said.get(criterion.key, criterion.key)
        found.append(name)
        fault = _fault(criterion, name, schema, manner)
        if fault is not None:
            faults.append(fault)
    taken = set(map(manner.alike, schema))
    for name in results:
        if manner.alike(name) in taken:
            detail = f"the frame has a column {name} already; set a prefix, or leave it out"
            faults.append(Fault(f"/{name}", Code.NOT_A_TABLE, detail))
    if faults:
        raise BadSubmission(faults)
    return found


def members(
    matrix: Matrix,
    schema: Mapping[str, Any],
    columns: Columns | None,
    needed: Sequence[str],
    known: Sequence[str],
    partial: bool,
) -> tuple[dict[str, str], dict[str, str]]:
    """The columns of whole submissions: by member, and by criterion.

    Args:
        matrix: the definition.
        schema: narwhals types of the frame's columns, by name.
        columns: what the caller says of them, members included.
        needed: members that must have a column.
        known: members that may have one.
        partial: whether some criteria may be missing.

    Raises:
        BadSubmission: with everything that is wrong with the columns.
    """
    said = dict(columns or {})
    keys = [criterion.key for criterion in matrix.criteria]
    faults = list(_strangers([*needed, *known, *keys], said))
    of = {name: said.get(name, name) for name in (*needed, *known)}
    faults += [_missing(name, name, schema, IN_PYTHON) for name in needed if of[name] not in schema]
    answers = {}
    for criterion in matrix.criteria:
        name = said.get(criterion.key, criterion.key)
        fault = _fault(criterion, name, schema, IN_PYTHON)
        if fault is None:
            answers[criterion.key] = name
        elif not partial or name in schema or criterion.key in said:
            faults.append(fault)
    if not faults and not answers:
        detail = f"no column is a criterion of {matrix.id}; choose from {', '.join(keys)}"
        faults.append(Fault("", Code.MISSING_COLUMN, detail))
    if faults:
        raise BadSubmission(faults)
    return {name: column for name, column in of.items() if column in schema}, answers


def _strangers(keys: Sequence[str], said: Columns) -> Iterator[Fault]:
    strangers = [each for each in said if each not in keys]
    if strangers:
        near = sorted({found for each in strangers for found in _near(str(each), keys)})
        guess = f" (nearest: {', '.join(near)})" if near else ""
        detail = f"{len(strangers)} not known here{guess}; choose from {', '.join(keys)}"
        yield Fault("/columns", Code.NO_SUCH_CRITERION, detail)


def _fault(
    criterion: Criterion, name: str, schema: Mapping[str, Any], manner: Manner
) -> Fault | None:
    if name not in schema:
        return _missing(criterion.key, criterion.code, schema, manner)
    kind = schema[name]
    if isinstance(kind, WORDS) or kind == nw.List(nw.String):
        return None
    detail = "the column holds no text; give the words of levels, not figures"
    return Fault(f"/{criterion.key}", Code.WRONG_TYPE, detail)


def _missing(key: str, code: str, schema: Mapping[str, Any], manner: Manner) -> Fault:
    names = list(schema)
    guesses = [each for said in (key, code) for each in _near(said, names)]
    place = f"is it {manner.place(names.index(guesses[0]))}? " if guesses else ""
    detail = f"there is no such column; {place}{manner.remedy}"
    return Fault(f"/{key}", Code.MISSING_COLUMN, detail)


def _near(name: str, known: Sequence[str]) -> list[str]:
    low = {each.lower(): each for each in reversed(known)}
    return [low[each] for each in get_close_matches(name.lower()[:60], low, n=1)]
