"""Problems: which fault gets which status, and its RFC 9457 document."""

from traceback import extract_tb

import msgspec

from morile_api.language.assessment import Problem
from morile_api.language.faults import (
    BadMatrix,
    BadSubmission,
    Code,
    Fault,
    MorileError,
    UnknownMatrix,
    UnknownVocabulary,
)
from morile_api.web.exchange import Exchange, Headers
from morile_api.web.media import LINES, ONLY_JSON, STREAMED
from morile_api.web.replies import NO_STORE, Reply, encoder

PROBLEM_JSON = b"application/problem+json"

RETRY_AFTER_S = 1
"""A batch takes well under a second, so a slot is free again that soon."""


KEYS_AFTER_S = 10
"""Keys that could not be had are asked for again that soon."""


class Kind(msgspec.Struct, frozen=True):
    """One type of problem: its name, its status, its title and what to do about it."""

    name: str
    status: int
    title: str
    detail: str | None = None

    @property
    def type(self) -> str:
        """The stable reference that clients switch on."""
        return f"/problems/{self.name}"


INVALID_SUBMISSION = Kind("invalid-submission", 422, "The submission is at fault")
MALFORMED_REQUEST = Kind("malformed-request", 400, "The request cannot be read")
CUT_OFF = Kind(
    "malformed-request", 400, "The request cannot be read", "the body ended before its end"
)
UNKNOWN_MATRIX = Kind("unknown-matrix", 404, "There is no such matrix")
UNKNOWN_VOCABULARY = Kind("unknown-vocabulary", 404, "There is no such vocabulary")
INVALID_MATRIX = Kind("invalid-matrix", 422, "The matrix definition is refused")
NOT_FOUND = Kind("not-found", 404, "There is nothing here", "GET /openapi.json lists what there is")
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    "The method is not allowed here",
    "the Allow header lists those that are",
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable", 406, "No acceptable form", "answers are application/json; accept that"
)
NOT_ACCEPTABLE_STREAM = Kind(
    "not-acceptable",
    406,
    "No acceptable form",
    "answers are of the kind that is sent, application/x-ndjson or "
    "application/vnd.apache.arrow.stream; accept that",
)
NOT_ACCEPTABLE_LINES = Kind(
    "not-acceptable", 406, "No acceptable form", "answers are application/x-ndjson; accept that"
)
REQUEST_TIMEOUT = Kind(
    "request-timeout", 408, "The body took too long", "send it whole, without pauses"
)
TOO_LARGE = Kind("too-large", 413, "The body is too large", "send several smaller requests")
HEADERS_TOO_LARGE = Kind(
    "headers-too-large", 431, "The headers are too large", "send fewer or shorter headers"
)
UNSUPPORTED_MEDIA_TYPE = Kind(
    "unsupported-media-type",
    415,
    "The body is of the wrong kind",
    "send application/json in UTF-8, without Content-Encoding",
)
UNSUPPORTED_STREAM = Kind(
    "unsupported-media-type",
    415,
    "The body is of the wrong kind",
    "send application/x-ndjson in UTF-8, or application/vnd.apache.arrow.stream, without "
    "Content-Encoding",
)
UNSUPPORTED_LINES = Kind(
    "unsupported-media-type",
    415,
    "The body is of the wrong kind",
    "send application/x-ndjson in UTF-8, without Content-Encoding; for Arrow streams this service "
    "needs its extra: pip install 'morile[arrow]'",
)
UNKNOWN_QUERY = Kind(
    "unknown-query", 422, "Query parameters are not known here", "leave the query out"
)
NO_TOKEN = Kind(
    "no-token", 401, "A token is needed", "send Authorization: Bearer with an access token"
)
INVALID_TOKEN = Kind(
    "invalid-token",
    401,
    "The token is not accepted",
    "send one that has not expired, from the issuer and for the audience of this service",
)
NO_KEYS = Kind(
    "no-keys",
    503,
    "No caller can be checked yet",
    "the keys of the issuer have not been had; try again after the seconds in Retry-After",
)
NOT_YOUR_ORGANISATION = Kind(
    "not-your-organisation", 403, "The token does not cover the organisation"
)
ONLY_HERE = Kind(
    "only-here",
    403,
    "Open access is for the machine of the service only",
    "its operator sets MORILE_JWKS, so that callers can be told apart, or a proxy calls it on "
    "127.0.0.1",
)
BAD_HOST = Kind("bad-host", 400, "The Host header is at fault", "send exactly one Host header")
OVERLOADED = Kind(
    "overloaded", 503, "Too much at once", "try again after the seconds in Retry-After"
)
INTERNAL = Kind("internal", 500, "The service failed")

