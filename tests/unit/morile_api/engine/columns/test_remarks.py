"""What is said of a row beside its score."""

from tests.builders import a_criterion, a_matrix, a_node
from tests.columns import a_scorer, scored

MANY = [f"c{number:02}" for number in range(20)]


def test_gaps_are_named_in_the_order_of_the_matrix() -> None:
    """A level set that leaves every level open is a gap too."""
    scorer = a_scorer(a_matrix())

    (row, other) = scored(
        scorer,
        {"physical_harm": "none|moderate|severe", "community_harm": "unknown"},
        {"physical_harm": "none", "community_harm": "severe|none"},
    )

    assert (row["gaps"], other["gaps"]) == (["physical_harm", "community_harm"], [])


def test_more_gaps_than_a_table_of_combinations_holds_are_still_told() -> None:
    """Twenty criteria, of which the first and the last are unknown in one row."""
    scorer = a_scorer(
        a_matrix([a_criterion(key, key.upper()) for key in MANY], [a_node("all", "sum", MANY)])
    )
    none, gaps = dict.fromkeys(MANY, "none"), dict.fromkeys(MANY, "unknown")

    rows = scored(scorer, gaps, none, {**none, "c00": "unknown", "c19": "unknown"})

    assert [row["gaps"] for row in rows] == [MANY, [], ["c00", "c19"]]


def test_every_fault_of_a_row_is_named_and_no_other_row_suffers() -> None:
    """The right row is scored as if the wrong ones were not there."""
    scorer = a_scorer(a_matrix())

    wrong, right, null = scored(
        scorer,
        {"physical_harm": "awful", "community_harm": 3},
        {"physical_harm": "severe", "community_harm": "severe"},
        {"physical_harm": "severe", "community_harm": None},
    )

    choices = "choose from none, moderate, severe, unknown"
    assert wrong["faults"] == [
        ("physical_harm", "no-such-level", f"no such level; {choices}"),
        ("community_harm", "wrong-type", f"not text; {choices}"),
    ]
    assert right["nodes"]["harm"] == {"score": 10, "band": "high"}
    assert [said[:2] for said in null["faults"]] == [("community_harm", "missing-criterion")]


def test_a_headline_that_no_level_stands_in_for_is_absent() -> None:
    """Unknown harm without a stand-in: the range speaks, from a quarter of 8 to 8 and a quarter."""
    (row,) = scored(a_scorer(a_matrix()), {"physical_harm": "unknown", "community_harm": "severe"})

    assert row["nodes"]["harm"] == {"score": None, "band": None}
    assert row["range"] == {"bands": ["low", "high"], "lowest": 2, "highest": 10}
