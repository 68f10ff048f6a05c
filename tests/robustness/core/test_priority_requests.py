"""What broken or hostile callers send to priorities: every fault named, nothing repeated."""

from typing import Any

import pytest

from morile_api.language.faults import Code, UnknownMatrix
from tests.builders import CANARY, a_request, as_json, codes
from tests.priorities import CUMBRIA, a_board, scoring

GOOD = scoring(1)


def changed(**more: Any) -> dict[str, Any]:
    return a_request({**GOOD, **more})


def reserving(**more: Any) -> dict[str, Any]:
    return a_request(GOOD, slots=2, reserve={"by": "equal", "share": 0.5, **more})


@pytest.mark.parametrize(
    ("request_sent", "pointer", "code"),
    [
        (changed(levels={CANARY: "l1"}), "/submissions/0/levels", Code.NO_SUCH_CRITERION),
        (
            changed(levels={"score": CANARY, "second": "l1"}),
            "/submissions/0/levels/score",
            Code.NO_SUCH_LEVEL,
        ),
        (
            changed(levels={"score": "l1"}),
            "/submissions/0/levels/second",
            Code.MISSING_CRITERION,
        ),
        (changed(organisation=CANARY), "/submissions/0/organisation", Code.NOT_A_CHOICE),
        (changed(marking="SECRET"), "/submissions/0/marking", Code.MARKING_TOO_HIGH),
        (changed(cost=CANARY), "/submissions/0/cost", Code.WRONG_TYPE),
        (changed(cost=0), "/submissions/0/cost", Code.OUT_OF_RANGE),
        (changed(cost=1e10), "/submissions/0/cost", Code.OUT_OF_RANGE),
        (changed(**{CANARY: 1}), "/submissions/0", Code.UNKNOWN_MEMBER),
        (a_request(GOOD, slots=0), "/slots", Code.OUT_OF_RANGE),
        (a_request(GOOD, slots=1.5), "/slots", Code.WRONG_FORM),
        (a_request(GOOD, slots=CANARY), "/slots", Code.WRONG_TYPE),
        (a_request(GOOD, slots=1e300), "/slots", Code.OUT_OF_RANGE),
        (a_request(GOOD, capacity=-1), "/capacity", Code.OUT_OF_RANGE),
        (a_request(GOOD, top=True), "/top", Code.WRONG_TYPE),
        (a_request(GOOD, as_of="2026-02-30"), "/as_of", Code.WRONG_FORM),
        (a_request(GOOD, tie_break=[CANARY]), "/tie_break/0", Code.NOT_A_CHOICE),
        (a_request(GOOD, tie_break=["highest:risk"]), "/tie_break/0", Code.NOT_A_CHOICE),
        (a_request(GOOD, tie_break=["ref"] * 21), "/tie_break", Code.TOO_LONG),
        (a_request(GOOD, reserve=CANARY), "/reserve", Code.WRONG_TYPE),
        (a_request(GOOD, reserve={"share": 1}), "/reserve/by", Code.MISSING_MEMBER),
        (reserving(by=CANARY), "/reserve/by", Code.NOT_A_CHOICE),
        (reserving(share=1.5), "/reserve/share", Code.OUT_OF_RANGE),
        (reserving(counts=CANARY), "/reserve/counts", Code.NOT_A_CHOICE),
        (reserving(among=[]), "/reserve/among", Code.TOO_SHORT),
        (
            reserving(among=[{"organisation": CANARY}]),
            "/reserve/among/0/organisation",
            Code.NOT_A_CHOICE,
        ),
        (
            reserving(by="weights", among=[{"organisation": CUMBRIA}]),
            "/reserve/among/0/weight",
            Code.MISSING_MEMBER,
        ),
        (
            reserving(by="contribution", among=[{"organisation": CUMBRIA, "contribution": -1}]),
            "/reserve/among/0/contribution",
            Code.OUT_OF_RANGE,
        ),
        (reserving(by="weights"), "/reserve/among", Code.MISSING_MEMBER),
        (
            a_request(GOOD, populations=[{"organisation": CUMBRIA, "population": 1.5}]),
            "/populations/0/population",
            Code.WRONG_FORM,
        ),
        (
            a_request(GOOD, populations=[{"organisation": CUMBRIA, "excluded": f"{CANARY}\n"}]),
            "/populations/0/excluded",
            Code.WRONG_FORM,
        ),
        (a_request(GOOD, reference_scores=[]), "/reference_scores", Code.TOO_SHORT),
        (a_request(GOOD, reference_scores=[CANARY]), "/reference_scores/0", Code.WRONG_TYPE),
        ({**a_request(GOOD), CANARY: 1}, "", Code.UNKNOWN_MEMBER),
        ({"matrix": "example@1.0.0", "submissions": []}, "/submissions", Code.TOO_SHORT),
        ({"matrix": "example@1.0.0"}, "/submissions", Code.MISSING_MEMBER),
        ({"submissions": [GOOD]}, "/matrix", Code.MISSING_MEMBER),
    ],
)
def test_each_mistake_is_named_with_its_place(
    request_sent: dict[str, Any], pointer: str, code: str
) -> None:
    """And what was written is not repeated."""
    faults = a_board().faults(as_json(request_sent))

    assert (pointer, code) in codes(faults)
    assert all(CANARY not in fault.detail + fault.pointer for fault in faults)


