"""Many submissions, sent in chunks that are not too large, and every result in its place."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, Self

import msgspec

from morile.form import Draft
from morile_api.language.about import Limits
from morile_api.language.assessment import Assessed, AssessmentAnswer, Refused, refusal
from morile_api.language.faults import BadSubmission, Code, Fault
from morile_api.sheets.unreadable import Unreadable

MOST_SUBMISSIONS = 1_000
MOST_BYTES = 1 << 20
"""Of one chunk: small enough that a service can answer others between two of them."""

FRAME_BYTES = 300
"""More than what surrounds the submissions of a request."""

Submission = Draft | Mapping[str, Any] | msgspec.Struct
"""What can be assessed: a form's draft, a dict as in the API, or a struct of that shape."""


OnError = Literal["report", "reject"]
"""What one submission at fault means for the others: nothing, or the refusal of its whole chunk."""


class Wish(msgspec.Struct, frozen=True):
    """What callers say besides submissions; `fallback` is the matrix where nothing names one."""

    matrix: str | None = None
    explain: bool = False
    on_error: OnError = "report"
    fallback: str | None = None
    sentence: bool = False
    distribution: bool = False
    flips: int = 0
    as_of: date | str | None = None


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request as it is sent; a service says which matrices there are when none is named."""

    submissions: list[msgspec.Raw]
    matrix: str | None = None
    explain: bool = False
    on_error: str = "report"
    sentence: bool = False
    distribution: bool = False
    flips: int = 0
    as_of: date | str | None = None


class Chunk(msgspec.Struct, frozen=True):
    """Encoded submissions of one matrix, their places in the input, and those refused unsent."""

    wish: Wish
    matrix: str | None
    places: list[int]
    items: list[bytes]
    refused: list[Refused]

    def body(self) -> bytes:
        """The request for them."""
        items, wish = [msgspec.Raw(item) for item in self.items], self.wish
        frame = Frame(
            items,
            self.matrix,
            wish.explain,
            wish.on_error,
            wish.sentence,
            wish.distribution,
            wish.flips,
            wish.as_of,
        )
        return _encoder.encode(frame)

    def results(self, answer: AssessmentAnswer | None) -> list[Assessed | Refused]:
        """Every result in the order and with the places of the input.

        Args:
            answer: to `body`; None where nothing was sent.

        Raises:
            BadSubmission: some were refused unsent, and one refusal is to stop all.
        """
        if self.refused and self.wish.on_error == "reject":
            raise self.rejection([])
        said = answer.results if answer else []
        if not self.refused and self.places[0] == 0:
            return said
        placed = [moved(each, self.places[each.index]) for each in said]
        return sorted([*placed, *self.refused], key=lambda each: each.index)

    def rejection(self, faults: list[Fault]) -> BadSubmission:
        """The refusal of the whole chunk, with its faults in places of the input."""
        unsent = [fault for each in self.refused for fault in each.problem.errors]
        return BadSubmission(unsent + [_placed(fault, self.places) for fault in faults])


class Packer:
    """Gathers submissions into chunks as they come."""

    def __init__(self, wish: Wish, most: int, most_bytes: int) -> None:
        """Chunks of at most so many submissions and, unless a single one is larger, bytes."""
        self._wish = wish
        self._most = most
        self._most_bytes = most_bytes - FRAME_BYTES
        self._count = self._bytes = 0
        self._chunk = Chunk(wish, None, [], [], [])

    @classmethod
    def within(
        cls,
        limits: Limits,
        wish: Wish,
        most: int = MOST_SUBMISSIONS,
        most_bytes: int = MOST_BYTES,
    ) -> Self:
        """Chunks of at most so much that a service of these limits takes."""
        return cls(wish, min(most, limits.submissions), min(most_bytes, limits.body_bytes))

    def chunks(self, submissions: Iterable[Submission]) -> Iterator[Chunk]:
        """All of these in chunks; takes no more of them than the next chunk needs."""
        for submission in submissions:
            yield from self.add(submission)
        yield from self.rest()

    def add(self, submission: Submission) -> Iterator[Chunk]:
        """Take one more submission; gives the chunk before it when that is full."""
        index, self._count = self._count, self._count + 1
        try:
            item = encoded(submission, f"/submissions/{index}")
        except BadSubmission as error:
            yield from self._make_room(0, self._chunk.matrix)
            ref = submission.ref if isinstance(submission, Unreadable) else None
            self._chunk.refused.append(refusal(index, ref, error.faults))
            return
        matrix = matrix_of(submission, self._wish)
        yield from self._make_room(len(item), matrix)
        if not self._chunk.items:
            self._chunk = msgspec.structs.replace(self._chunk, matrix=matrix)
        self._chunk.places.append(index)
        self._chunk.items.append(item)
        self._bytes += len(item) + 1

    def rest(self) -> Iterator[Chunk]:
        """The last chunk, if anything is left."""
        if self._chunk.items or self._chunk.refused:
            yield self._chunk
        self._chunk = Chunk(self._wish, None, [], [], [])
        self._bytes = 0

    def _make_room(self, size: int, matrix: str | None) -> Iterator[Chunk]:
        sent = len(self._chunk.items)
        full = sent + len(self._chunk.refused) >= self._most
        if full or (
            sent and (self._bytes + size > self._most_bytes or matrix != self._chunk.matrix)
        ):
            yield from self.rest()


def encoded(submission: Submission, at: str) -> bytes:
    """A submission as JSON.

    Raises:
        BadSubmission: it was refused before, or holds what JSON cannot; pointers begin with `at`.
    """
    if isinstance(submission, Unreadable):
        faults = [Fault(at + each.pointer, each.code, each.detail) for each in submission.faults]
        raise BadSubmission(faults)
    try:
        return _encoder.encode(submission.content if isinstance(submission, Draft) else submission)
    except (TypeError, ValueError, OverflowError, RecursionError):
        detail = "holds a value that JSON has no form for"
    # Raised outside, so that no message that repeats the value hangs on it.
    raise BadSubmission([Fault(at, Code.WRONG_TYPE, detail)])


def matrix_of(submission: Submission, wish: Wish) -> str | None:
    """The matrix to score with: as asked, else the submission's own, else the fallback."""
    if wish.matrix is not None:
        return wish.matrix
    if isinstance(submission, Draft):
        return submission.matrix
    vector = (
        submission.get("vector")
        if isinstance(submission, Mapping)
        else getattr(submission, "vector", None)
    )
    return vector.partition("/")[0] if isinstance(vector, str) else wish.fallback


