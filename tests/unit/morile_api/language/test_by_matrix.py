"""Requests told apart by the matrix they name."""

import pytest

from morile_api.language.by_matrix import in_field_words, matrix_of, members_of
from morile_api.language.faults import BadSubmission, Fault, UnknownMatrix
from tests.builders import a_desk, codes

WORDS = a_desk().reader.types.words


def test_a_requests_members_are_taken_apart_before_they_are_decoded() -> None:
    """So that one that is wrong does not hide the others."""
    members = members_of(b'{"matrix": "example@1.0.0", "x": [1, 2]}')

    assert bytes(members["x"]) == b"[1, 2]"


@pytest.mark.parametrize("body", [b"[]", b"7", b'"text"', b"null"])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    """A request is always an object, so that it can grow."""
    with pytest.raises(BadSubmission) as caught:
        members_of(body)

    assert codes(caught.value.faults) == [("", "wrong-type")]


def test_the_matrix_a_request_names_is_one_of_those_there_are() -> None:
    """Else they are listed."""
    assert matrix_of(members_of(b'{"matrix": "a@1.0.0"}'), ["a@1.0.0"]) == "a@1.0.0"
    with pytest.raises(UnknownMatrix) as caught:
        matrix_of(members_of(b'{"matrix": "b@1.0.0"}'), ["a@1.0.0"])
    assert caught.value.known == ["a@1.0.0"]


@pytest.mark.parametrize(
    ("pointer", "code", "named"),
    [
        ("/submissions/0/levels", "unknown-member", "no-such-criterion"),
        ("/submissions/0/levels/harm", "missing-member", "missing-criterion"),
        ("/submissions/0/levels/harm", "not-a-choice", "no-such-level"),
        ("/submissions/0/levels/harm/1", "not-a-choice", "no-such-level"),
        ("/submissions/0/levels/harm/level", "not-a-choice", "no-such-level"),
        ("/submissions/0/levels/harm/confidence", "not-a-choice", "not-a-choice"),
        ("/submissions/0/levels/harm", "wrong-type", "wrong-type"),
        ("/submissions/0", "unknown-member", "unknown-member"),
        ("/submissions/0/levels", "missing-member", "missing-member"),
    ],
)
def test_a_fault_has_the_word_of_the_field_where_there_is_one(
    pointer: str, code: str, named: str
) -> None:
    """An assessor knows criteria and levels, not members and choices."""
    (fault,) = in_field_words([Fault(pointer, code, "")], WORDS, {})

    assert (fault.pointer, str(fault.code)) == (pointer, named)
