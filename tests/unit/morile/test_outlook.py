"""The outlook under a ranking: gaps to close, nearest flips, age."""

from datetime import date
from typing import Any

from morile import Assessed, Range
from morile._outlook import ages, nearest, to_close
from morile_api.language.prospects import (
    Age,
    Distribution,
    Flip,
    Flips,
    LevelChange,
    OpenQuestion,
)


def a_result(ref: str, **more: Any) -> Assessed:
    return Assessed(
        0, ref, 7, "high", Range(("low", "high"), 9, 1), {}, ("volume",), "v", "", **more
    )


def asked(criterion: str, changes: float | None, narrows: float) -> dict[str, Any]:
    return {
        "distribution": Distribution({"low": 0.25, "high": 0.75}, 6.5, {}, {}),
        "open_questions": (OpenQuestion(criterion, "low|high", changes, narrows, ()),),
    }


def test_the_gap_that_is_likeliest_to_move_a_band_is_on_top() -> None:
    """Then the one that narrows the range most; a threat without gaps is not listed."""
    text = to_close(
        [
            a_result("A-1", **asked("volume", 0.25, 9)),
            a_result("A-2", **asked("trend", 0.5, 1)),
            a_result("A-3", **asked("volume", 0.25, 10)),
            a_result("A-4", open_questions=()),
            a_result("A-5", **asked("volume", None, 99)),
        ]
    )

    rows = [line.split() for line in text.splitlines() if line.startswith("A-")]
    assert [row[0] for row in rows] == ["A-2", "A-3", "A-1", "A-5"]
    assert rows[0][1:6] == ["trend", "low|high", "50", "%", "1"]
    assert rows[0][6:] == ["low", "25", "%,", "high", "75", "%"]
    assert rows[3][3] == "-"


def test_where_all_is_known_no_gap_is_left() -> None:
    assert to_close([a_result("A-1", open_questions=())]) == "\nNo gap is left to close.\n"


def test_flips_stand_under_the_reference() -> None:
    change = LevelChange("volume", "low", "high")
    up = Flips("up", 1, (Flip(9, "very_high", (change,)),), complete=True)

    assert nearest([a_result("A-1", flips=(up,))]).splitlines() == [
        "",
        "A-1: high",
        "up by 1 level step:",
        "  9 very high: volume from low to high",
    ]


def test_stale_assessments_are_named_and_those_of_unknown_age_counted() -> None:
    old = a_result("A-1", age=Age(91, 90, stale=True), information_date=date(2026, 8, 1))
    new = a_result("A-2", age=Age(9, 90, stale=False), information_date=date(2026, 10, 22))

    undated = a_result("A-3", age=Age(None, 90, None, "it has no date"))

    assert ages([old, new, undated], "2026-10-31").splitlines() == [
        "",
        "Stale on 2026-10-31: 1 of 3",
        "  A-1: 91 days (fresh for 90)",
        "Without an information_date, so of unknown age: 1",
    ]


def test_a_matrix_that_sets_no_limit_of_age_is_said_to() -> None:
    dated = a_result("A-1", information_date=date(2026, 8, 1))

    assert "does not say for how long" in ages([dated], "2026-10-31")
