"""A matrix as SQL, for callers."""

import duckdb

import morile
from morile.sql import statement

GRID = "priority-grid-4x4@1.0.0"


def test_a_table_of_answers_is_scored_where_it_is() -> None:
    """3 x 2 = 6."""
    written = statement(morile.Offline().matrix(GRID), table="mine", keep=["ref", "force"])

    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE mine AS "
            "SELECT 'A-1' AS ref, 'NCA' AS force, '3' AS impact, '2' AS likelihood"
        )
        found = database.sql(written).select("ref", "force", "score").fetchall()

    assert found == [("A-1", "NCA", 6)]


def test_it_can_be_written_for_another_warehouse() -> None:
    assert "element_at(array(" in statement(morile.Offline().matrix(GRID), "spark")
