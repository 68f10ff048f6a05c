"""Result columns before they are of any kind."""

from typing import Any

from morile_api.engine.columns.assess_columns import assess_columns
from morile_api.tables.found import found_in
from tests.builders import a_matrix
from tests.columns import a_scorer, columns_of

SCORER = a_scorer(a_matrix())
ROWS: list[dict[str, Any]] = [
    {"physical_harm": "unknown", "community_harm": "none"},
    {"physical_harm": "severe", "community_harm": "none"},
    {"physical_harm": None, "community_harm": "bad"},
]
OUTCOME = assess_columns(SCORER.lexicon, columns_of(SCORER, ROWS), every_node=True)


def values(name: str, nodes: bool = False) -> list[object]:
    [column] = [each for each in found_in(OUTCOME, nodes) if each.name == name]
    return [None if code < 0 else column.choices[code] for code in column.codes.tolist()]


def test_a_row_without_a_headline_has_its_range_and_one_at_fault_has_neither() -> None:
    """0 to 8, so low to high."""
    assert values("score") == [None, 8, None]
    assert values("band") == [None, "high", None]
    assert (values("lowest"), values("highest")) == ([0, 8, None], [8, 8, None])
    assert values("bands") == ["low|high", "high", None]
    assert values("gaps") == ["physical_harm", "", None]


def test_all_faults_of_a_row_stand_in_one_text() -> None:
    """A line each, in the order of the matrix."""
    sound, _, wrong = values("faults")

    assert sound is None
    assert str(wrong).splitlines() == [
        "physical_harm: nothing is said; say unknown for a gap",
        "community_harm: no such level; choose from none, moderate, severe, unknown",
    ]


def test_nodes_stand_beside_the_headline_where_asked_for() -> None:
    """Under their keys."""
    assert values("harm_score", nodes=True) == values("score")
    assert [each.name for each in found_in(OUTCOME)][-2:] == ["gaps", "faults"]
