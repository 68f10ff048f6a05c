"""Verifying: what holds, and of what does not hold exactly what and where."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from morile_api.catalogue import read_matrix
from morile_api.provenance.verify import verify
from tests.builders import a_definition, a_desk, a_matrix, a_request, a_threat, by_vector, codes
from tests.signed import a_key, against, changed, refusal, signed_by, signed_stream

DESK = a_desk(a_matrix(), a_matrix(version="1.1.0"))
THREATS = (
    a_threat(more={"ref": "A", "marking": "OFFICIAL"}),
    by_vector("example@1.0.0/PH:none", ref="B"),
    a_threat(more={"ref": "C", "marking": "OFFICIAL-SENSITIVE"}, physical_harm="severe"),
)
REQUEST = a_request(*THREATS, explain=True)
SIGNED = signed_by(DESK, REQUEST)
UNSIGNED = DESK.bytes_of(REQUEST)
OURS = against(DESK, "ours")
NO_KEYS = against(DESK)

Change = Callable[[Any], None]


def test_a_signed_answer_holds() -> None:
    found = verify(SIGNED, OURS)

    assert found.signed_by == a_key().public.kid
    assert (found.matrices, found.service_version) == (("example@1.0.0",), "1.0.0")
    assert (found.assessed, found.refused, found.whole) == (2, 1, True)
    assert (found.marking, found.unproven) == ("OFFICIAL-SENSITIVE", ())


def test_an_unsigned_answer_holds_and_nobody_is_said_to_have_signed() -> None:
    """And it is said what of it nothing proves."""
    found = verify(UNSIGNED, NO_KEYS)

    assert (found.signed_by, found.service_version) == (None, None)
    assert found.unproven == ("ref", "marking", "problem")


def test_either_key_holds_while_one_is_changed_for_the_other() -> None:
    both = against(DESK, "theirs", "ours")

    assert verify(SIGNED, both).signed_by == a_key("ours").public.kid
    assert verify(signed_by(DESK, REQUEST, "theirs"), both).signed_by == a_key("theirs").public.kid


def test_layout_does_not_matter_and_values_do() -> None:
    """A file that was saved prettily is the same answer."""
    assert verify(json.dumps(json.loads(SIGNED), indent=2).encode(), OURS).assessed == 2


def _swap(answer: Any) -> None:
    answer["results"][0], answer["results"][2] = answer["results"][2], answer["results"][0]


def _swap_and_number(answer: Any) -> None:
    _swap(answer)
    for place, each in enumerate(answer["results"]):
        each["index"] = place


def _drop(answer: Any) -> None:
    del answer["results"][2]


def _drop_and_count(answer: Any) -> None:
    _drop(answer)
    answer["summary"] = {"total": 2, "assessed": 1, "refused": 1}


def _of(place: int, **members: Any) -> Change:
    return lambda answer: answer["results"][place].update(members)


def _head(**members: Any) -> Change:
    return lambda answer: answer.update(members)


def _mark(**members: Any) -> Change:
    return lambda answer: answer["matrix"].update(members)


def _strip(answer: Any) -> None:
    del answer["envelope"]


LIST = ("/results", "not-as-signed")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_of(0, ref="Z"), {LIST}),
        (_of(0, organisation="NCA"), {LIST}),
        (_of(0, marking="OFFICIAL-SENSITIVE"), {LIST}),
        (_of(0, later="more"), {LIST}),
        (_of(1, ref="Z"), {LIST}),
        (_of(0, score=99), {LIST, ("/results/0/score", "not-as-computed")}),
        (_swap_and_number, {LIST}),
        (
            _drop_and_count,
            {LIST, ("/summary", "not-as-signed")},
        ),
        (_swap, {LIST, ("/results/0/index", "out-of-order")}),
        (
            _drop,
            {
                LIST,
                ("/summary/total", "not-as-computed"),
                ("/summary/assessed", "not-as-computed"),
            },
        ),
        (_head(later=1), {("/later", "not-as-signed")}),
        (
            _head(marking="OFFICIAL"),
            {("/marking", "not-as-signed"), ("/marking", "not-as-computed")},
        ),
        (
            _head(engine_version="0.9.0"),
            {("/engine_version", "not-as-signed"), ("/engine_version", "other-engine")},
        ),
        (
            _mark(digest="sha256:" + "1" * 64),
            {("/matrix", "not-as-signed"), ("/matrix/digest", "other-definition")},
        ),
        (
            _mark(status="authorised"),
            {("/matrix", "not-as-signed"), ("/matrix/status", "not-as-computed")},
        ),
        (
            _mark(version="1.1.0"),
            {
                ("/matrix", "not-as-signed"),
                ("/results/0/vector", "other-matrix"),
                ("/results/2/vector", "other-matrix"),
            },
        ),
        (_strip, {("/envelope", "no-signature")}),
        (_head(envelope=None), {("/envelope", "wrong-type")}),
    ],
)
def test_what_is_done_to_a_signed_answer_is_said(
    change: Change, expected: set[tuple[str, str]]
) -> None:
    assert set(codes(refusal(changed(SIGNED, change), OURS))) == expected


def test_an_envelope_of_another_answer_does_not_fit() -> None:
    """An older one, replayed over newer results, or one for another matrix version."""
    older = json.loads(signed_by(DESK, a_request(*THREATS[:1], explain=True)))["envelope"]
    other = [by_vector("example@1.1.0/PH:none/CO:none")]
    version = json.loads(signed_by(DESK, a_request(*other, matrix="example@1.1.0")))["envelope"]

    assert LIST in codes(refusal(changed(SIGNED, _head(envelope=older)), OURS))
    assert ("/matrix", "not-as-signed") in codes(
        refusal(changed(SIGNED, _head(envelope=version)), OURS)
    )


def test_an_older_version_replayed_is_refused_by_who_names_the_one_they_want() -> None:
    """It is signed and right, and not what was asked for."""
    held = against(DESK, "ours", matrix="example@1.1.0")

    assert set(codes(refusal(SIGNED, held))) == {("/matrix", "other-matrix")}
    assert verify(SIGNED, replace(held, matrix="example@1.0.0")).assessed == 2


def test_an_answer_of_another_definition_under_the_same_name_is_refused() -> None:
    """Sums that hold with figures that nobody here trusts."""
    other = read_matrix(a_definition(("points = 8", "points = 9")))
    held = replace(OURS, scorers={**DESK.scorers, "example@1.0.0": other})

    assert {("/matrix/digest", "other-definition"), ("/results/2/score", "not-as-computed")} <= (
        set(codes(refusal(SIGNED, held)))
    )


def test_a_matrix_that_is_not_here_is_said_with_those_that_are() -> None:
    other = a_desk(a_matrix(name="other"))

    faults = refusal(SIGNED, against(other, "ours"))

    assert ("/matrix", "no-such-matrix") in codes(faults)
    assert "other@1.0.0" in faults[0].detail


def test_a_strangers_signature_is_refused_whatever_name_it_goes_by() -> None:
    theirs = signed_by(DESK, REQUEST, "theirs")

    def rename(answer: Any) -> None:
        answer["envelope"]["signatures"][0]["keyid"] = a_key("ours").public.kid

    assert codes(refusal(theirs, OURS)) == [("/envelope/signatures/0/keyid", "unknown-key")]
    assert codes(refusal(changed(theirs, rename), OURS)) == [
        ("/envelope/signatures/0/sig", "bad-signature")
    ]


def test_a_signature_that_nobody_can_check_is_not_taken_for_none() -> None:
    """Whoever gives no keys must not be told that a signed answer holds."""
    assert codes(refusal(SIGNED, NO_KEYS)) == [("/envelope/signatures/0/keyid", "unknown-key")]


def test_an_unsigned_answer_is_refused_by_who_asks_for_a_signature() -> None:
    assert codes(refusal(UNSIGNED, OURS)) == [("/envelope", "no-signature")]


def test_without_a_signature_the_sums_and_counts_still_tell() -> None:
    assert codes(refusal(changed(UNSIGNED, _swap), NO_KEYS)) == [
        ("/results/0/index", "out-of-order")
    ]
    assert codes(refusal(changed(UNSIGNED, _of(0, score=99)), NO_KEYS)) == [
        ("/results/0/score", "not-as-computed")
    ]


# Streams


HEADER = {"matrix": "example@1.0.0"}
STREAM = signed_stream(DESK, HEADER, *THREATS)


def relined(*change: Callable[[list[Any]], None]) -> bytes:
    """The signed stream after a change of its records."""
    records = [json.loads(line) for line in STREAM.splitlines()]
    for each in change:
        each(records)
    return b"\n".join(json.dumps(each).encode() for each in records)


def test_a_signed_stream_holds() -> None:
    found = verify(STREAM, OURS)

    assert (found.signed_by, found.assessed, found.refused) == (a_key().public.kid, 2, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda records: records.pop(), {("/envelope", "no-signature")}),
        (lambda records: records[-1].pop("envelope"), {("/envelope", "no-signature")}),
        (
            lambda records: records.pop(1),
            {LIST, ("/results/1/index", "out-of-order"), ("/total", "not-as-computed"),
             ("/refused", "not-as-computed")},
        ),
        (lambda records: records[0].update(ref="Z"), {LIST}),
        (lambda records: records[-1].update(received="sha256:0"), {("/received", "not-as-signed")}),
    ],
)  # fmt: skip
def test_what_is_done_to_a_signed_stream_is_said(
    change: Callable[[list[Any]], None], expected: set[tuple[str, str]]
) -> None:
    """A trailer that was cut off takes the signature with it."""
    assert set(codes(refusal(relined(change), OURS))) == expected


def test_lines_without_a_trailer_hold_one_by_one_and_are_not_known_to_be_all() -> None:
    """What `morile score --to ndjson` writes."""
    lines = b"\n".join(STREAM.splitlines()[:-1])

    found = verify(lines, NO_KEYS)

    assert (found.whole, found.assessed, found.signed_by) == (False, 2, None)
    assert found.matrices == ("example@1.0.0",)


def test_lines_without_a_trailer_are_held_to_the_matrix_asked_for() -> None:
    lines = b"\n".join(STREAM.splitlines()[:-1])

    assert set(codes(refusal(lines, against(DESK, matrix="example@1.1.0")))) == {
        ("/results/0/vector", "other-matrix"),
        ("/results/2/vector", "other-matrix"),
    }
