"""Reading a request for assessments."""

import pytest

from morile_api.language.asked import read_asked, submission_faults
from morile_api.language.faults import BadSubmission, UnknownMatrix
from tests.builders import a_desk, a_request, a_threat, as_json, codes


def test_a_sound_request_is_read_whole() -> None:
    """Every submission keeps its place."""
    asked = read_asked(a_desk().reader, as_json(a_request(a_threat(), a_threat(), explain=True)))

    assert asked.matrix == "example@1.0.0"
    assert asked.wanted.explain
    assert asked.wanted.on_error == "report"
    assert asked.places == [0, 1]
    assert asked.bad == []


def test_submissions_that_do_not_fit_are_set_apart_with_their_faults() -> None:
    """The sound ones are read as if the others were not there."""
    request = a_request(a_threat(), a_threat(physical_harm="awful"), a_threat())

    asked = read_asked(a_desk().reader, as_json(request))

    assert asked.places == [0, 2]
    (bad,) = asked.bad
    assert (bad.index, bad.ref) == (1, "TV-1")
    assert codes(bad.faults) == [("/submissions/1/levels/physical_harm", "no-such-level")]


def test_what_the_caller_names_is_not_guessed() -> None:
    """Neither a matrix without its version nor one that is nearly there."""
    with pytest.raises(UnknownMatrix):
        read_asked(a_desk().reader, as_json(a_request(matrix="example")))


def test_a_single_submission_may_say_nothing_twice() -> None:
    """Of a batch this is not asked: it would double the time of reading."""
    body = as_json(a_request()).replace(b'"ref"', b'"ref": "X", "ref"')

    with pytest.raises(BadSubmission) as caught:
        read_asked(a_desk().reader, body)

    assert codes(caught.value.faults) == [("", "duplicate-member")]


def test_the_faults_of_one_submission_can_be_had_by_themselves() -> None:
    """For tables, whose rows are not JSON: the same words, at any pointer."""
    types = a_desk().reader.types

    faults = submission_faults(types, "example@1.0.0", a_threat(physical_harm="awful"), "/rows/7")

    assert codes(faults) == [("/rows/7/levels/physical_harm", "no-such-level")]
