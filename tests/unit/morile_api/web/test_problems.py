"""Which fault gets which status, and how a caller is told."""

from typing import Any

import msgspec
import pytest

from morile_api.language.assessment import Problem, refusal
from morile_api.language.faults import (
    BadMatrix,
    BadSubmission,
    Fault,
    MorileError,
    UnknownMatrix,
    UnknownVocabulary,
)
from morile_api.web import problems
from morile_api.web.exchange import Exchange
from morile_api.web.problems import (
    KINDS,
    kind_of,
    misplaced,
    problem_reply,
    whereabouts,
)
from tests.wire.asgi import HOST, scope_of


def an_exchange(method: str = "GET") -> Exchange:
    async def send(_: Any) -> None: ...

    return Exchange(scope_of(method, "/v1", [HOST, (b"request-id", b"one")]), send)


def faults(*codes: str) -> list[Fault]:
    return [Fault("/x", code, "text") for code in codes]


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (BadSubmission(faults("not-a-choice")), 422, "invalid-submission"),
        (BadSubmission(faults("not-json")), 400, "malformed-request"),
        (BadSubmission(faults("not-utf8")), 400, "malformed-request"),
        (BadSubmission(faults("too-deep")), 400, "malformed-request"),
        (BadSubmission(faults("duplicate-member")), 400, "malformed-request"),
        (BadMatrix(faults("cycle")), 422, "invalid-matrix"),
        (UnknownMatrix(["a@1.0.0"]), 404, "unknown-matrix"),
        (UnknownVocabulary(["a"]), 404, "unknown-vocabulary"),
        (MorileError(), 500, "internal"),
    ],
)
def test_every_error_has_its_kind(error: MorileError, status: int, name: str) -> None:
    kind = kind_of(error)

    assert (kind.status, kind.name, kind.type) == (status, name, f"/problems/{name}")


def test_a_type_has_one_status_and_one_title() -> None:
    """Clients switch on the type."""
    assert len({kind.type for kind in KINDS}) == len(KINDS)


def test_a_refused_submission_has_the_problem_that_a_refused_request_has() -> None:
    inner, kind = refusal(0, None, []).problem, problems.INVALID_SUBMISSION

    assert (inner.type, inner.title, inner.status) == (kind.type, kind.title, kind.status)


def test_a_problem_lists_every_fault_and_names_the_exchange() -> None:
    reply = problem_reply(problems.INVALID_SUBMISSION, an_exchange(), faults("a", "b"))

    told = msgspec.json.decode(reply.body, type=Problem)
    assert reply.status == told.status == 422
    assert told.request_id == "one"
    assert [each.code for each in told.errors] == ["a", "b"]
    headers = dict(reply.headers)
    assert headers[b"content-type"] == b"application/problem+json"
    assert headers[b"content-length"] == str(len(reply.body)).encode()
    assert headers[b"cache-control"] == b"no-store"


def test_members_without_a_value_are_left_out() -> None:
    body = msgspec.json.decode(problem_reply(problems.INTERNAL, an_exchange()).body)

    assert set(body) == {"type", "title", "status", "request_id"}


def test_head_hears_of_a_problem_without_a_body() -> None:
    reply = problem_reply(problems.NOT_FOUND, an_exchange("HEAD"))

    assert (reply.status, reply.body) == (404, b"")
    assert int(dict(reply.headers)[b"content-length"]) > 0


def test_some_problems_say_more_in_their_headers() -> None:
    unsupported = dict(problem_reply(problems.UNSUPPORTED_MEDIA_TYPE, an_exchange()).headers)
    stream = dict(problem_reply(problems.UNSUPPORTED_STREAM, an_exchange()).headers)
    overloaded = dict(problem_reply(problems.OVERLOADED, an_exchange()).headers)

    assert unsupported[b"accept"] == b"application/json"
    assert stream[b"accept"] == b"application/x-ndjson, application/vnd.apache.arrow.stream"
    assert unsupported[b"accept-encoding"] == stream[b"accept-encoding"] == b"identity"
    assert overloaded[b"retry-after"] == b"1"


def test_where_there_are_other_methods_they_are_listed() -> None:
    reply = misplaced(("GET", "HEAD"), an_exchange())

    assert reply.status == 405
    assert (b"allow", b"GET, HEAD") in reply.headers
    assert misplaced((), an_exchange()).status == 404


def test_a_failure_is_placed_without_its_message() -> None:
    """The message may hold what was sent."""

    def fail() -> None:
        raise KeyError("secret")

    try:
        fail()
    except KeyError as error:
        place = whereabouts(error)

    assert place.startswith("KeyError at fail:")
    assert "secret" not in place
    assert whereabouts(ValueError("secret")) == "ValueError"
