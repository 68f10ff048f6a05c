"""Errors of calling a service: beside those of the language, no answer and any other answer."""

from morile_api.language.assessment import Problem
from morile_api.language.faults import MorileError, listed


class Unreachable(MorileError):
    """No answer came: nobody there, the connection broke off, or time ran out."""

    def __init__(self, address: str, why: str, attempts: int) -> None:
        """Name the service, the reason of the last attempt and how many there were."""
        self.attempts = attempts
        tries = "1 attempt" if attempts == 1 else f"{attempts} attempts"
        super().__init__(f"No answer from {address} ({tries}): {why}")


class ServerFailed(MorileError):
    """The service, or something in front of it, answered with neither a result nor a fault."""

    def __init__(
        self, status: int, problem: Problem | None, request_id: str | None, why: str = ""
    ) -> None:
        """Keep the HTTP status, the RFC 9457 problem if there is one, and the request's id."""
        self.status = status
        self.problem = problem
        self.request_id = request_id
        said = why or (problem.title if problem else "the answer is not one of this service's")
        opening = f"The service answered {status}: {said}"
        if problem and problem.detail and not why:
            opening += f". {problem.detail}"
        text = listed(problem.errors, opening) if problem and problem.errors else opening
        super().__init__(text + (f" (request id {request_id})" if request_id else ""))


class Denied(ServerFailed):
    """The service, or something in front of it, does not let this caller in: 401 or 403."""

    def __init__(self, status: int, problem: Problem | None, request_id: str | None) -> None:
        """Say what to do about it; the token is not repeated."""
        why = REMEDIES[status]
        if problem:
            why = f"{problem.title}. {why}"
        super().__init__(status, problem, request_id, why)


REMEDIES = {
    401: "Set MORILE_TOKEN_FILE or MORILE_TOKEN, or give token=, to a token that is valid now",
    403: "What the token allows does not include this; ask its issuer",
}
"""By status, what a caller who is not let in can do."""


class MorileDeprecationWarning(FutureWarning):
    """The service will stop offering an operation that this program uses."""
