"""Chunks: how submissions are cut up, encoded and put back in their places."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

from morile._bulk import Chunk, Packer, Wish, encoded, matrix_of, single, whole
from morile.form import Draft
from morile_api.language.about import Limits
from morile_api.language.assessment import AssessmentAnswer, MatrixMark, Refused, Summary, refusal
from morile_api.language.faults import BadSubmission, Fault
from morile_api.sheets.unreadable import Unreadable

A_FAULT = Fault("/ref", "missing-member", "missing")
MARK = MatrixMark("m", "1.0.0", "draft", "sha256:0")


def chunks(
    submissions: Sequence[Any], most: int = 1000, most_bytes: int = 1 << 20, **wish: Any
) -> list[Chunk]:
    return list(Packer(Wish(**wish), most, most_bytes).chunks(submissions))


def answered(results: Sequence[Refused]) -> AssessmentAnswer:
    return AssessmentAnswer(MARK, "1", Summary(len(results), 0, len(results)), list(results))


# Cutting up


def test_a_chunk_holds_no_more_than_it_may() -> None:
    assert [chunk.places for chunk in chunks([{}] * 5, most=2)] == [[0, 1], [2, 3], [4]]


def test_nor_more_bytes() -> None:
    """300 are kept for what surrounds them: two of 98 bytes and their commas fit into 500."""
    submissions = [{"ref": "x" * 88}] * 5

    assert len(encoded(submissions[0], "")) == 98
    assert [len(chunk.items) for chunk in chunks(submissions, most_bytes=500)] == [2, 2, 1]


def test_a_submission_that_is_too_large_alone_is_sent_alone() -> None:
    """The service refuses it in its own words; its neighbours are scored."""
    submissions = [{"ref": "a"}, {"ref": "x" * 1000}, {"ref": "b"}]

    assert [chunk.places for chunk in chunks(submissions, most_bytes=500)] == [[0], [1], [2]]


def test_the_limits_of_a_service_are_kept() -> None:
    packer = Packer.within(Limits(3, 1024, "OFFICIAL"), Wish())

    sizes = [len(chunk.body()) for chunk in packer.chunks([{"ref": "x" * 300}] * 7)]

    assert max(sizes) <= 1024
    assert len(sizes) == 4


def test_no_more_is_taken_than_a_chunk_needs() -> None:
    source = iter([{"ref": "a"}] * 100)

    next(Packer(Wish(), 10, 1 << 20).chunks(source))

    assert len(list(source)) == 89


def test_nothing_makes_no_chunk() -> None:
    assert chunks([]) == []


def test_a_chunk_is_of_one_matrix() -> None:
    vectors = ["a@1.0.0/X:1", "a@1.0.0/X:2", "b@1.0.0/X:1"]

    cut = chunks([{"vector": each} for each in vectors])

    assert [(chunk.matrix, chunk.places) for chunk in cut] == [
        ("a@1.0.0", [0, 1]),
        ("b@1.0.0", [2]),
    ]


# The request


def test_a_request_says_what_was_wished_and_leaves_out_the_rest() -> None:
    [chunk] = chunks([{"ref": "a"}], matrix="m@1.0.0", explain=True, on_error="reject")

    assert msgspec.json.decode(chunk.body()) == {
        "matrix": "m@1.0.0",
        "explain": True,
        "on_error": "reject",
        "submissions": [{"ref": "a"}],
    }
    assert msgspec.json.decode(single({"ref": "a"}, Wish())) == {"submissions": [{"ref": "a"}]}


@pytest.mark.parametrize(
    ("submission", "wish", "matrix"),
    [
        ({}, Wish(), None),
        ({}, Wish(fallback="f@1.0.0"), "f@1.0.0"),
        ({"vector": "v@1.0.0/X:1"}, Wish(fallback="f@1.0.0"), "v@1.0.0"),
        ({"vector": 7}, Wish(fallback="f@1.0.0"), "f@1.0.0"),
        (Draft("d@1.0.0", {}), Wish(fallback="f@1.0.0"), "d@1.0.0"),
        (Draft("d@1.0.0", {}), Wish(matrix="m@1.0.0"), "m@1.0.0"),
    ],
)
def test_the_matrix_is_as_asked_else_the_submissions_own_else_the_clients(
    submission: Any, wish: Wish, matrix: str | None
) -> None:
    assert matrix_of(submission, wish) == matrix


# Encoding


def test_what_tables_put_in_place_of_words_and_dicts_is_taken() -> None:
    class Word(str):
        __slots__ = ()

    assert encoded(MappingProxyType({"ref": Word("a")}), "") == b'{"ref":"a"}'


@pytest.mark.parametrize(
    "value",
    [object(), {"a": "\ud800"}, {("a", "b"): 1}, {None: 1}, lambda: 1, 1j],
    ids=["object", "surrogate", "tuple key", "null key", "function", "complex"],
)
def test_what_json_has_no_form_for_is_a_fault_that_repeats_nothing(value: object) -> None:
    with pytest.raises(BadSubmission) as refused:
        encoded({"ref": value}, "/submissions/7")

    assert [(each.pointer, each.code) for each in refused.value.faults] == [
        ("/submissions/7", "wrong-type")
    ]
    assert refused.value.__context__ is None


def test_a_submission_inside_itself_is_a_fault() -> None:
    endless: dict[str, Any] = {}
    endless["levels"] = endless

    with pytest.raises(BadSubmission):
        encoded(endless, "")


# Putting back


def test_what_was_refused_unsent_stands_in_its_place() -> None:
    [chunk] = chunks([{"ref": "a"}, Unreadable("b", [A_FAULT]), {"ref": "c"}])
    said = answered([refusal(0, "a", []), refusal(1, "c", [])])

    results = chunk.results(said)

    assert [each.index for each in results] == [0, 1, 2]
    assert results[1] == refusal(1, "b", [Fault("/submissions/1/ref", "missing-member", "missing")])


def test_pointers_of_a_later_chunk_lead_into_the_whole_input() -> None:
    """Pointers that lead elsewhere stay as they are."""
    later = chunks([{}] * 6, most=3)[1]
    faults = [
        Fault("/submissions/1", "a", ""),
        Fault("/submissions/1/levels/x~1y/0", "b", ""),
        Fault("/matrix", "c", ""),
        Fault("", "d", ""),
    ]

    [moved] = later.results(answered([refusal(1, None, faults)]))

    assert isinstance(moved, Refused)
    assert moved.index == 4
    expected = ["/submissions/4", "/submissions/4/levels/x~1y/0", "/matrix", ""]
    assert [each.pointer for each in moved.problem.errors] == expected
    assert [each.pointer for each in later.rejection(faults).faults] == expected


def test_one_refusal_unsent_stops_all_when_asked_to() -> None:
    [chunk] = chunks([{"ref": "a"}, Unreadable(None, [A_FAULT])], on_error="reject")

    with pytest.raises(BadSubmission) as refused:
        chunk.results(answered([refusal(0, "a", [])]))

    assert [each.pointer for each in refused.value.faults] == ["/submissions/1/ref"]


# Whole


def test_what_cannot_be_sent_in_parts_is_for_the_matrix_of_the_first_that_names_one() -> None:
    """A vector names its own; what the caller says goes before it."""
    submissions = [{"ref": "a"}, {"vector": "m@1.0.0/A:x"}, {"vector": "n@1.0.0/A:x"}]

    items, matrix = whole(submissions, Wish())

    assert (len(items), matrix) == (3, "m@1.0.0")
    assert whole(submissions, Wish("o@1.0.0"))[1] == "o@1.0.0"
    assert whole([], Wish(fallback="p@1.0.0"))[1] == "p@1.0.0"


def test_every_submission_that_json_cannot_hold_is_named() -> None:
    with pytest.raises(BadSubmission) as refused:
        whole([{"ref": object()}, {}, {"ref": object()}], Wish())

    assert [each.pointer for each in refused.value.faults] == ["/submissions/0", "/submissions/2"]
