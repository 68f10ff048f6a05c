"""A warehouse: DuckDB in this process, in which a matrix scores as SQL."""

from collections.abc import Sequence
from typing import Any

import duckdb

from morile_api.engine.compiled import CompiledMatrix
from morile_api.engine.sql.render import rendered


def scored_in_sql(
    matrix: CompiledMatrix, rows: Sequence[Sequence[str | None]]
) -> list[dict[str, Any]]:
    """What the statement of a matrix gives for rows of cells, one a criterion, in their order."""
    keys = [criterion.key for criterion in matrix.definition.criteria]
    with duckdb.connect() as database:
        columns = ", ".join(f'"{key}" VARCHAR' for key in keys)
        database.execute(f"CREATE TABLE answers (place INTEGER, {columns})")
        marks = ", ".join("?" * (len(keys) + 1))
        filled = [[place, *row] for place, row in enumerate(rows)]
        database.executemany("INSERT INTO answers VALUES (" + marks + ")", filled)  # noqa: S608
        database.execute(
            "CREATE TABLE scored AS " + rendered(matrix, "duckdb", "answers", ["place"])
        )
        found = database.execute("SELECT * FROM scored ORDER BY place")
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
