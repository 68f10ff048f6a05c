"""What is asked of an Arrow stream: the matrix its schema names, and the columns it has."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal, get_args

import msgspec
from msgspec import NODEFAULT
from msgspec.structs import fields

from morile_api.language.asked import Reader
from morile_api.language.columnar import NEVER
from morile_api.language.faults import BadSubmission, Code, Fault, UnknownMatrix, counted
from morile_api.language.matrix import Matrix

OURS = "morile."
MATRIX, ADD = f"{OURS}matrix", f"{OURS}add"
"""Entries of a schema's metadata that say what is asked; others are left alone."""

More = Literal["nodes", "vector", "digest"]
"""What can be had beside the headline, the range, gaps and faults."""

VECTOR, DATE = "vector", "information_date"

MOST_NAMED = 20
"""Columns not known that are told one by one."""

VIEWS = "text in views is not read; send it as string (polars: CompatLevel.oldest())"
NO_WORDS = "expected text: string, a dictionary of strings, or lists of strings for several levels"
NO_TEXT = "expected text: string or a dictionary of strings"
NO_DATES = "expected dates: date32, or text such as 2026-09-30"


class ArrowAsked(msgspec.Struct, frozen=True):
    """What a stream asks for.

    Attributes:
        matrix: its id.
        add: what is to stand beside the usual columns.
        members: columns of the stream that are members of a submission.
        answers: those that answer the criteria, in the matrix's order; or a vector alone.
    """

    matrix: str
    add: tuple[str, ...]
    members: list[str]
    answers: list[str]

    @property
    def by_vector(self) -> bool:
        """Whether the answers come as vectors."""
        return self.answers == [VECTOR]


def read_schema(
    pyarrow: Any,
    schema: Any,
    names: list[str],
    reader: Reader,
    matrices: Mapping[str, Matrix],
) -> ArrowAsked:
    """What a schema asks for, names and types checked.

    Args:
        pyarrow: the module.
        schema: of the stream.
        names: its columns'.
        reader: of requests over these matrices.
        matrices: definitions by id.

    Raises:
        BadSubmission: with everything that is wrong with it.
        UnknownMatrix: it names a matrix that is not there.
    """
    said = {
        key.decode(errors="replace"): value.decode(errors="replace")
        for key, value in (schema.metadata or {}).items()
    }
    if MATRIX not in said:
        detail = f"missing; name it in the schema's metadata: {', '.join(matrices)}"
        raise BadSubmission([Fault(f"/{MATRIX}", Code.MISSING_MEMBER, detail)])
    name = said[MATRIX]
    if name not in matrices:
        raise UnknownMatrix(list(matrices), f"/{MATRIX}")
    add = tuple(filter(None, said.get(ADD, "").replace(" ", "").split(",")))
    faults = [
        *_of_metadata(said, add),
        *_of_columns(pyarrow, schema, names, reader, matrices[name]),
    ]
    if faults:
        raise BadSubmission(faults)
    members = [each for each in _members(reader, name) if each in names]
    keys = [each.key for each in matrices[name].criteria]
    return ArrowAsked(name, add, members, [VECTOR] if VECTOR in names else keys)


def _members(reader: Reader, matrix: str) -> dict[str, bool]:
    """Members of a submission that have a column, and whether they must."""
    return {
        each.name: each.default is NODEFAULT
        for each in fields(reader.types.submissions[matrix])
        if each.name not in NEVER
    }


def _of_metadata(said: dict[str, str], add: Sequence[str]) -> Iterator[Fault]:
    strange = [key for key in said if key.startswith(OURS) and key not in (MATRIX, ADD)]
    if strange:
        what = counted(len(strange), "entry") if len(strange) == 1 else f"{len(strange)} entries"
        detail = f"{what} of the metadata not known here; choose from {MATRIX}, {ADD}"
        yield Fault("", Code.UNKNOWN_MEMBER, detail)
    if set(add) - set(get_args(More)):
        detail = f"choose from {', '.join(get_args(More))}, with commas between them"
        yield Fault(f"/{ADD}", Code.NOT_A_CHOICE, detail)


def _of_columns(
    pyarrow: Any, schema: Any, names: list[str], reader: Reader, matrix: Matrix
) -> Iterator[Fault]:
    members = _members(reader, matrix.id)
    keys = [each.key for each in matrix.criteria]
    by_vector = VECTOR in names
    answers = [VECTOR] if by_vector else keys
    if by_vector and set(keys) & set(names):
        detail = "give either a vector column or one for each criterion, and not both"
        yield Fault(f"/columns/{VECTOR}", Code.LEVELS_OR_VECTOR, detail)
    needed = [*(name for name, must in members.items() if must), *answers]
    known = [*members, *keys, VECTOR]
    for name in needed:
        if name not in names:
            yield Fault(f"/columns/{name}", Code.MISSING_COLUMN, _missing(name, names, known))
    yield from _strangers(names, known)
    for name in known:
        places = [place for place, each in enumerate(names) if each == name]
        if len(places) > 1:
            detail = "there are several columns of this name; leave all but one out"
            yield Fault(f"/columns/{name}", Code.NOT_A_TABLE, detail)
        elif places:
            yield from _of_type(pyarrow, name, schema.field(places[0]).type, name in keys)


def _missing(name: str, names: Sequence[str], known: Sequence[str]) -> str:
    unused = {each: place for place, each in enumerate(names[:MOST_NAMED]) if each not in known}
    near = get_close_matches(name, [each[:60] for each in unused], n=1)
    guess = f"; is it column {unused[near[0]]}, counted from 0?" if near else ""
    return f"there is no such column{guess}"


def _strangers(names: Sequence[str], known: Sequence[str]) -> Iterator[Fault]:
    places = [str(place) for place, name in enumerate(names) if name not in known]
    if places:
        listed = ", ".join(places[:MOST_NAMED]) + (", ..." if len(places) > MOST_NAMED else "")
        detail = (
            f"{counted(len(places), 'column')} not known here (counted from 0: {listed}); "
            f"leave out all but {', '.join(known)}"
        )
        yield Fault("/columns", Code.UNKNOWN_COLUMN, detail)


def _of_type(pyarrow: Any, name: str, kind: Any, criterion: bool) -> Iterator[Fault]:
    types = pyarrow.types
    if types.is_null(kind) or _is_text(types, kind):
        return
    if types.is_dictionary(kind) and _is_text(types, kind.value_type):
        return
    listed = types.is_list(kind) or types.is_large_list(kind)
    if criterion and listed and _is_text(types, kind.value_type):
        return
    if name == DATE and types.is_date32(kind):
        return
    detail = NO_WORDS if criterion else NO_DATES if name == DATE else NO_TEXT
    inside = kind.value_type if types.is_dictionary(kind) or listed else kind
    if types.is_string_view(inside):
        detail = VIEWS
    yield Fault(f"/columns/{name}", Code.WRONG_TYPE, detail)


def _is_text(types: Any, kind: Any) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind))
