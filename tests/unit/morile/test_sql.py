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


def test_a_scored_table_whose_answers_were_mended_is_scored_anew() -> None:
    """What was a fault is 4 x 2 = 8 now; what was sound is none any more."""
    matrix = morile.Offline().matrix(GRID)
    answers = ["ref", "impact", "likelihood"]

    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE first AS SELECT * FROM (VALUES ('A-1', '9', '2'), ('A-2', '3', '2')) "
            "AS given(ref, impact, likelihood)"
        )
        database.execute("CREATE TABLE mended AS " + statement(matrix, table="first", keep=answers))
        database.execute("UPDATE mended SET impact = CASE ref WHEN 'A-1' THEN '4' ELSE '' END")
        again = database.sql(statement(matrix, table="mended"))
        found = again.order("ref").select("ref", "score", "fault").fetchall()

    assert found == [("A-1", 8, ""), ("A-2", None, "impact")]


def test_it_can_be_written_for_another_warehouse() -> None:
    assert "element_at(array(" in statement(morile.Offline().matrix(GRID), "spark")
