"""What broken or hostile callers send to agreement: every fault named, nothing repeated."""

from typing import Any

import pytest

from morile_api.language.faults import Code, UnknownMatrix
from tests.builders import CANARY, a_request, as_json, codes
from tests.panels import THREE_THREATS, a_said, faults_of

GOOD = a_said("T1", "A", "PHn")


def changed(**more: Any) -> dict[str, Any]:
    return a_request({**GOOD, **more})


@pytest.mark.parametrize(
    ("request_sent", "pointer", "code"),
    [
        (changed(levels={CANARY: "none"}), "/submissions/0/levels", Code.NO_SUCH_CRITERION),
        (
            changed(levels={"physical_harm": CANARY}),
            "/submissions/0/levels/physical_harm",
            Code.NO_SUCH_LEVEL,
        ),
        (
            changed(levels={"physical_harm": {"level": "none", "confidence": CANARY}}),
            "/submissions/0/levels/physical_harm/confidence",
            Code.NOT_A_CHOICE,
        ),
        (changed(vector=CANARY), "/submissions/0", Code.LEVELS_OR_VECTOR),
        (changed(organisation=CANARY), "/submissions/0/organisation", Code.NOT_A_CHOICE),
        (changed(marking="SECRET"), "/submissions/0/marking", Code.MARKING_TOO_HIGH),
        (changed(period=CANARY), "/submissions/0/period", Code.TOO_LONG),
        (changed(period="2026-Q7"), "/submissions/0/period", Code.WRONG_FORM),
        (changed(reference=CANARY), "/submissions/0/reference", Code.WRONG_TYPE),
        (changed(assessor="a\n" + CANARY), "/submissions/0/assessor", Code.WRONG_FORM),
        (changed(**{CANARY: 1}), "/submissions/0", Code.UNKNOWN_MEMBER),
        (a_request(GOOD, compare=CANARY), "/compare", Code.NOT_A_CHOICE),
        (a_request(GOOD, draws=10), "/draws", Code.OUT_OF_RANGE),
        (a_request(GOOD, draws=CANARY), "/draws", Code.WRONG_TYPE),
        (a_request(GOOD, seed=0.5), "/seed", Code.WRONG_FORM),
        (a_request(GOOD, seed=1e300), "/seed", Code.OUT_OF_RANGE),
        ({"matrix": "example@1.0.0", "submissions": []}, "/submissions", Code.TOO_SHORT),
        ({"matrix": "example@1.0.0"}, "/submissions", Code.MISSING_MEMBER),
        ({"submissions": [GOOD]}, "/matrix", Code.MISSING_MEMBER),
    ],
)
def test_each_mistake_is_named_with_its_place(
    request_sent: dict[str, Any], pointer: str, code: str
) -> None:
    """And what was written is not repeated."""
    faults = faults_of(request_sent)

    assert (pointer, code) in codes(faults)
    assert all(CANARY not in fault.detail + fault.pointer for fault in faults)


def test_a_missing_assessor_is_a_missing_member() -> None:
    """Agreement is between assessors."""
    said = {key: value for key, value in GOOD.items() if key != "assessor"}

    assert codes(faults_of(a_request(said))) == [("/submissions/0/assessor", Code.MISSING_MEMBER)]


def test_faults_of_shape_and_of_meaning_are_reported_together() -> None:
    """Whoever mends one finds no new one behind it."""
    said = [GOOD, {**GOOD, "period": "soon"}, GOOD, {**GOOD, "ref": "T2", "vector": "x/PH:none"}]

    assert codes(faults_of(a_request(*said, draws=1))) == [
        ("/submissions/1/period", Code.WRONG_FORM),
        ("/draws", Code.OUT_OF_RANGE),
        ("/submissions/2", Code.REPEATED_SUBMISSION),
        ("/submissions/3", Code.LEVELS_OR_VECTOR),
    ]


@pytest.mark.parametrize("said", [CANARY, None, [CANARY, None]])
def test_where_nothing_fits_only_the_shape_is_at_fault(said: object) -> None:
    """There is no meaning to look for."""
    request = {"matrix": "example@1.0.0", "submissions": said}

    assert {str(fault.code) for fault in faults_of(request)} == {Code.WRONG_TYPE}


def test_an_unknown_matrix_is_named_as_such() -> None:
    """With those there are, and without the one that was asked for."""
    with pytest.raises(UnknownMatrix) as caught:
        faults_of(a_request(GOOD, matrix=CANARY))

    assert CANARY not in str(caught.value)
    assert "example@1.0.0" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", Code.NOT_JSON),
        (b"[]", Code.WRONG_TYPE),
        (b'{"matrix": "\xff"}', Code.NOT_UTF8),
        (b'{"matrix": ' + b"[" * 100_000, Code.TOO_DEEP),
    ],
)
def test_what_is_no_request_at_all_is_refused(body: bytes, code: str) -> None:
    """Before any matrix is looked at."""
    assert [str(fault.code) for fault in faults_of(body)] == [code]


def test_an_assessor_who_answers_ten_thousand_times_is_refused_with_every_repeat() -> None:
    """In a time that grows with the request."""
    faults = faults_of(a_request(*[GOOD] * 10_000))

    assert len(faults) == 9_999
    assert {str(fault.code) for fault in faults} == {Code.REPEATED_SUBMISSION}


def test_identities_that_look_like_one_another_are_told_apart() -> None:
    """No text is glued to another: a comma or a space in a code is just that."""
    said = [a_said("T1", "A", "PHn"), a_said("T1", "A,", "PHn"), a_said("T1", " A", "PHn")]

    assert faults_of(a_request(*said)) == []


def test_the_body_may_hold_its_members_in_any_order() -> None:
    """The matrix last."""
    request = {"submissions": THREE_THREATS, "seed": 3, "matrix": "example@1.0.0"}

    assert faults_of(as_json(request)) == []
