"""Requests of the API from a file: sent as they stand, or in parts where they are too long."""

import io
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from morile import _texts
from morile._exits import Unusable
from morile._listed import listed
from morile._outputs import encoder
from morile._requests import COLUMNS, SUBMISSIONS, LongRequest
from morile._sources import Whole
from morile._written import Scored
from morile.client import Client
from morile.offline import Offline
from morile_api.language.assessment import Assessed, AssessmentAnswer, Refused
from morile_api.language.columnar import in_columns
from morile_api.language.faults import BadSubmission, Code, counted
from morile_api.language.reading import untyped
from morile_api.language.shape import shape_faults
from morile_api.language.streamed import StreamHeader
from morile_api.language.submission import MAX_SUBMISSIONS
from morile_api.sheets.texts import refuse_start, refused, unmarked

MOST_BYTES = 8 << 20
"""Of a request that is sent as it stands."""


def requested(
    client: Client | Offline,
    file: str,
    wishes: Mapping[str, Any],
    matrix: str | None,
    files: ExitStack,
) -> Scored:
    """The results of a request, but for what the command line says otherwise.

    Args:
        client: what scores.
        file: its name.
        wishes: what the command line asks for beside the score.
        matrix: that it names.
        files: closes what is opened.

    Raises:
        Unusable: the file cannot be read, or is empty.
        BadSubmission: it is refused whole.
    """
    stated = dict(wishes) | ({"matrix": matrix} if matrix else {})
    opened = files.enter_context(_texts.opened(file))
    start = opened.read(MOST_BYTES + 1)
    if not start.strip():
        raise Unusable(f"{_texts.name_of(file)}: is empty")
    if len(start) > MOST_BYTES:
        refuse_start(start[:200])
        return _in_parts(client, _seekable(opened, start, files), stated, files)
    body = unmarked(start)
    if _submissions_in(body) > MAX_SUBMISSIONS:
        return _in_parts(client, io.BytesIO(body), stated, files)
    return _as_it_stands(client, body, stated)


def _as_it_stands(client: Client | Offline, body: bytes, stated: dict[str, Any]) -> Scored:
    if stated:
        body = _reworded(body, stated)
    said = client.answer(body)
    answer = msgspec.json.decode(said, type=AssessmentAnswer)
    members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    return Scored(answer.matrix, answer.results, Whole(body), stated, said, members)


def _reworded(body: bytes, stated: dict[str, Any]) -> bytes:
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return body
    return encoder.encode(members | stated)


class _References(msgspec.Struct, frozen=True):
    ref: list[msgspec.Raw] = []


class _Counted(msgspec.Struct):
    submissions: list[msgspec.Raw] = []
    columns: _References = _References()


def _submissions_in(body: bytes) -> int:
    """How many submissions a request holds; none where it cannot be read."""
    try:
        counted = msgspec.json.decode(body, type=_Counted)
    except (msgspec.DecodeError, RecursionError):
        return 0
    return max(len(counted.submissions), len(counted.columns.ref))


def _seekable(opened: BinaryIO, start: bytes, files: ExitStack) -> BinaryIO:
    """The file, to be read twice; of a pipe, a copy in a file that has no name."""
    if opened.seekable():
        return opened
    copy = files.enter_context(TemporaryFile())  # noqa: SIM115
    copy.write(start)
    shutil.copyfileobj(opened, copy)
    return copy


def _in_parts(
    client: Client | Offline, file: BinaryIO, stated: dict[str, Any], files: ExitStack
) -> Scored:
    """A request that is too long to be one: its submissions, as those of a table are scored."""
    request = LongRequest(file, files.enter_context(TemporaryFile()))  # noqa: SIM115
    said = {name: untyped(each) for name, each in request.members.items()} | stated
    on_error = said.pop("on_error", "report")
    known = (*StreamHeader.__struct_fields__, "on_error", SUBMISSIONS)
    strangers = len(said.keys() - set(known))
    if strangers:
        detail = f"{counted(strangers, 'member')} not known here; choose from {', '.join(known)}"
        raise refused(detail, Code.UNKNOWN_MEMBER)
    faults = shape_faults(said, StreamHeader)
    if faults:
        raise BadSubmission(faults)
    if on_error not in ("report", "reject"):
        raise refused("on_error: choose from report, reject", Code.NOT_A_CHOICE)
    name = said.pop("matrix")
    wishes = {key: int(value) if key == "flips" else value for key, value in said.items()}
    asked = wishes | ({"on_error": on_error} if on_error == "reject" else {})
    if request.columns is not None:
        # What is wrong with a column as a whole, the one who scores says in its own words.
        client.answer(encoder.encode({"matrix": name, COLUMNS: request.columns.outline()}))
        request.columns.refuse_uneven()
    scored = listed(client, request, request.submissions(), asked, name)
    results = scored.results if request.columns is None else _in_columns(scored.results)
    return msgspec.structs.replace(scored, results=results, members=request.members, wishes=wishes)


def _in_columns(results: Iterable[Assessed | Refused]) -> Iterator[Assessed | Refused]:
    """The same with every fault where it stands in the columns."""
    try:
        for result in results:
            if isinstance(result, Assessed):
                yield result
                continue
            faults = [in_columns(each) for each in result.problem.errors]
            problem = msgspec.structs.replace(result.problem, errors=faults)
            yield msgspec.structs.replace(result, problem=problem)
    except BadSubmission as error:
        raise BadSubmission([in_columns(each) for each in error.faults]) from error
