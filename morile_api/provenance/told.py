"""What an answer tells, read strictly from a file: its results, and what it says of the whole."""

from typing import Any

import msgspec

from morile_api.language.assessment import Assessed, AssessmentAnswer, Refused
from morile_api.language.faults import BadSubmission, Code, Fault, NotVerified
from morile_api.language.reading import refuse_duplicates, untyped
from morile_api.language.shape import shape_faults
from morile_api.language.streamed import Completed, lines_of
from morile_api.provenance.statement import RESULTS

COMPLETE = "complete"
KINDS = {"assessed": Assessed, "refused": Refused, COMPLETE: Completed}


class Told(msgspec.Struct, frozen=True):
    """An answer as decoded without types, so that nothing in it is passed over.

    `head` is what it says of the whole, the trailer of a stream; None where lines have none.
    """

    head: dict[str, Any] | None
    results: list[dict[str, Any]]


def told(data: bytes) -> Told:
    """An answer from its bytes: one JSON object, or lines as a stream gives them.

    Places in faults lead into the object; of lines, `/results/3` is the fourth.

    Raises:
        NotVerified: it is neither; with every fault.
    """
    try:
        return _as_object(data) if _is_object(data) else _as_lines(data)
    except BadSubmission as error:
        raise NotVerified(error.faults) from None


def _is_object(data: bytes) -> bool:
    """Whether this is one answer; a single line of a stream is an object too, with a status."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not (isinstance(value, dict) and value.get("status") in KINDS)


def _as_object(data: bytes) -> Told:
    value = untyped(data)
    refuse_duplicates(data)
    faults = shape_faults(value, AssessmentAnswer)
    if faults:
        raise NotVerified(faults)
    head = {name: each for name, each in value.items() if name != RESULTS}
    return Told(head, value[RESULTS])


def _as_lines(data: bytes) -> Told:
    records: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines_of(data)):
        at = f"/{RESULTS}/{number}"
        try:
            value = untyped(line.text)
            refuse_duplicates(line.text)
            faults += _record_faults(value, at)
        except BadSubmission as error:
            faults += [Fault(at, each.code, each.detail) for each in error.faults]
        else:
            records.append(value)
    if not records and not faults:
        faults = [Fault("", Code.TOO_SHORT, "holds no results")]
    if faults:
        raise NotVerified(faults)
    heads = [place for place, each in enumerate(records) if each["status"] == COMPLETE]
    if not heads:
        return Told(None, records)
    if heads != [len(records) - 1]:
        detail = "the record that says the answer is complete does not stand once, at the end"
        raise NotVerified([Fault(f"/{RESULTS}/{heads[0]}", Code.OUT_OF_ORDER, detail)])
    return Told(records[-1], records[:-1])


def _record_faults(value: Any, at: str) -> list[Fault]:
    kind = KINDS.get(str(value.get("status"))) if isinstance(value, dict) else None
    if kind is None:
        detail = f"no record of an answer; expected a status of {', '.join(KINDS)}"
        return [Fault(at, Code.WRONG_TYPE, detail)]
    return shape_faults(value, kind, at)
