"""Answers become columns of level numbers, for one threat and for many."""

from morile_api.engine.coding import code_many, code_one, nth_levels
from tests.builders import a_criterion, a_desk, a_matrix, a_node, a_scale, assess_one

LEXICON = a_desk().scorers["example@1.0.0"].lexicon


def test_one_row_and_many_rows_are_coded_alike() -> None:
    """Plain ints for one, arrays for many, the same numbers."""
    rows = [("severe", ("none", "moderate")), ("none", "unknown"), ("unknown", "severe")]

    many = code_many(LEXICON, rows)

    for at, row in enumerate(rows):
        one = code_one(LEXICON, row)
        assert [int(column[at]) for column in many.headline] == one.headline
        assert many.said(at) == one.said(0)


def test_rows_with_an_answer_of_several_levels_are_open() -> None:
    """Only for those a range is worked out."""
    coded = code_many(LEXICON, [("severe", "none"), ("none", "unknown")])

    assert list(coded.open) == [1]


def test_the_levels_an_open_answer_may_have_can_be_walked_through() -> None:
    """From the lowest; past the highest the highest stands again."""
    coded = code_one(LEXICON, (("none", "severe"), "moderate"))

    assert [nth_levels(coded, 0, place) for place in (0, 1, 2, -1)] == [0, 2, 2, 2]
    assert [nth_levels(coded, 1, place) for place in (0, 1, -1)] == [1, 1, 1]


def test_the_weakest_stated_confidence_of_a_section_is_its_confidence() -> None:
    """A chain is as strong as its weakest link; what is not stated is not guessed."""
    matrix = a_matrix(
        criteria=[
            a_criterion("a", section="harm"),
            a_criterion("b", section="harm"),
            a_criterion("c", section="likelihood"),
            a_criterion("d", section="position"),
        ],
        nodes=[a_node("n", "sum", ["a", "b", "c", "d"])],
        scales=[a_scale()],
    )

    result = assess_one(
        matrix,
        a={"level": "none", "confidence": "moderate"},
        b={"level": "unknown", "confidence": "high"},
        c={"level": "none", "confidence": "low"},
        d={"level": "none"},
    )

    assert result["confidence"] == {"harm": "moderate", "likelihood": "low"}
