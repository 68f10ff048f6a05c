"""The wire without I/O: what each verb sends, and what a reply means."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from morile.errors import REMEDIES, Denied, ServerFailed
from morile_api.language.about import (
    CheckAnswer,
    CheckRequest,
    MatrixDocument,
    MatrixList,
    MatrixSummary,
    Service,
)
from morile_api.language.assessment import AssessmentAnswer, Problem
from morile_api.language.faults import (
    BadMatrix,
    BadSubmission,
    Code,
    Fault,
    MorileError,
    UnknownMatrix,
    UnknownVocabulary,
)
from morile_api.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from morile_api.language.agreement import AgreementAnswer
    from morile_api.language.moderation import ModerationAnswer
    from morile_api.language.prioritised import PriorityAnswer
    from morile_api.language.replay import ReplayAnswer
    from morile_api.language.sensitivity import SensitivityAnswer

T = TypeVar("T")

MATRIX_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([0-9]+(?:\.[0-9]+)*)")
VOCABULARY_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOBODY = "-"
"""Stands in a path for what cannot be a name, so that the service answers with those there are."""


class Request(msgspec.Struct, frozen=True):
    """What to send: a path below the service's address, and a body or none.

    `media` is the kind of the body, and of the answer.
    """

    method: str
    path: str
    body: bytes | None = None
    media: str = "application/json"


class Reply(msgspec.Struct, frozen=True):
    """An HTTP answer, whole; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Lost(msgspec.Struct, frozen=True):
    """No answer, or not a whole one; `again` where another attempt may do better.

    `had` is what had come of the body of an answer with status 200.
    """

    why: str
    again: bool
    had: bytes = b""


class Call(msgspec.Struct, Generic[T], frozen=True):
    """One operation: its request and how its reply is read.

    `resume` is told what each attempt came to; it says what to make of that and what to send next.
    """

    operation: str
    request: Request
    read: Callable[[Reply], T]
    resume: Callable[[Reply | Lost], tuple[Reply | Lost, Request]] | None = None


def _reader(kind: type[T]) -> Callable[[Reply], T]:
    return lambda reply: msgspec.json.decode(reply.body, type=kind)


def answer(body: bytes) -> Call[bytes]:
    """Assess the submissions of one request, as it stands."""
    return Call("assess", Request("POST", "/v1/assessments", body), lambda reply: reply.body)


def assessments(body: bytes) -> Call[AssessmentAnswer]:
    """Assess the submissions of one request."""
    return Call("assess", Request("POST", "/v1/assessments", body), _reader(AssessmentAnswer))


def agreement(body: bytes) -> Call["AgreementAnswer"]:
    """Compare the submissions of one request."""
    # These types take a while to load, and few callers need them.
    from morile_api.language.agreement import AgreementAnswer

    return Call("compare", Request("POST", "/v1/agreement", body), _reader(AgreementAnswer))


def moderation(body: bytes) -> Call["ModerationAnswer"]:
    """Make agreed changes to the submission of one request."""
    from morile_api.language.moderation import ModerationAnswer

    return Call("moderate", Request("POST", "/v1/moderations", body), _reader(ModerationAnswer))


def priorities(body: bytes) -> Call["PriorityAnswer"]:
    """Rank the threats of one request, and give its slots."""
    from morile_api.language.prioritised import PriorityAnswer

    return Call("prioritise", Request("POST", "/v1/priorities", body), _reader(PriorityAnswer))


def replay(body: bytes) -> Call["ReplayAnswer"]:
    """Assess the submissions of one request with another definition too."""
    from morile_api.language.replay import ReplayAnswer

    return Call("replay", Request("POST", "/v1/replays", body), _reader(ReplayAnswer))


def sensitivity(body: bytes) -> Call["SensitivityAnswer"]:
    """Score the submissions of one request again under other figures."""
    from morile_api.language.sensitivity import SensitivityAnswer

    request = Request("POST", "/v1/sensitivities", body)
    return Call("vary the figures", request, _reader(SensitivityAnswer))


def matrices() -> Call[list[MatrixSummary]]:
    """List the matrices."""
    request = Request("GET", "/v1/matrices")
    return Call("list matrices", request, lambda reply: _reader(MatrixList)(reply).matrices)


def matrix(name: str) -> Call[MatrixDocument]:
    """One matrix, whole."""
    found = MATRIX_ID.fullmatch(name)
    short, version = found.groups() if found else (NOBODY, NOBODY)
    request = Request("GET", f"/v1/matrices/{short}/{version}")
    return Call("get a matrix", request, _reader(MatrixDocument))


def check_matrix(toml: str) -> Call[CheckAnswer]:
    """Check the text of a definition."""
    request = Request("POST", "/v1/matrices/check", check_body(toml))
    return Call("check a matrix", request, _reader(CheckAnswer))


def check_body(toml: str) -> bytes:
    """The request to check a definition.

    Raises:
        BadSubmission: the text holds half a character.
    """
    try:
        return msgspec.json.encode(CheckRequest(toml))
    except UnicodeEncodeError:
        detail = "holds surrogates, which are no characters"
    raise BadSubmission([Fault("/toml", Code.NOT_UTF8, detail)])


def vocabulary(name: str) -> Call[Vocabulary]:
    """One vocabulary, whole."""
    known = name if VOCABULARY_NAME.fullmatch(name) else NOBODY
    request = Request("GET", f"/v1/vocabularies/{known}")
    return Call("get a vocabulary", request, _reader(Vocabulary))


def service() -> Call[Service]:
    """What runs there, and its limits."""
    return Call("ask the service", Request("GET", "/v1"), _reader(Service))


def read(call: Call[T], reply: Reply) -> T:
    """The result of a call.

    Raises:
        MorileError: what the service says is wrong, or `ServerFailed`.
    """
    if reply.status not in (200, 207):
        raise failure(reply)
    try:
        return call.read(reply)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = "not the answer this version of the SDK reads; are both of the same major version?"
        raise ServerFailed(reply.status, None, request_id(reply), why) from error


def request_id(reply: Reply) -> str | None:
    """What the service's log calls this request."""
    return reply.headers.get("request-id")


def failure(reply: Reply) -> MorileError:
    """The exception for a reply that is no result: the same that `Offline` raises, if it can."""
    problem = _problem(reply)
    faults = problem.errors if problem else []
    if problem and faults:
        match problem.type.rpartition("/")[2]:
            case "invalid-submission" | "malformed-request" | "not-your-organisation":
                return BadSubmission(faults)
            case "invalid-matrix":
                return BadMatrix(faults)
            case "unknown-matrix":
                return UnknownMatrix(_known(faults[0]), faults[0].pointer)
            case "unknown-vocabulary":
                return UnknownVocabulary(_known(faults[0]))
    if reply.status in REMEDIES:
        return Denied(reply.status, problem, request_id(reply))
    return ServerFailed(reply.status, problem, request_id(reply))


def _problem(reply: Reply) -> Problem | None:
    try:
        return _reader(Problem)(reply)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _known(fault: Fault) -> list[str]:
    """The names at the end of the fault's sentence, which `UnknownMatrix` puts there."""
    return fault.detail.rpartition("there are ")[2].split(", ")
