"""Answers in SQL: which levels a cell leaves open, and which counts."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale
from tests.warehouse import scored_in_sql

STEPS = a_scale("steps", {"low": 1, "middle": 20, "high": 300}, unknown_counts_as="middle")
MATRIX = compile_matrix(
    a_matrix([a_criterion("only", "ON", "steps")], [a_node("total", "sum", ["only"])], [STEPS]),
    DIGEST,
)


@pytest.mark.parametrize(
    ("cell", "score", "lowest", "highest", "gaps"),
    [
        ("low", 1, 1, 1, ""),
        ("high~low", 300, 300, 300, ""),
        ("low|middle", 20, 1, 20, ""),
        ("high|low", 300, 1, 300, ""),
        ("unknown", 20, 1, 300, "only"),
        ("unknown~high", 20, 1, 300, "only"),
        ("middle|high|low", 20, 1, 300, "only"),
    ],
)
def test_a_cell_leaves_its_levels_open_and_the_nearest_to_the_stand_in_counts(
    cell: str, score: int, lowest: int, highest: int, gaps: str
) -> None:
    """Of low and high, equally near to middle, the higher counts."""
    [row] = scored_in_sql(MATRIX, [[cell]])

    assert (row["score"], row["lowest"], row["highest"]) == (score, lowest, highest)
    assert (row["gaps"], row["fault"]) == (gaps, "")


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "Low",
        "low|",
        "|low",
        "low|low",
        "low|unknown",
        "low~",
        "low~sure",
        "low~low~low",
    ],
)
def test_what_is_no_answer_is_a_fault_and_scores_nothing(cell: str | None) -> None:
    """An empty cell is neither a zero nor an unknown."""
    [row] = scored_in_sql(MATRIX, [[cell]])

    assert row["fault"] == "only"
    assert {value for name, value in row.items() if name not in ("place", "fault")} == {None}
