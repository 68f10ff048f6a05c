"""The request to vary the figures, as it is sent."""

import json

import pytest

from morile import BadSubmission
from morile._bulk import Wish
from morile._moving import moving


def test_everything_that_is_asked_for_is_sent() -> None:
    body = moving([{"ref": "a"}], Wish("m@1.0.0"), "weights", 0.2, 50, 7)

    assert json.loads(body) == {
        "submissions": [{"ref": "a"}],
        "vary": "weights",
        "by": 0.2,
        "trials": 50,
        "seed": 7,
        "matrix": "m@1.0.0",
    }


def test_bounds_by_key_are_sent_beside_that_of_all_others() -> None:
    body = json.loads(moving([{}], Wish(), "both", {"": 0.05, "impact": 0.2}, 1, 0))

    assert (body["by"], body["bounds"]) == (0.05, [{"of": "impact", "by": 0.2}])


def test_without_a_bound_for_all_others_they_stay_as_they_are() -> None:
    assert json.loads(moving([{}], Wish(), "both", {"impact": 0.2}, 1, 0))["by"] == 0


def test_the_matrix_is_left_out_where_nobody_names_one() -> None:
    """The service then says which there are."""
    assert "matrix" not in json.loads(moving([{}], Wish(), "both", 0.1, 1, 0))


def test_a_value_json_has_no_form_for_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(BadSubmission) as refused:
        moving([{}, {"ref": object()}], Wish(), "both", 0.1, 1, 0)

    assert [fault.pointer for fault in refused.value.faults] == ["/submissions/1"]
