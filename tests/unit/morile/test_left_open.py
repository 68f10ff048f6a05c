"""What an assessment leaves open, as text."""

from typing import Any

from morile import Assessed, Range
from morile._left_open import left_open, percent
from morile_api.language.prospects import (
    Age,
    Distribution,
    Flip,
    Flips,
    LeftOut,
    LevelChange,
    OpenQuestion,
    Outcome,
)


def a_result(**more: Any) -> Assessed:
    return Assessed(
        0, "a", 7, "high", Range(("low", "high"), 9, 1), {}, ("volume",), "v", "", **more
    )


def test_nothing_is_said_where_nothing_was_asked() -> None:
    assert left_open(a_result()) == ""


def test_a_sentence_stands_first() -> None:
    said = left_open(a_result(sentence="It scores 7.", age=Age(30, 20, stale=True)))

    assert said.splitlines() == ["It scores 7.", "age: 30 days, stale (fresh for 20)"]


def test_an_age_that_is_not_known_is_said_with_the_reason() -> None:
    unknown = Age(None, 20, None, "the submission has no information_date")

    assert left_open(a_result(age=unknown)) == (
        "age: not known; the submission has no information_date\n"
    )


def test_what_is_left_out_is_said_with_the_reason() -> None:
    left_out = (LeftOut("likely-band-changes", "it would take too long"),)

    assert left_open(a_result(not_given=left_out)) == (
        "likely band changes: not given; it would take too long\n"
    )


def test_chances_are_in_per_cent_with_what_they_rest_on() -> None:
    chances = Distribution({"very_high": 0.125}, 6.5, {"50": 7}, {"volume": {"low": 1 / 3}})

    assert left_open(a_result(distribution=chances)).splitlines() == [
        "chance of each band: very high 12.5 %",
        "score: 6.5 on average; not exceeded: 7 (50 %)",
        "taken to be likely for volume: low 33.33 %",
    ]


def test_without_bands_only_the_score_has_chances() -> None:
    assert left_open(a_result(distribution=Distribution({}, 6, {"50": 7}, {}))).startswith("score")


def test_an_open_question_has_a_line_for_every_level() -> None:
    outcomes = (
        Outcome("low", 0.5, 3, "low", 3, 3, ("low",)),
        Outcome("very_high", 0.5, None, None, 3, 9, ("low", "high")),
    )
    question = OpenQuestion("volume", "unknown", 0.5, 2, outcomes)

    lines = left_open(a_result(open_questions=(question,))).splitlines()

    assert lines[1:3] == [
        "open question 1: volume (unknown)",
        "  50 % chance that the band changes; the range narrows by 2",
    ]
    assert lines[4].split() == ["low", "50", "%", "3", "low", "3", "to", "3,", "low"]
    assert lines[5].split()[-6:] == ["3", "to", "9,", "low", "to", "high"]


def test_a_matrix_without_bands_has_no_chance_of_another_one() -> None:
    question = OpenQuestion("volume", "unknown", None, 2, ())

    assert "\n  the range narrows by 2\n" in left_open(a_result(open_questions=(question,)))


def test_without_a_headline_band_the_chance_is_that_of_the_most_likely_one() -> None:
    question = OpenQuestion("volume", "unknown", None, 2, (), 0.25)

    said = left_open(a_result(open_questions=(question,)))
    assert "\n  25 % chance that the most likely band changes; the range narrows by 2\n" in said


def test_a_flip_says_what_was_not_known() -> None:
    changes = (
        LevelChange("volume", "unknown", "very_high", "low"),
        LevelChange("trend", "falling|stable", "rising", "stable"),
    )
    up = Flips("up", 2, (Flip(9, "very_high", changes),), complete=True)

    assert left_open(a_result(flips=(up,))).splitlines()[-1] == (
        "  9 very high: volume from unknown (counted as low) to very high, "
        "trend from falling or stable (counted as stable) to rising"
    )


def test_flips_say_how_far_and_whether_there_are_more() -> None:
    change = LevelChange("volume", "low", "very_high")
    up = Flips("up", 2, (Flip(9, "very_high", (change,)),), complete=False)
    down = Flips("down", None, (), complete=True, reason="it is the lowest band")

    assert left_open(a_result(flips=(up, down))).splitlines() == [
        "",
        "up by 2 level steps; there are more:",
        "  9 very high: volume from low to very high",
        "",
        "no change takes it down: it is the lowest band",
    ]


def test_a_share_is_shown_without_needless_digits() -> None:
    assert [percent(each) for each in (1, 0.5, 0.1234, 0)] == ["100 %", "50 %", "12.34 %", "0 %"]


def test_the_smallest_share_stands_for_all_below_it() -> None:
    """A band that one submission in a million has is possible, but not at a hundredth per cent."""
    assert percent(0.0001) == "0.01 % or less"
