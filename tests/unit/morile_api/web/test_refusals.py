"""The problems of the contract are those that really come back."""

from morile_api.catalogue import load
from morile_api.web import problems
from morile_api.web.operations import OPERATIONS
from morile_api.web.refusals import (
    OF_ANY_OTHER,
    REFUSALS,
    example_faults,
    refusal_responses,
    status_of,
)

CATALOGUE = load()


def test_the_problems_of_one_response_share_its_status() -> None:
    for name, kinds in REFUSALS.items():
        assert {str(kind.status) for kind in kinds} == {status_of(name)}


def test_every_kind_of_problem_is_documented() -> None:
    documented = {kind for kinds in REFUSALS.values() for kind in kinds} | set(OF_ANY_OTHER)
    of_streams = {problems.NOT_ACCEPTABLE_STREAM, problems.UNSUPPORTED_STREAM}

    assert documented == {*problems.KINDS, *of_streams}


def test_an_operation_has_one_response_for_each_status() -> None:
    for operation in OPERATIONS:
        statuses = [status_of(name) for name in operation.problems]
        assert len(set(statuses)) == len(statuses), operation.name


def test_faults_are_the_engines_own() -> None:
    faults = example_faults(CATALOGUE)

    assert [each.code for each in faults[problems.MALFORMED_REQUEST]] == ["not-json"]
    assert [each.code for each in faults[problems.UNKNOWN_MATRIX]] == ["no-such-matrix"]
    assert {each.code for each in faults[problems.INVALID_MATRIX]} == {"missing-member"}


def test_headers_that_come_with_a_problem_are_documented() -> None:
    responses = refusal_responses(CATALOGUE)

    assert responses["Overloaded"]["headers"]["Retry-After"]["schema"]["type"] == "integer"
    assert set(responses["UnsupportedMediaType"]["headers"]) == {
        "Request-ID",
        "Accept",
        "Accept-Encoding",
    }
