"""Nodes in SQL: every operator, worked by hand."""

from typing import Any

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.sql.dialects import SPEECHES
from morile_api.engine.sql.nodes import stages
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale
from tests.warehouse import scored_in_sql

STEPS = a_scale("steps", {"low": 2, "high": 5})
PAIR = [a_criterion("first", "A", "steps"), a_criterion("second", "B", "steps")]


@pytest.mark.parametrize(
    ("combine", "more", "score"),
    [
        ("sum", {}, 7),
        ("product", {}, 10),
        ("max", {}, 5),
        ("min", {}, 2),
        ("mean", {}, 3.5),
        ("weighted_sum", {"weights": ["0.5", "0.25"]}, 2.25),
    ],
)
def test_low_and_high_by_every_operator(combine: str, more: dict[str, Any], score: float) -> None:
    """Low is 2, high is 5; a half of 2 and a quarter of 5 are 2.25."""
    node = a_node("total", combine, ["first", "second"], **more)
    matrix = compile_matrix(a_matrix(PAIR, [node], [STEPS]), DIGEST)

    [row] = scored_in_sql(matrix, [["low", "high"]])

    assert float(row["score"]) == score


def test_bands_begin_at_their_cut() -> None:
    """4, 7 and 10 against a cut of 7."""
    node = a_node("total", "sum", ["first", "second"], bands={"calm": 0, "grave": 7})
    matrix = compile_matrix(a_matrix(PAIR, [node], [STEPS]), DIGEST)

    rows = scored_in_sql(matrix, [["low", "low"], ["low", "high"], ["high", "unknown"]])

    assert [row["total_band"] for row in rows] == ["calm", "grave", None]
    assert [row["lowest_band"] for row in rows] == ["calm", "grave", "grave"]


def test_a_node_stands_above_its_inputs() -> None:
    nodes = [
        a_node("both", "sum", ["first", "second"]),
        a_node("total", "product", ["both", "first"]),
    ]
    matrix = compile_matrix(a_matrix(PAIR, nodes, [STEPS]), DIGEST)

    names = [list(stage) for stage in stages(matrix, SPEECHES["duckdb"])]

    assert [each[0] for each in names] == ["value_head_0", "value_head_2", "value_head_3"]