KINDS = (
    INVALID_SUBMISSION,
    MALFORMED_REQUEST,
    UNKNOWN_MATRIX,
    UNKNOWN_VOCABULARY,
    INVALID_MATRIX,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    REQUEST_TIMEOUT,
    TOO_LARGE,
    HEADERS_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    UNKNOWN_QUERY,
    BAD_HOST,
    NO_TOKEN,
    INVALID_TOKEN,
    NO_KEYS,
    NOT_YOUR_ORGANISATION,
    ONLY_HERE,
    OVERLOADED,
    INTERNAL,
)

UNACCEPTED = {
    ONLY_JSON: NOT_ACCEPTABLE,
    STREAMED: NOT_ACCEPTABLE_STREAM,
    LINES: NOT_ACCEPTABLE_LINES,
}
"""By the kinds that a path answers in, the problem of a caller who takes none of them."""

UNSUPPORTED = {
    ONLY_JSON: UNSUPPORTED_MEDIA_TYPE,
    STREAMED: UNSUPPORTED_STREAM,
    LINES: UNSUPPORTED_LINES,
}
"""By the kinds of body that a path takes, the problem of one that is none of them."""

PLAIN: Headers = [(b"accept-encoding", b"identity")]

HEADERS: dict[Kind, Headers] = {
    **{kind: [(b"accept", b", ".join(kinds)), *PLAIN] for kinds, kind in UNSUPPORTED.items()},
    OVERLOADED: [(b"retry-after", str(RETRY_AFTER_S).encode())],
    NO_TOKEN: [(b"www-authenticate", b'Bearer realm="morile"')],
    INVALID_TOKEN: [(b"www-authenticate", b'Bearer realm="morile", error="invalid_token"')],
    NOT_YOUR_ORGANISATION: [
        (b"www-authenticate", b'Bearer realm="morile", error="insufficient_scope"')
    ],
    NO_KEYS: [(b"retry-after", str(KEYS_AFTER_S).encode())],
}
"""What a kind of problem says besides its document."""

WHEREVER = frozenset({BAD_HOST, HEADERS_TOO_LARGE, NO_TOKEN, INVALID_TOKEN, NO_KEYS, ONLY_HERE})
"""What a caller hears first, whether or not there is such a path or method."""

UNREADABLE = {Code.NOT_JSON, Code.NOT_UTF8, Code.NOT_ARROW, Code.TOO_DEEP, Code.DUPLICATE_MEMBER}

NOT_ALLOWED = {Code.NOT_YOUR_ORGANISATION}


def kind_of(error: MorileError) -> Kind:
    """Whose mistake it was and where decides what it is called."""
    match error:
        case BadSubmission(faults=faults) if any(each.code in NOT_ALLOWED for each in faults):
            return NOT_YOUR_ORGANISATION
        case UnknownMatrix():
            return UNKNOWN_MATRIX
        case UnknownVocabulary():
            return UNKNOWN_VOCABULARY
        case BadMatrix():
            return INVALID_MATRIX
        case BadSubmission(faults=faults) if any(each.code in UNREADABLE for each in faults):
            return MALFORMED_REQUEST
        case BadSubmission():
            return INVALID_SUBMISSION
        case _:
            return INTERNAL


def problem_of(
    kind: Kind, request_id: str, instance: str | None = None, faults: list[Fault] | None = None
) -> Problem:
    """The problem as the caller reads it; nothing of the request is repeated but its own id.

    Args:
        kind: of the problem.
        request_id: as the log has it too.
        instance: the path, where the caller chose no part of it.
        faults: every one, if there are any to list.
    """
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=kind.detail,
        instance=instance,
        request_id=request_id,
        errors=faults or [],
    )


def problem_reply(
    kind: Kind, exchange: Exchange, faults: list[Fault] | None = None, extra: Headers | None = None
) -> Reply:
    """The reply that tells the caller of a problem.

    Args:
        kind: of the problem.
        exchange: the request it answers.
        faults: every one, if there are any to list.
        extra: headers of this one reply, such as Allow.
    """
    exchange.outcome = kind.name
    if faults:
        exchange.note_faults(faults)
    request_id = exchange.request_id.decode()
    body = encoder.encode(problem_of(kind, request_id, exchange.instance, faults))
    headers = [
        (b"content-type", PROBLEM_JSON),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", NO_STORE),
        *HEADERS.get(kind, []),
        *(extra or []),
    ]
    return Reply(kind.status, headers, b"" if exchange.method == "HEAD" else body)


def misplaced(methods: tuple[str, ...], exchange: Exchange) -> Reply:
    """The reply to a request for what is not there: 405 where its path has other methods."""
    if not methods:
        return problem_reply(NOT_FOUND, exchange)
    allow = ", ".join(methods).encode()
    return problem_reply(METHOD_NOT_ALLOWED, exchange, extra=[(b"allow", allow)])


def whereabouts(error: BaseException) -> str:
    """What failed and at which line, for the log: never its message, which may repeat input."""
    frames = extract_tb(error.__traceback__)
    at = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + at