def single(submission: Submission, wish: Wish) -> bytes:
    """The request for one submission; its refusal is the refusal of the whole.

    Raises:
        BadSubmission: the submission holds what JSON cannot.
    """
    item = encoded(submission, "/submissions/0")
    return Chunk(wish, matrix_of(submission, wish), [0], [item], []).body()


def whole(submissions: Iterable[Submission], wish: Wish) -> tuple[list[msgspec.Raw], str | None]:
    """All submissions of a request that cannot be sent in parts, and the matrix they are for.

    Where the wish names no matrix, that of the first submission that does is taken.

    Raises:
        BadSubmission: some hold what JSON cannot; with every fault.
    """
    items: list[msgspec.Raw] = []
    faults: list[Fault] = []
    matrix: str | None = None
    for number, submission in enumerate(submissions):
        matrix = matrix or matrix_of(submission, wish)
        try:
            items.append(msgspec.Raw(encoded(submission, f"/submissions/{number}")))
        except BadSubmission as error:
            faults += error.faults
    if faults:
        raise BadSubmission(faults)
    return items, matrix or wish.matrix or wish.fallback


def one(answer: AssessmentAnswer) -> Assessed:
    """The only result of an answer.

    Raises:
        BadSubmission: it is a refusal.
    """
    [result] = answer.results
    if isinstance(result, Refused):
        raise BadSubmission(result.problem.errors)
    return result


def moved(result: Assessed | Refused, index: int) -> Assessed | Refused:
    """The result with its place in the whole input instead of one request."""
    if result.index == index:
        return result
    if isinstance(result, Assessed):
        return msgspec.structs.replace(result, index=index)
    places = {result.index: index}
    faults = [_placed(fault, places) for fault in result.problem.errors]
    problem = msgspec.structs.replace(result.problem, errors=faults)
    return msgspec.structs.replace(result, index=index, problem=problem)


def _placed(fault: Fault, places: list[int] | dict[int, int]) -> Fault:
    """The fault with its pointer into the whole input instead of one request."""
    parts = fault.pointer.split("/", 3)
    if len(parts) < len(["", "submissions", "0"]) or not parts[2].isdecimal():
        return fault
    parts[2] = str(places[int(parts[2])])
    return Fault("/".join(parts), fault.code, fault.detail)


def _plain(value: object) -> object:
    """What pandas and numpy put in place of a str or a dict."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError("JSON has no form for it")


_encoder = msgspec.json.Encoder(enc_hook=_plain)