def test_faults_of_shape_and_of_meaning_are_reported_together() -> None:
    """Whoever mends one finds no new one behind it."""
    later = {**GOOD, "information_date": "2026-12-01"}
    rules: dict[str, Any] = {"capacity": 2, "reserve": {"by": "equal"}, "as_of": "2026-11-22"}
    request = a_request(GOOD, {**GOOD, "marking": CANARY}, later, **rules)

    assert codes(a_board().faults(as_json(request))) == [
        ("/submissions/1/marking", Code.NOT_A_CHOICE),
        ("/submissions/0/cost", Code.MISSING_MEMBER),
        ("/submissions/2/cost", Code.MISSING_MEMBER),
        ("/reserve", Code.EITHER_OR),
        ("/submissions/2", Code.REPEATED_SUBMISSION),
        ("/submissions/2/information_date", Code.FUTURE_DATE),
    ]


@pytest.mark.parametrize("said", [CANARY, None, [CANARY, None], {}, 7])
def test_where_nothing_fits_only_the_shape_is_at_fault(said: object) -> None:
    faults = a_board().faults(as_json({"matrix": "example@1.0.0", "submissions": said}))

    assert faults
    assert all(fault.pointer.startswith("/submissions") for fault in faults)
    assert all(CANARY not in fault.detail for fault in faults)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", Code.NOT_JSON),
        (b"[]", Code.WRONG_TYPE),
        (b'{"matrix": "example@1.0.0", "submissions": [', Code.NOT_JSON),
        (b'{"matrix": "\xff"}', Code.NOT_UTF8),
        (b"[" * 100_000, Code.TOO_DEEP),
        (b'{"matrix": "example@1.0.0", "slots": NaN}', Code.NOT_JSON),
    ],
)
def test_bytes_that_are_no_request_are_refused(body: bytes, code: str) -> None:
    assert [fault.code for fault in a_board().faults(body)] in ([code], [Code.WRONG_TYPE])


def test_another_matrix_is_not_guessed() -> None:
    with pytest.raises(UnknownMatrix):
        a_board().bytes_of(as_json(a_request(GOOD, matrix="example@9.0.0")))


def test_more_submissions_than_are_taken_are_refused() -> None:
    threats = [scoring(1, ref=f"T{number}") for number in range(4)]

    faults = a_board(limit=3).faults(as_json(a_request(*threats)))

    assert codes(faults) == [("/submissions", Code.TOO_LONG)]


def test_ten_thousand_threats_that_all_tie_do_not_take_long() -> None:
    """Nothing looks at every pair."""
    owners = ("E23000002", "E23000003", "E23000004", "E23000005")
    threats = [scoring(1, owners[n % 4], ref=f"T{n}") for n in range(10_000)]
    reserve = {"by": "equal", "share": 0.5}

    answer = a_board().ask(*threats, slots=4_000, reserve=reserve)

    assert answer["allocation"]["chosen"] == []
    assert sum(each["amount"] for each in answer["allocation"]["left_open"]) == 4_000
