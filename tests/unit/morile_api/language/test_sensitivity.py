"""Requests to vary the figures of a matrix."""

import pytest

from morile_api.language.by_matrix import Verb, read_verb, verb_of
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.sensitivity import sensitivity_requests
from morile_api.language.submission import shared_words
from tests.builders import a_matrix, a_request, as_json, codes, shipped_catalogue


@pytest.fixture(scope="module")
def verb() -> Verb:
    words = shared_words(shipped_catalogue().vocabularies)
    return verb_of(sensitivity_requests([a_matrix()], words, 2), words)


def test_what_is_left_out_has_a_stated_default(verb: Verb) -> None:
    """A tenth either way, two hundred times, from seed nought."""
    asked = read_verb(verb, as_json(a_request()))
    assert (asked.vary, asked.by, asked.trials, asked.seed) == ("both", 0.1, 200, 0)


def test_bounds_that_make_no_sense_are_refused_together(verb: Verb) -> None:
    """More than half of a figure is another figure; half a trial is none."""
    request = as_json(a_request(by=0.6, trials=1.5, seed=-1, vary="cuts"))
    with pytest.raises(BadSubmission) as caught:
        read_verb(verb, request)
    assert sorted(codes(caught.value.faults)) == [
        ("/by", Code.OUT_OF_RANGE),
        ("/seed", Code.OUT_OF_RANGE),
        ("/trials", Code.WRONG_FORM),
        ("/vary", Code.NOT_A_CHOICE),
    ]
