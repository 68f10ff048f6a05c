"""Prioritising: the request to rank threats and to give slots, as it is sent."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from morile._bulk import Submission, Wish, encoded, whole
from morile_api.language.faults import BadSubmission, Code, Fault

Rules = Mapping[str, Any]
"""The agreed rules: `slots` or `capacity`, `reserve`, `tie_break`, and the other members of a
request for priorities beside its submissions."""


def prioritising(submissions: Iterable[Submission], rules: Rules | None, wish: Wish) -> bytes:
    """The request to rank threats and to give slots.

    Args:
        submissions: all of them; a ranking cannot be made in parts.
        rules: as in the API.
        wish: with the matrix; where it names none that of the rules or the first submission counts.

    Raises:
        BadSubmission: something holds what JSON cannot, or the rules hold submissions; with every
            fault.
    """
    said = dict(rules or {})
    faults: list[Fault] = []
    if "submissions" in said:
        detail = "given apart from the rules; leave it out of them"
        faults.append(Fault("/submissions", Code.DUPLICATE_MEMBER, detail))
    named = said.pop("matrix", None)
    members: dict[str, msgspec.Raw] = {}
    items: list[msgspec.Raw] = []
    matrix: str | None = None
    try:
        members = msgspec.json.decode(encoded(said, ""), type=dict[str, msgspec.Raw])
    except BadSubmission as error:
        faults += error.faults
    try:
        items, matrix = whole(submissions, wish)
    except BadSubmission as error:
        faults += error.faults
    if faults:
        raise BadSubmission(faults)
    asked = wish.matrix or named or matrix
    frame = {} if asked is None else {"matrix": asked}
    return msgspec.json.encode({**frame, **members, "submissions": items})
