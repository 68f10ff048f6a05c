"""A request for assessments read: what fits its matrix, and what does not with every fault."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from morile_api.language.by_matrix import in_field_words, matrix_of, members_of
from morile_api.language.columnar import rows_of, submissions_in, uneven
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.language.reach import Reach
from morile_api.language.reading import UNREADABLE, refuse_duplicates, untyped
from morile_api.language.shape import shape_faults
from morile_api.language.submission import NoMatrix, Reference, RequestTypes


class Bad(msgspec.Struct, frozen=True):
    """A submission that cannot be scored: its place in the request; ref and marking if sound."""

    index: int
    ref: str | None
    faults: list[Fault]
    marking: str | None = None


class Wanted(msgspec.Struct, frozen=True):
    """What a request asks for beside the score; by default nothing."""

    explain: bool = False
    on_error: str = "report"
    sentence: bool = False
    distribution: bool = False
    flips: float = 0.0
    as_of: date | None = None


class Asked(msgspec.Struct, frozen=True):
    """A request: the submissions that fit, with their places in it, and those that do not.

    `columnar` says that it came as columns; faults are placed as if it had not.
    """

    matrix: str
    wanted: Wanted
    places: list[int]
    submissions: list[Any]
    bad: list[Bad]
    columnar: bool = False


class Reader(msgspec.Struct, frozen=True):
    """Decoders for the requests of one set of matrices, made once.

    `reach` is whose submissions they may hold; None where anybody's may be sent.
    """

    types: RequestTypes
    whole: msgspec.json.Decoder[Any]
    items: dict[str, msgspec.json.Decoder[Any]]
    reach: Reach | None = None


def reader_of(types: RequestTypes) -> Reader:
    """Decoders for these types."""
    items = {name: msgspec.json.Decoder(each) for name, each in types.submissions.items()}
    return Reader(types, msgspec.json.Decoder(types.union), items)


def read_asked(reader: Reader, body: bytes) -> Asked:
    """A request for assessments; submissions that do not fit are set apart with their faults.

    Raises:
        BadSubmission: the request cannot be read, or is wrong outside its submissions.
        UnknownMatrix: no such matrix here.
    """
    try:
        request = reader.whole.decode(body)
    except UNREADABLE:
        request = None
    asked = None
    if request is not None and not isinstance(request, NoMatrix):
        asked = _taken(reader.types, request)
    if asked is None:
        asked = _read_again(reader, body)
    # A column that stands twice would replace the answers of every row.
    if asked.columnar or (
        len(asked.places) + len(asked.bad) == 1 and not _surely_once(asked, body)
    ):
        refuse_duplicates(body)
    return asked


def _taken(types: RequestTypes, request: Any) -> Asked | None:
    """A request that fits its type; None where it does not hold just one set of submissions."""
    name = str(request.__struct_config__.tag)
    submissions, columns = request.submissions, request.columns
    columnar = columns is not UNSET
    if columnar == (submissions is not UNSET):
        return None
    if columnar:
        levels = types.words.made[name, "levels"]
        submissions = submissions_in(columns, types.submissions[name], levels)
        if submissions is None:
            return None
    places = list(range(len(submissions)))
    return Asked(name, _wanted(request), places, submissions, [], columnar)


def _surely_once(asked: Asked, body: bytes) -> bool:
    """Whether a request for one submission has just the members its values need, so none twice.

    Cheap, and wrong only on the safe side. Counted are members that must stand in the text of a
    request; without escapes a colon there is a member's, or stands in one of the free texts.
    A colon too many is a member that stood twice, or one that need not stand.
    """
    if asked.bad or b"\\" in body:
        return False
    submission = asked.submissions[0]
    values = astuple(submission)
    members = 2 + len(values) - values.count(None)
    criteria: Sequence[str] = ()
    if submission.levels is not None:
        criteria = submission.levels.__struct_fields__
        members += len(criteria)
        # Exact types: `isinstance` with a union costs three times as much.
        for answer in astuple(submission.levels):
            if type(answer) is not str and type(answer) is not tuple:
                members += sum(part is not None for part in astuple(answer))
    texts = [each for each in values if type(each) is str]
    spare = body.count(b":") - members - sum([each.count(":") for each in texts])
    if spare <= 0:
        return spare == 0
    fields = zip(submission.__struct_fields__, values, strict=True)
    empty = (name for name, each in fields if each is None)
    return _are_optional(spare, chain(Wanted.__struct_fields__, empty), criteria, body)


def _are_optional(spare: int, names: Iterable[str], criteria: Sequence[str], body: bytes) -> bool:
    """Whether so many members are those that need not stand, each of them once.

    A quoted name before a colon is a member; where a criterion has that name it may be that one.
    """
    for name in names:
        if b'"%s":' % name.encode() in body:
            if name in criteria:
                return False
            spare -= 1
            if spare == 0:
                return True
    return False


_items = msgspec.json.Decoder(list[msgspec.Raw])


def _read_again(reader: Reader, body: bytes) -> Asked:
    """The same request member by member, so that every fault is found and nothing good is lost."""
    members = members_of(body)
    name = matrix_of(members, list(reader.types.requests))
    if "columns" in members:
        return _read_columns(reader.types, name, {k: untyped(each) for k, each in members.items()})
    raw = members.get("submissions", msgspec.Raw())
    listed = bytes(raw)[:1] == b"["
    items = untyped(raw, _items.decode) if listed else []
    if listed:
        del members["submissions"]
    frame = {key: untyped(each) for key, each in members.items()}
    request = frame | ({"submissions": []} if listed else {})
    # The list is judged by its length here and item by item below, not decoded twice.
    faults = [
        fault
        for fault in shape_faults(request, reader.types.requests[name])
        if not (listed and fault.pointer == "/submissions")
    ]
    if listed:
        faults += _count_faults(len(items), reader.types.limit)
    elif "submissions" not in request:
        detail = "missing; expected a list, or columns in its place"
        faults.append(Fault("/submissions", Code.MISSING_MEMBER, detail))
    if faults and len(items) > reader.types.limit:
        raise BadSubmission(faults)
    good, bad = _sorted_out(reader, name, items)
    if faults:
        raise BadSubmission(faults + [fault for each in bad for fault in each.faults])
    places, submissions = [place for place, _ in good], [each for _, each in good]
    return Asked(name, msgspec.convert(frame, Wanted), places, submissions, bad)


def _read_columns(types: RequestTypes, name: str, value: dict[str, Any]) -> Asked:
    """A columnar request row by row; what is wrong with a column is wrong with the request."""
    faults = in_field_words(shape_faults(value, types.outlines[name]), types.words, value)
    if "submissions" in value:
        detail = "give either submissions or columns, and not both"
        faults.append(Fault("/columns", Code.EITHER_OR, detail))
    if not faults:
        faults = list(uneven(value["columns"]))
    if faults:
        raise BadSubmission(faults)
    good: list[tuple[int, Any]] = []
    bad: list[Bad] = []
    for place, row in enumerate(rows_of(value["columns"])):
        try:
            good.append((place, msgspec.convert(row, types.submissions[name])))
        except msgspec.ValidationError:
            bad.append(misfit(types, name, place, row))
    wanted = msgspec.convert({k: v for k, v in value.items() if k != "columns"}, Wanted)
    return Asked(name, wanted, [n for n, _ in good], [each for _, each in good], bad, True)


def _wanted(request: Any) -> Wanted:
    values = _wishes(request)
    return PLAIN if values == _PLAIN else Wanted(*values)


PLAIN = Wanted()
_PLAIN = astuple(PLAIN)
_wishes = attrgetter(*Wanted.__struct_fields__)


def _count_faults(count: int, limit: int) -> list[Fault]:
    if count == 0:
        return [Fault("/submissions", Code.TOO_SHORT, "no submissions; give at least 1")]
    if count > limit:
        detail = f"{count} submissions; at most {limit} in one request: send several"
        return [Fault("/submissions", Code.TOO_LONG, detail)]
    return []


def _sorted_out(
    reader: Reader, name: str, items: list[msgspec.Raw]
) -> tuple[list[tuple[int, Any]], list[Bad]]:
    good: list[tuple[int, Any]] = []
    bad: list[Bad] = []
    for place, raw in enumerate(items):
        try:
            good.append((place, reader.items[name].decode(raw)))
        except UNREADABLE:
            bad.append(misfit(reader.types, name, place, untyped(raw)))
    return good, bad


def misfit(types: RequestTypes, name: str, place: int, value: Any) -> Bad:
    """A submission that does not fit its type, with every fault.

    Args:
        types: of the loaded matrices.
        name: the matrix's id.
        place: of the submission in its request.
        value: the decoded JSON.
    """
    at = f"/submissions/{place}"
    faults = submission_faults(types, name, value, at)
    ref = _sound(value, "ref", Reference)
    return Bad(place, ref, faults, _sound(value, "marking", types.words.marking))


def _sound(value: Any, member: str, kind: Any) -> str | None:
    """A text of a submission that is refused, if it is at least as it should be."""
    said = value.get(member) if isinstance(value, dict) else None
    return said if isinstance(said, str) and not shape_faults(said, kind) else None


def submission_faults(types: RequestTypes, name: str, value: object, at: str) -> list[Fault]:
    """Every fault of one submission, read without types, in the words of the field.

    Args:
        types: of the loaded matrices.
        name: the matrix's id.
        value: the decoded JSON.
        at: pointer to the submission in its document.
    """
    faults = in_field_words(
        shape_faults(value, types.submissions[name], at), types.words, value, at
    )
    if isinstance(value, dict) and (value.get("levels") is None) == (value.get("vector") is None):
        faults.append(either_or(at))
    return faults or [Fault(at, Code.WRONG_TYPE, "does not fit the document")]


def either_or(at: str) -> Fault:
    """The fault of a submission that has not just one of levels and vector."""
    detail = "give either levels or a vector, and not both"
    return Fault(at, Code.LEVELS_OR_VECTOR, detail)
