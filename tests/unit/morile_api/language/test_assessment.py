"""What scoring gives, as it is sent."""

from morile_api.language.assessment import refusal
from morile_api.language.faults import Fault


def test_a_refusal_carries_every_fault_in_a_problem_of_its_own() -> None:
    """RFC 9457 within a 207: type, title and status are those the whole request would have."""
    faults = [Fault("/submissions/3/ref", "missing-member", "missing; expected text")]

    refused = refusal(3, None, faults)

    assert (refused.index, refused.ref) == (3, None)
    assert refused.problem.type == "/problems/invalid-submission"
    assert refused.problem.status == 422
    assert refused.problem.errors == faults
