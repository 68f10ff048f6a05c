"""Answers carried over to another definition, and what has no counterpart."""

from typing import Any

import msgspec
import pytest

from morile_api.engine.change.crosswalk import carried, crosswalk_of
from morile_api.language.answer import Answer
from morile_api.language.faults import BadSubmission, Code
from morile_api.language.matrix import Matrix
from morile_api.language.replay import UnmatchedLevel
from tests.builders import a_criterion, a_matrix, a_node, a_scale, codes
from tests.replays import a_version

ONE = a_version("1.0.0")
EVERYTHING = Answer(("none", "moderate", "severe"))
Crossing = msgspec.defstruct("Crossing", ["from_", "to", ("levels", Any, None)])
Level = msgspec.defstruct("Level", ["from_", "to"])


def a_crossing(from_: str, to: str, **levels: object) -> Any:
    """A crossing; levels are left out where none are given."""
    return Crossing(from_, to, [Level(*each) for each in levels.items()] or None)


def with_criteria(*keys: str, name: str = "example", **points: object) -> Matrix:
    """A matrix that adds up these criteria, all on one scale."""
    criteria = [a_criterion(key, f"C{place}") for place, key in enumerate(keys)]
    scales = [a_scale(points=points or None)]
    return a_matrix(criteria, [a_node("harm", "sum", keys)], scales, name=name, version="2.0.0")


def over(after: Matrix, row: list[Any], *crossings: Any, before: Matrix = ONE) -> Any:
    """One row carried over, and what has no counterpart."""
    rows, unmatched = carried(crosswalk_of(before, after, crossings), [row])
    return rows[0], unmatched


def refused(after: Matrix, *crossings: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadSubmission) as error:
        crosswalk_of(ONE, after, crossings)
    return codes(error.value.faults)


def test_between_versions_criteria_and_levels_keep_their_keys() -> None:
    """A key is never reused with another meaning."""
    row, unmatched = over(a_version(), ["severe", ("none", "moderate")])

    assert row == [Answer(("severe",)), Answer(("none", "moderate"))]
    assert (unmatched.criteria, unmatched.new_criteria, unmatched.levels) == ((), (), ())


def test_a_new_criterion_is_unknown_and_listed() -> None:
    """And one that is gone is listed too; that they mean the same is not guessed."""
    row, unmatched = over(with_criteria("physical_harm", "social_harm"), ["severe", "severe"])

    assert row == [Answer(("severe",)), EVERYTHING]
    assert (unmatched.criteria, unmatched.new_criteria) == (("community_harm",), ("social_harm",))


def test_a_crosswalk_says_which_criterion_is_which() -> None:
    """Then nothing is left."""
    after = with_criteria("physical_harm", "social_harm")

    row, unmatched = over(after, ["none", "severe"], a_crossing("community_harm", "social_harm"))

    assert row == [Answer(("none",)), Answer(("severe",))]
    assert (unmatched.criteria, unmatched.new_criteria) == ((), ())


def test_one_criterion_may_answer_two() -> None:
    """A question that was split."""
    after = with_criteria("physical_harm", "social_harm", "public_harm")
    crossings = [a_crossing("community_harm", key) for key in ("social_harm", "public_harm")]

    row, _ = over(after, ["none", "severe"], *crossings)

    assert row[1:] == [Answer(("severe",)), Answer(("severe",))]


def test_levels_are_carried_over_as_the_crosswalk_says() -> None:
    """One level may become several, which is a range; two may become one."""
    after = with_criteria("physical_harm", "community_harm", nil=0, low=1, mid=2, high=3)
    levels = {"none": "nil", "moderate": ("mid", "low"), "severe": "unknown"}
    crossings = [a_crossing(key, key, **levels) for key in ("physical_harm", "community_harm")]

    assert over(after, ["none", "moderate"], *crossings)[0] == [
        Answer(("nil",)),
        Answer(("low", "mid")),
    ]
    assert over(after, [("none", "moderate"), "severe"], *crossings)[0] == [
        Answer(("nil", "low", "mid")),
        Answer(("nil", "low", "mid", "high")),
    ]


def test_unknown_stays_unknown_and_confidence_stays() -> None:
    """Whatever the levels are called over there."""
    after = with_criteria("physical_harm", "community_harm", nil=0, high=3)
    graded = msgspec.defstruct("Graded", ["level", "confidence", "grading"], frozen=True)
    crossing = a_crossing("physical_harm", "physical_harm", severe="high")

    row, _ = over(after, [graded("severe", "low", None), "unknown"], crossing)

    assert row == [Answer(("high",), "low"), Answer(("nil", "high"))]


def test_an_answer_that_has_no_counterpart_becomes_unknown_and_is_counted() -> None:
    """Also where only one of its levels has none: it could be anything."""
    after = with_criteria("physical_harm", "community_harm", none=0, severe=8)
    ways = crosswalk_of(ONE, after, None)
    rows: list[list[Any]] = [["moderate", "none"], [("none", "moderate"), "none"], ["none", "none"]]

    found, unmatched = carried(ways, rows)

    assert [row[0] for row in found] == [
        Answer(("none", "severe")),
        Answer(("none", "severe")),
        Answer(("none",)),
    ]
    assert unmatched.levels == (
        UnmatchedLevel("physical_harm", "physical_harm", "moderate", 2),
        UnmatchedLevel("community_harm", "community_harm", "moderate", 0),
    )


def test_between_matrices_only_what_is_named_crosses() -> None:
    """The same key may mean something else there."""
    after = with_criteria("physical_harm", "community_harm", name="other")

    row, unmatched = over(after, ["severe", "severe"], a_crossing("physical_harm", "physical_harm"))

    assert row == [Answer(("severe",)), EVERYTHING]
    assert unmatched.criteria == unmatched.new_criteria == ("community_harm",)


def test_between_matrices_a_crosswalk_is_needed() -> None:
    """Nothing is guessed."""
    assert refused(with_criteria("physical_harm", name="other")) == [
        ("/crosswalk", Code.NO_CROSSWALK)
    ]


def test_every_fault_of_a_crosswalk_is_found() -> None:
    """Criteria and levels that are not there, and what is named twice."""
    twice = Crossing("physical_harm", "community_harm", [Level("none", "none")] * 2)

    assert refused(
        a_version(),
        a_crossing("physical_harm", "nothing"),
        a_crossing(
            "physical_harm", "physical_harm", awful="none", none="awful", severe=("none", "x")
        ),
        a_crossing("community_harm", "physical_harm", none=("unknown", "none")),
        twice,
    ) == [
        ("/crosswalk/0/to", Code.NO_SUCH_CRITERION),
        ("/crosswalk/1/levels/0/from", Code.NO_SUCH_LEVEL),
        ("/crosswalk/1/levels/1/to", Code.NO_SUCH_LEVEL),
        ("/crosswalk/1/levels/2/to", Code.NO_SUCH_LEVEL),
        ("/crosswalk/2/to", Code.REPEATED_CRITERION),
        ("/crosswalk/2/levels/0/to", Code.NO_SUCH_LEVEL),
        ("/crosswalk/3/levels/1/from", Code.REPEATED_LEVEL),
    ]
