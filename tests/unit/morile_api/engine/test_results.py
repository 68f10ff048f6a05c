"""Exact columns become what people and systems read."""

from tests.builders import a_criterion, a_matrix, a_node, a_scale, assess_one


def test_every_node_is_shown_with_score_and_band_in_alphabetical_order() -> None:
    """A node without bands has none, and a grid has the level it gives."""
    matrix = a_matrix(
        criteria=[a_criterion("x")],
        nodes=[
            a_node("table", "grid", ["x"], gives="p", cells=["p1", "p1", "p2"]),
            a_node("bare", "sum", ["x"]),
            a_node("harm", "sum", ["x"], bands={"low": 0, "high": 4}),
        ],
        scales=[a_scale(), a_scale("p", {"p1": 1, "p2": 2})],
        beside=["table", "bare"],
    )

    result = assess_one(matrix, x="severe")

    assert list(result["nodes"].items()) == [
        ("bare", {"band": None, "score": 8}),
        ("harm", {"band": "high", "score": 8}),
        ("table", {"band": "p2", "score": 2}),
    ]


def test_the_range_lists_every_band_from_the_lowest_to_the_highest() -> None:
    """Those between too, even if no completion falls in one of them."""
    matrix = a_matrix(
        criteria=[a_criterion("x"), a_criterion("y", scale="few")],
        nodes=[a_node("n", "sum", ["x", "y"], bands={"low": 0, "mid": 3, "high": 6})],
        scales=[a_scale(), a_scale("few", {"a": 0, "b": 3})],
    )

    result = assess_one(matrix, x=["none", "severe"], y="a")

    assert result["range"] == {"bands": ["low", "mid", "high"], "highest": 8, "lowest": 0}


def test_gaps_are_the_criteria_answered_unknown_and_not_those_narrowed() -> None:
    """A narrowed answer is knowledge."""
    matrix = a_matrix(
        criteria=[a_criterion(name) for name in ("aa", "bb", "cc", "dd")],
        nodes=[a_node("n", "sum", ["aa", "bb", "cc", "dd"])],
    )

    result = assess_one(
        matrix,
        aa="unknown",
        bb=["none", "severe"],
        cc=["severe", "moderate", "none"],
        dd={"level": "unknown", "confidence": "low"},
    )

    assert result["gaps"] == ["aa", "cc", "dd"]


def test_an_assessment_without_stated_confidence_says_nothing_of_it() -> None:
    """Silence is not low confidence."""
    assert "confidence" not in assess_one(
        a_matrix([a_criterion("x")], [a_node("n", "sum", ["x"])]), x="none"
    )
