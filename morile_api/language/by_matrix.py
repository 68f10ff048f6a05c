"""Requests told apart by the matrix they name, and their faults in the words of the field."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from morile_api.language.faults import BadSubmission, Code, Fault, UnknownMatrix
from morile_api.language.reach import Reach, refuse_foreign
from morile_api.language.reading import UNREADABLE, untyped
from morile_api.language.shape import shape_faults
from morile_api.language.submission import NoMatrix, Words, told_apart


class Verb(msgspec.Struct, frozen=True):
    """One kind of request: its types by matrix id, and the decoder that takes any of them.

    `reach` is whose submissions they may hold; None where anybody's may be sent.
    """

    requests: dict[str, type[msgspec.Struct]]
    decoder: msgspec.json.Decoder[Any]
    words: Words
    reach: Reach | None = None

    @property
    def union(self) -> Any:
        """Any request of this kind, told apart by its `matrix`."""
        return self.decoder.type


def verb_of(requests: dict[str, type[msgspec.Struct]], words: Words) -> Verb:
    """A kind of request, each type tagged with the id of its matrix."""
    return Verb(requests, msgspec.json.Decoder(told_apart(requests)), words)


Further = Callable[[str, dict[str, object]], list[Fault]]
"""Given a matrix and a request with faults of shape, finds those of meaning in what does fit."""


def read_verb(verb: Verb, body: bytes, further: Further = lambda name, value: []) -> Any:
    """A request that is taken whole or not at all.

    Args:
        verb: the kind of request.
        body: the JSON text.
        further: looks for further faults where some were found.

    Raises:
        BadSubmission: with every fault.
        UnknownMatrix: no such matrix here.
    """
    try:
        request = verb.decoder.decode(body)
    except UNREADABLE:
        request = None
    if request is not None and not isinstance(request, NoMatrix):
        if verb.reach is not None:
            refuse_foreign(verb.reach, request)
        return request
    members = members_of(body)
    name = matrix_of(members, list(verb.requests))
    value = {key: untyped(each) for key, each in members.items()}
    faults = in_field_words(shape_faults(value, verb.requests[name]), verb.words, value)
    faults += further(name, value)
    raise BadSubmission(faults or [Fault("", Code.WRONG_TYPE, "does not fit the document")])


_members = msgspec.json.Decoder(dict[str, msgspec.Raw])


def members_of(body: bytes) -> dict[str, msgspec.Raw]:
    """The members of a request, not yet decoded.

    Raises:
        BadSubmission: it is not JSON, or not an object.
    """
    if body.lstrip()[:1] == b"{":
        try:
            body.decode()
        except UnicodeDecodeError as error:
            # Found here, its place is counted from the start of the request, not of a member.
            fault = Fault("", Code.NOT_UTF8, f"byte {error.start} is not UTF-8")
            raise BadSubmission([fault]) from None
        members: dict[str, msgspec.Raw] = untyped(body, _members.decode)
        return members
    untyped(body)
    raise BadSubmission([Fault("", Code.WRONG_TYPE, "expected an object")])


def matrix_of(members: dict[str, msgspec.Raw], known: list[str]) -> str:
    """The matrix a request names, taken out of its members.

    Raises:
        BadSubmission: it names none.
        UnknownMatrix: it is none of the known.
    """
    if "matrix" not in members:
        detail = f"missing; name a matrix with its full version: {', '.join(known)}"
        raise BadSubmission([Fault("/matrix", Code.MISSING_MEMBER, detail)])
    name = untyped(members.pop("matrix"))
    if not isinstance(name, str):
        raise BadSubmission([Fault("/matrix", Code.WRONG_TYPE, "expected text")])
    if name not in known:
        raise UnknownMatrix(known)
    return name


_CRITERIA = re.compile(r"/levels$")
_CRITERION = re.compile(r"/levels/[^/]+$")
_NAMED = re.compile(r"/(changes/[0-9]+/criterion|crosswalk/[0-9]+/from)$")
_LEVEL = re.compile(r"/(levels/[^/]+|changes/[0-9]+/(from|to))(/level)?(/[0-9]+)?$")


def in_field_words(faults: list[Fault], words: Words, value: object, at: str = "") -> list[Fault]:
    """The same faults under their own names where the field has one: criterion, level, marking.

    Args:
        faults: of a value that lies at a pointer.
        words: with the markings.
        value: the value, as decoded without types.
        at: its pointer.
    """
    return [
        _in_field_words(fault, words, _inside(value, fault.pointer[len(at) :])) for fault in faults
    ]


def _inside(value: object, pointer: str) -> object:
    for part in pointer.split("/")[1:]:
        if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            return None
    return value


def _in_field_words(fault: Fault, words: Words, said: object) -> Fault:
    at, code = fault.pointer, fault.code
    if code == Code.UNKNOWN_MEMBER and _CRITERIA.search(at):
        return Fault(at, Code.NO_SUCH_CRITERION, fault.detail)
    if code == Code.MISSING_MEMBER and _CRITERION.search(at):
        return Fault(at, Code.MISSING_CRITERION, fault.detail)
    if code == Code.NOT_A_CHOICE and _NAMED.search(at):
        return Fault(at, Code.NO_SUCH_CRITERION, fault.detail)
    if code == Code.NOT_A_CHOICE and _LEVEL.search(at):
        return Fault(at, Code.NO_SUCH_LEVEL, fault.detail)
    if code == Code.NOT_A_CHOICE and at.endswith("/marking") and said in words.markings:
        detail = f"above what is accepted here, which is up to {words.highest_marking}"
        return Fault(at, Code.MARKING_TOO_HIGH, detail)
    return fault
