"""A matrix as one statement."""

import pytest

from morile_api.engine.compiling.compile import compile_matrix
from morile_api.engine.sql.render import rendered
from morile_api.language.faults import BadMatrix, BadSubmission, Code
from tests.builders import DIGEST, a_criterion, a_matrix, a_node, a_scale, codes, shipped_catalogue


def test_the_first_line_says_which_definition_it_was_written_from() -> None:
    matrix = shipped_catalogue().entries["thematic@1.0.0"].scorer.matrix

    first = rendered(matrix, "duckdb", "threats", ["ref"]).splitlines()[0]

    assert first == f"-- thematic@1.0.0, illustrative, {matrix.digest}"


@pytest.mark.parametrize(("dialect", "quote"), [("duckdb", '"'), ("spark", "`")])
def test_columns_to_keep_are_quoted(dialect: str, quote: str) -> None:
    """A quotation mark in a name cannot end it."""
    matrix = shipped_catalogue().entries["disruption@1.0.0"].scorer.matrix

    text = rendered(matrix, dialect, "threats", [f"my{quote}name"])  # type: ignore[arg-type]

    named = f"{quote}my{quote}{quote}name{quote}"
    assert f"  {named} AS _kept_0,\n" in text
    assert f"  _kept_0 AS {named},\n" in text


def test_columns_to_keep_have_names_of_their_own() -> None:
    """Capitals make no other name in a warehouse, and of two columns of one name none is meant."""
    matrix = shipped_catalogue().entries["disruption@1.0.0"].scorer.matrix

    with pytest.raises(BadSubmission) as refused:
        rendered(matrix, "spark", "threats", ["ref", "Score", "REF"])

    assert codes(refused.value.faults) == [
        ("/keep/1", Code.NOT_A_TABLE),
        ("/keep/2", Code.NOT_A_TABLE),
    ]


def test_a_level_that_lowers_a_score_is_refused() -> None:
    """The lowest score is then not that of the lowest levels."""
    falling = a_scale("steps", {"low": 0, "high": 1})
    node = a_node("total", "weighted_sum", ["first"], weights=[-1])
    definition = a_matrix([a_criterion("first", "A", "steps")], [node], [falling], monotone=False)

    with pytest.raises(BadMatrix) as refused:
        rendered(compile_matrix(definition, DIGEST), "duckdb", "threats", [])

    assert codes(refused.value.faults) == [("/nodes", Code.NOT_MONOTONE)]
