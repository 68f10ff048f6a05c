"""Types of requests for priorities."""

from typing import Any

import msgspec
import pytest

from morile_api.language.priorities import opposite, priority_requests, tie_breaks
from morile_api.language.submission import shared_words
from tests.builders import a_matrix, a_request, as_json, shipped_catalogue
from tests.priorities import CUMBRIA, a_board, a_counting_matrix, scoring


def decoded(**more: Any) -> Any:
    return a_board().verb.decoder.decode(as_json(a_request(scoring(1), **more)))


def test_nodes_but_the_headline_may_break_ties_either_way() -> None:
    """The headline is what is tied."""
    found = tie_breaks(a_counting_matrix())

    assert found[:2] == ["highest:other", "lowest:other"]
    assert "highest:risk" not in found
    assert found[-1] == "request-order"


def test_only_what_says_the_contrary_is_an_opposite() -> None:
    """A node's two ways and the two dates; every opposite is a key itself, and the other's."""
    keys = tie_breaks(a_counting_matrix())
    pairs = {key: other for key in keys if (other := opposite(key)) is not None}

    assert set(pairs) == {*keys[:2], "latest-information", "earliest-information"}
    assert all(pairs[other] == key for key, other in pairs.items())


def test_a_key_of_another_matrix_does_not_decode() -> None:
    with pytest.raises(msgspec.ValidationError):
        decoded(tie_break=["highest:harm"])


def test_whole_numbers_may_come_as_a_data_frame_writes_them() -> None:
    """3.0 is three; 3.5 is no number of slots."""
    assert decoded(slots=3.0, top=2.0).slots == 3
    with pytest.raises(msgspec.ValidationError):
        decoded(slots=3.5)


def test_what_is_reserved_is_told_apart_by_how_it_is_shared_out() -> None:
    """Agreed weights are not optional where shares go by weight."""
    someone = {"organisation": CUMBRIA}

    assert decoded(reserve={"by": "equal", "share": 1}).reserve.among is None
    with pytest.raises(msgspec.ValidationError):
        decoded(reserve={"by": "weights", "share": 1, "among": [someone]})
    with pytest.raises(msgspec.ValidationError):
        decoded(reserve={"by": "equal", "share": 1, "among": [{**someone, "weight": 1}]})
    paid = {**someone, "contribution": 2.5}
    assert decoded(reserve={"by": "contribution", "amount": 1, "among": [paid]}).reserve.amount == 1


def test_there_is_a_type_for_every_matrix_and_shared_parts_are_one_type() -> None:
    """So the contract has each of them once."""
    words = shared_words(shipped_catalogue().vocabularies)
    requests = priority_requests([a_matrix(), a_matrix(version="2.0.0")], words)

    assert [each.__name__ for each in requests.values()] == [
        "Example_1_0_0_PrioritiesRequest",
        "Example_2_0_0_PrioritiesRequest",
    ]
    one, other = (
        next(field.type for field in msgspec.structs.fields(each) if field.name == "reserve")
        for each in requests.values()
    )
    assert one == other
