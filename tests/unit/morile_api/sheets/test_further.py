"""Further columns of a sheet: what was asked for beside the score."""

from datetime import date
from typing import Any

from morile import Assessed, Range
from morile_api.language.assessment import Contribution
from morile_api.language.prospects import (
    Age,
    Distribution,
    Flip,
    Flips,
    LevelChange,
    OpenQuestion,
)
from morile_api.sheets.further import further, may_change


def a_result(**more: Any) -> Assessed:
    return Assessed(
        0, "a", 7, "high", Range(("low", "high"), 9, 1), {}, ("volume",), "v", "", **more
    )


def cells(wish: str, **more: Any) -> dict[str, object]:
    columns = further({wish}, [])
    return {name: cell(a_result(**more)) for name, cell in columns.items()}


def test_nothing_is_added_where_nothing_was_asked() -> None:
    assert further((), [a_result()]) == {}


def test_what_came_though_the_command_line_did_not_ask_has_its_columns() -> None:
    """A request that is sent as it stands may ask for it."""
    assert list(further((), [a_result(sentence="It scores 7.")])) == ["sentence"]


def test_what_each_criterion_adds_is_one_cell() -> None:
    adds = (Contribution("volume", "low", 1, 2), Contribution("trend", "rising", 5, 19))

    assert cells("explain", contributions=adds) == {"adds": "volume:2|trend:19"}


def test_chances_and_the_gap_to_close_first_stand_side_by_side() -> None:
    chances = Distribution({"low": 0.25, "high": 0.75}, 6.5, {}, {})
    questions = (OpenQuestion("volume", "unknown", 0.5, 2, ()),)

    assert cells("distribution", distribution=chances, open_questions=questions) == {
        "mean_score": 6.5,
        "band_chances": "low:0.25|high:0.75",
        "close_first": "volume",
        "band_may_change": 0.5,
        "narrows_by": 2,
    }


def test_an_assessment_without_gaps_has_no_gap_to_close() -> None:
    assert cells("distribution", open_questions=())["close_first"] is None


def test_flips_are_one_a_line_each_way() -> None:
    changes = (LevelChange("volume", "low", "high"), LevelChange("trend", "stable", "rising"))
    up = Flips("up", 2, (Flip(9, "high", changes),), complete=True)

    assert cells("flips", flips=(up,)) == {
        "flips_up": "9 high: volume:low>high, trend:stable>rising",
        "flips_down": "",
    }


def test_age_is_in_days_and_says_whether_it_is_stale() -> None:
    old = {"age": Age(91, 90, stale=True), "information_date": date(2026, 8, 1)}

    assert cells("as_of", **old) == {"age_days": 91, "stale": "true"}
    assert cells("as_of") == {"age_days": None, "stale": None}


def test_without_a_single_band_the_likeliest_one_may_change() -> None:
    question = OpenQuestion("volume", "unknown", None, 2, (), likely_band_changes=0.25)

    assert may_change(question) == 0.25
