"""Changes: the requests to moderate a submission and to replay submissions, as they are sent."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from morile._bulk import Submission, Wish, encoded, matrix_of
from morile_api.language.faults import BadSubmission, Fault

Plain = Mapping[str, Any] | msgspec.Struct
"""A part of a request: a dict as in the API, or a struct of that shape."""


class Moderation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request to moderate; a service says which matrices there are when none is named."""

    submission: msgspec.Raw
    changes: list[msgspec.Raw]
    matrix: str | None = None
    prompt: msgspec.Raw | None = None
    explain: bool = False


class Replay(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request to replay."""

    to: msgspec.Raw
    submissions: list[msgspec.Raw]
    matrix: str | None = None
    crosswalk: list[msgspec.Raw] | None = None
    explain: bool = False


def moderation(
    submission: Submission, changes: Iterable[Plain], prompt: Plain | None, wish: Wish
) -> bytes:
    """The request to make agreed changes to a submission.

    Args:
        submission: as in the API, or a form's draft.
        changes: each with `criterion`, `from`, `to`, `reason`, `role` and perhaps `date`.
        prompt: what prompted them, such as `{"kind": "disruption", "step": "major"}`.
        wish: with the matrix, and whether to explain.

    Raises:
        BadSubmission: something holds what JSON cannot; with every fault.
    """
    gathered = _Gathered()
    said = gathered.one(submission, "/submission")
    listed = gathered.many(changes, "/changes")
    prompted = None if prompt is None else gathered.one(prompt, "/prompt")
    gathered.refuse()
    matrix = matrix_of(submission, wish)
    return msgspec.json.encode(Moderation(said, listed, matrix, prompted, wish.explain))


def replay(
    submissions: Iterable[Submission], to: str, crosswalk: Iterable[Plain] | None, wish: Wish
) -> bytes:
    """The request to assess the same submissions with another definition.

    Args:
        submissions: all of them; where the wish names no matrix that of the first is taken.
        to: id and full version of the other definition.
        crosswalk: what becomes of each criterion: `from`, `to` and perhaps `levels`.
        wish: with the matrix, and whether to explain.

    Raises:
        BadSubmission: something holds what JSON cannot; with every fault.
    """
    gathered, given = _Gathered(), list(submissions)
    listed = gathered.many(given, "/submissions")
    own = (name for each in given if (name := matrix_of(each, wish)))
    crossings = None if crosswalk is None else gathered.many(crosswalk, "/crosswalk")
    over = gathered.one(to, "/to")
    gathered.refuse()
    matrix = next(own, wish.matrix or wish.fallback)
    return msgspec.json.encode(Replay(over, listed, matrix, crossings, wish.explain))


class _Gathered:
    """Parts of a request, encoded one by one, and the faults of those that JSON cannot hold."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def one(self, part: Any, at: str) -> msgspec.Raw:
        """A part that lies at a pointer."""
        try:
            return msgspec.Raw(encoded(part, at))
        except BadSubmission as error:
            self.faults += error.faults
            return msgspec.Raw(b"null")

    def many(self, parts: Iterable[Any], at: str) -> list[msgspec.Raw]:
        """Parts of a list."""
        return [self.one(part, f"{at}/{number}") for number, part in enumerate(parts)]

    def refuse(self) -> None:
        """Refuse the request if any part is at fault."""
        if self.faults:
            raise BadSubmission(self.faults)
