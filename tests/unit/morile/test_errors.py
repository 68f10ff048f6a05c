"""Errors: what their texts say to whoever reads a log."""

from morile import Denied, Fault, Problem, ServerFailed, Unreachable


def test_unreachable_names_the_service_the_reason_and_the_attempts() -> None:
    assert str(Unreachable("https://x.example", "no connection in time", 3)) == (
        "No answer from https://x.example (3 attempts): no connection in time"
    )
    assert "(1 attempt)" in str(Unreachable("https://x.example", "refused", 1))


def test_a_problem_is_told_with_its_faults_and_the_id_to_ask_about() -> None:
    problem = Problem(
        "/problems/unknown-query",
        "Query parameters are not known here",
        422,
        detail="leave the query out",
        errors=[Fault("", "unknown-query", "x")],
    )

    assert str(ServerFailed(422, problem, "r-7")) == (
        "The service answered 422: Query parameters are not known here. leave the query out: "
        "1 fault\n  (whole): x [unknown-query] (request id r-7)"
    )


def test_an_answer_of_something_else_is_said_to_be_that() -> None:
    assert str(ServerFailed(502, None, None)) == (
        "The service answered 502: the answer is not one of this service's"
    )


def test_who_is_denied_reads_the_reason_and_the_remedy() -> None:
    problem = Problem("/problems/no-token", "A token is needed", 401, detail="send one")

    assert str(Denied(401, problem, "r-7")) == (
        "The service answered 401: A token is needed. Set MORILE_TOKEN_FILE or MORILE_TOKEN, or "
        "give token=, to a token that is valid now (request id r-7)"
    )
    assert isinstance(Denied(403, None, None), ServerFailed)
