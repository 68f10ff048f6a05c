"""The wire: what is sent for each verb, and which result or exception a reply becomes."""

import msgspec
import pytest

from morile import BadMatrix, BadSubmission, Denied, ServerFailed, UnknownMatrix, UnknownVocabulary
from morile import _wire as wire
from morile._wire import Reply
from morile_api.language.about import MatrixList, MatrixSummary
from morile_api.language.assessment import Problem
from morile_api.language.faults import Fault, MorileError

FAULT = Fault("/submissions/0/ref", "missing-member", "missing; expected text")


def a_reply(status: int, body: bytes | Problem, **headers: str) -> Reply:
    if isinstance(body, Problem):
        body = msgspec.json.encode(body)
    return Reply(status, {name.replace("_", "-"): it for name, it in headers.items()}, body)


def a_problem(kind: str, status: int, *faults: Fault) -> Problem:
    return Problem(f"/problems/{kind}", "Something is wrong", status, errors=list(faults))


# What is sent


def test_a_request_is_sent_as_it_stands() -> None:
    call = wire.answer(b'{"matrix": 1}')

    assert (call.request.method, call.request.path) == ("POST", "/v1/assessments")
    assert call.request.body == b'{"matrix": 1}'


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("thematic@1.0.0", "/v1/matrices/thematic/1.0.0"),
        ("priority-grid-4x4@1.0.0", "/v1/matrices/priority-grid-4x4/1.0.0"),
        ("thematic", "/v1/matrices/-/-"),
        ("../x@1.0.0", "/v1/matrices/-/-"),
        ("x@..", "/v1/matrices/-/-"),
        ("x@1.0.0?y=1", "/v1/matrices/-/-"),
    ],
)
def test_a_name_never_leads_to_another_path(name: str, path: str) -> None:
    """What cannot be a matrix is asked for as one that nobody has, so that all are listed."""
    assert wire.matrix(name).request.path == path


@pytest.mark.parametrize(("name", "path"), [("threat-types", "threat-types"), ("../x", "-")])
def test_nor_does_the_name_of_a_vocabulary(name: str, path: str) -> None:
    assert wire.vocabulary(name).request.path == f"/v1/vocabularies/{path}"


def test_half_a_character_is_refused_before_it_is_sent() -> None:
    with pytest.raises(BadSubmission):
        wire.check_body("\ud800")


# What comes back


def test_a_result_is_read_and_members_not_yet_known_are_passed_over() -> None:
    """A newer service may say more than this SDK knows."""
    summary = MatrixSummary("thematic", "1.0.0", "T", "illustrative", "theme", "sha256:0")
    body = msgspec.json.encode(MatrixList([summary])).replace(b"{", b'{"new": 1, ', 1)

    assert wire.read(wire.matrices(), a_reply(200, body)) == [summary]


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("invalid-submission", 422, BadSubmission),
        ("malformed-request", 400, BadSubmission),
        ("invalid-matrix", 422, BadMatrix),
    ],
)
def test_faults_come_back_as_the_exception_that_offline_raises(
    kind: str, status: int, error: type[MorileError]
) -> None:
    failure = wire.failure(a_reply(status, a_problem(kind, status, FAULT)))

    assert isinstance(failure, error)
    assert isinstance(failure, BadSubmission | BadMatrix)
    assert failure.faults == [FAULT]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UnknownMatrix(["a@1.0.0", "b@1.0.0"]), "unknown-matrix"),
        (UnknownMatrix(["a@1.0.0"], pointer=""), "unknown-matrix"),
        (UnknownVocabulary(["organisations", "threat-types"]), "unknown-vocabulary"),
    ],
)
def test_what_there_is_survives_the_journey(
    error: UnknownMatrix | UnknownVocabulary, kind: str
) -> None:
    """`known` is read back from the sentence, so this holds the two to one another."""
    failure = wire.failure(a_reply(404, a_problem(kind, 404, *error.faults)))

    assert isinstance(failure, type(error))
    assert (failure.known, failure.faults, str(failure)) == (error.known, error.faults, str(error))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, b"<html>Forbidden</html>"),
        (500, a_problem("internal", 500)),
        (413, a_problem("too-large", 413)),
        (422, a_problem("invalid-submission", 422)),
        (422, a_problem("unknown-query", 422, FAULT)),
        (502, b"<html>Bad gateway</html>"),
        (401, b'{"error": "invalid_token"}'),
        (301, b""),
        (200, b"<html>Sign in</html>"),
        (200, b'{"matrices": [{"id": 1}]}'),
        (200, b"\xff"),
        (200, b"[" * 100_000),
    ],
)
def test_any_other_answer_is_the_failure_of_the_server(status: int, body: bytes | Problem) -> None:
    """A proxy's page, a sign-in page, a redirection: never a bare decoding error."""
    with pytest.raises(ServerFailed) as failed:
        wire.read(wire.matrices(), a_reply(status, body, request_id="r-1"))

    assert (failed.value.status, failed.value.request_id) == (status, "r-1")
    assert failed.value.problem == (body if isinstance(body, Problem) else None)


def test_a_foreign_submission_is_a_fault_of_the_request_and_no_other_403() -> None:
    """The same whether one, some or all of a request may not be sent."""
    fault = Fault("/submissions/0/organisation", "not-your-organisation", "x")

    ours = wire.failure(a_reply(403, a_problem("not-your-organisation", 403, fault)))
    others = wire.failure(a_reply(403, b"<html>Forbidden</html>"))

    assert isinstance(ours, BadSubmission)
    assert ours.faults == [fault]
    assert isinstance(others, Denied)
